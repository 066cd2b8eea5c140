using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Tests.Domain;

/// <summary>Tells how an organisation came to be, in short.</summary>
internal sealed class AnOrganisation
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly Organisation _organisation = Organisation.Begin("ORG-2026-0001", Guid.CreateVersion7(), Now);

    public AnOrganisation(string type = "CIO")
    {
        Must(_organisation.ChooseType(type));
        Must(_organisation.GiveName("Harbour Door (demo)", ""));
        Must(_organisation.GiveNumbers(type == "UNI" ? [] : [("GB-CHC", "9900101")]));
        Must(_organisation.GiveContact("hello@v01.example.org", null, null, null, false));
        Must(_organisation.Offer(["ACC-ADV"]));
        Must(_organisation.Cover(["CPA03"]));
    }

    public AnOrganisation Sent()
    {
        Must(_organisation.Send("harbour-door-demo", Now));
        return this;
    }

    public AnOrganisation Approved()
    {
        Sent();
        Must(_organisation.Approve(Now));
        return this;
    }

    public Organisation Build() => _organisation;

    public static Organisation LeadProvider() =>
        Organisation.ForLeadProvider("ORG-2026-0002", "LLP", "Larkmere (demo)", "", [("GB-COH", "OC990002")], Now).Value;

    private static void Must(Result result) => Assert.True(result.IsDone, result.Refusal?.ToString());
}
