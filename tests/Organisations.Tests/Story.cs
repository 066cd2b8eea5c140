using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.Tests;

internal sealed record Draft(string Email, string Reference);

/// <summary>Tells in short how people and organisations came to a portal, through the real handlers.</summary>
internal static class Story
{
    private static int _next = 9_500_000;

    /// <summary>A charity number that nobody else uses here.</summary>
    public static string Number() => Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);

    public static async Task<string> PersonAsync(Portal portal, string role = "Chief officer (demo account)")
    {
        var email = $"person{Number()}@test.example.org";
        await portal.AsAsync(null, async s =>
        {
            var made = await s.GetRequiredService<IAccounts>().CreateConfirmedAsync(email, role, Passwords.Demonstration, CancellationToken.None);
            Assert.True(made.IsDone, made.Refusal?.ToString());
        });
        return email;
    }

    public static async Task<Draft> DraftAsync(Portal portal, string number, string? name = null)
    {
        var email = await PersonAsync(portal);
        var reference = await portal.AsAsync(email, async s => (await s.GetRequiredService<BeginRegistrationHandler>().HandleAsync(CancellationToken.None)).Value);
        await portal.AsAsync(email, async s =>
        {
            var drafts = s.GetRequiredService<ChangeDraftHandler>();
            Func<Organisation, Kernel.Result>[] answers =
            [
                d => d.ChooseType("CIO"), d => d.GiveName(name ?? "Charity " + number, ""), d => d.GiveNumbers([("GB-CHC", number)]),
                d => d.GiveContact("hello@test.example.org", null, null, null, false), d => d.Offer(["ACC-ADV"]), d => d.Cover(["CPA03"]),
            ];
            foreach (var answer in answers)
            {
                var result = await drafts.HandleAsync(reference, answer, CancellationToken.None);
                Assert.True(result.IsDone, result.Refusal?.ToString());
            }
        });
        return new Draft(email, reference);
    }

    /// <summary>An approved charity whose only member has all duties.</summary>
    public static async Task<(Guid Id, Draft Draft)> ApprovedAsync(Portal portal, string? name = null)
    {
        var draft = await DraftAsync(portal, Number(), name);
        await portal.AsAsync(draft.Email, async s => Assert.True((await s.GetRequiredService<SendRegistrationHandler>().HandleAsync(draft.Reference, CancellationToken.None)).IsDone));
        await portal.AsAsync(null, async s =>
            Assert.True((await s.GetRequiredService<DecideRegistration.DecideRegistrationHandler>().ApproveAsync(draft.Reference, CancellationToken.None)).IsDone));
        var card = await portal.AsAsync(null, s => s.GetRequiredService<IOrganisations>().FindByReferenceAsync(draft.Reference, CancellationToken.None));
        return (card!.Id, draft);
    }
}
