namespace Procurement.Organisations.Domain;

/// <summary>A public number of an organisation. From the day that it is sent to the administrators it belongs to that organisation alone.</summary>
internal sealed class Identifier
{
    private Identifier()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; private set; }
    public string Scheme { get; private set; } = "";
    public string Number { get; private set; } = "";

    /// <summary>True when an administrator has looked it up in the register.</summary>
    public bool IsChecked { get; internal set; }

    /// <summary>Unique among all organisations once it is claimed; null in a draft, so that a draft blocks nobody.</summary>
    public string? Claim { get; private set; }

    internal static Identifier Of(Guid organisationId, string scheme, string number) => new() { OrganisationId = organisationId, Scheme = scheme, Number = number };

    internal void MakeClaim() => Claim = KeyOf(Scheme, Number);

    internal void GiveUp() => Claim = null;

    internal static string KeyOf(string scheme, string number) => scheme + ":" + number;
}
