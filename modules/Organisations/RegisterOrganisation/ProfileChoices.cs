using System.Globalization;
using Procurement.Components;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>What profiles choose from.</summary>
internal static class ProfileChoices
{
    public static IReadOnlyList<Choice> Services(IServiceCatalogue catalogue) =>
        [.. catalogue.Services().Where(s => s.IsSubcontractable).Select(s => new Choice(s.Code, s.Name, s.Description))];

    public static IReadOnlyList<Choice> Cohorts(IServiceCatalogue catalogue) =>
        [.. catalogue.Cohorts().Select(c => new Choice(c.Code, c.Name, c.Description))];

    public static IReadOnlyList<Choice> Areas(IPlaces places) =>
        [.. places.Areas().OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Select(a => new Choice(a.Code, a.Name))];
}

/// <summary>Amounts in whole pounds, as people type them.</summary>
internal static class Amounts
{
    public static bool TryRead(string? typed, out int? pounds)
    {
        pounds = null;
        var text = (typed ?? "").Trim().TrimStart('£').Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        pounds = value;
        return true;
    }

    public static string? Show(int? pounds) => pounds?.ToString("N0", CultureInfo.InvariantCulture);
}
