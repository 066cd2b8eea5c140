using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.YourOrganisation;

/// <summary>An appointment in words.</summary>
internal sealed record AppointmentView(IReadOnlyList<string> Areas, DateOnly From, DateOnly? To, string Reason, string State, string? EndUrl)
{
    public static IReadOnlyList<AppointmentView> Of(Organisation organisation, IPlaces places, DateOnly today, bool mayEnd) =>
    [
        .. organisation.Appointments.OrderByDescending(a => a.From).ThenByDescending(a => a.Id).Select(a => new AppointmentView(
            [.. a.AreaCodes.Select(c => places.Area(c)?.Name ?? c)], a.From, a.To, a.EndReason,
            a.IsOn(today) ? "Now" : a.From > today ? "Later" : "Over",
            mayEnd && (a.To is not { } to || to >= today) ? $"/admin/organisations/{organisation.Reference.ToLowerInvariant()}/appointments/{a.Id}/end" : null)),
    ];
}

/// <summary>What people should know before they rely on an organisation.</summary>
internal static class Warnings
{
    public static IReadOnlyList<string> Of(Organisation o, IWords words)
    {
        List<string> warnings = [];
        if (o.IsAccountsOverdue) warnings.Add(words.Text("Organisations.Warning.AccountsOverdue"));
        if (o.Type is { HasLegalPersonality: false }) warnings.Add(words.Text("Organisations.Warning.NoLegalPerson"));
        foreach (var identifier in o.Identifiers)
        {
            var scheme = IdentifierSchemes.Of(identifier.Scheme);
            if (scheme.Judge(identifier.Number) == NumberVerdict.Doubtful)
                warnings.Add(words.Text("Organisations.Warning.Doubtful", identifier.Number, scheme.Register));
        }

        return warnings;
    }
}
