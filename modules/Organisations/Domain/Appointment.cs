namespace Procurement.Organisations.Domain;

/// <summary>The time for which a lead provider may publish in areas.</summary>
internal sealed class Appointment
{
    private Appointment()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; private set; }
    public List<string> AreaCodes { get; private set; } = [];
    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }

    /// <summary>Why it ends earlier than it was given for; empty when it does not.</summary>
    public string EndReason { get; private set; } = "";

    public DateTimeOffset GivenAt { get; private set; }

    public bool IsOn(DateOnly day) => From <= day && (To is not { } to || day <= to);

    internal static Appointment Of(Guid organisationId, IEnumerable<string> areaCodes, DateOnly from, DateOnly? to, DateTimeOffset now) =>
        new() { OrganisationId = organisationId, AreaCodes = [.. areaCodes.Distinct().Order(StringComparer.Ordinal)], From = from, To = to, GivenAt = now };

    internal void End(DateOnly to, string reason) => (To, EndReason) = (to, reason);
}
