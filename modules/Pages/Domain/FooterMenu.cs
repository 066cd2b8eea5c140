using Procurement.Kernel;
using Procurement.Pages.Contracts;

namespace Procurement.Pages.Domain;

/// <summary>A link that editors keep.</summary>
internal sealed record EditedLink(string TextEn, string TextCy, string Url);

/// <summary>A column of links at the foot of every page.</summary>
internal sealed class FooterMenu : Entity
{
    public const int MostLinks = 10;

    private FooterMenu()
    {
    }

    /// <summary>Its stable name, for example <c>help</c>.</summary>
    public string Key { get; private set; } = "";

    public string HeadingEn { get; private set; } = "";

    public string HeadingCy { get; private set; } = "";

    public int Order { get; private set; }

    public List<EditedLink> Links { get; private set; } = [];

    public static Result<FooterMenu> Make(string key, int order, string headingEn, string headingCy, IReadOnlyList<EditedLink> links)
    {
        var menu = new FooterMenu { Key = key, Order = order };
        return menu.Save(headingEn, headingCy, links).Refusal is { } refusal ? refusal : menu;
    }

    /// <summary>Saves heading and links. A row without text and address is left out.</summary>
    public Result Save(string headingEn, string headingCy, IReadOnlyList<EditedLink> links)
    {
        headingEn = headingEn.Trim();
        if (headingEn.Length == 0) return new MenuHeadingIsMissing();
        for (var i = 0; i < links.Count; i++)
        {
            var link = links[i];
            if (IsEmpty(link)) continue;
            if (string.IsNullOrWhiteSpace(link.TextEn)) return new MenuLinkNeedsText(i + 1);
            if (!IsAddress(link.Url.Trim())) return new MenuLinkNeedsAddress(i + 1);
        }

        HeadingEn = headingEn;
        HeadingCy = headingCy.Trim();
        Links = [.. links.Where(l => !IsEmpty(l)).Select(l => new EditedLink(l.TextEn.Trim(), l.TextCy.Trim(), l.Url.Trim())).Take(MostLinks)];
        Raise(new MenuSaved(Id, Key));
        return Result.Done;
    }

    /// <summary>An address on this site, or one elsewhere by https or mail.</summary>
    public static bool IsAddress(string url) =>
        url.Length is > 0 and <= 300 && !url.Any(char.IsWhiteSpace) && !url.Contains('\\', StringComparison.Ordinal)
        && ((url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal))
            || (Uri.TryCreate(url, UriKind.Absolute, out var elsewhere) && elsewhere.Scheme is "https" or "mailto"));

    private static bool IsEmpty(EditedLink link) => string.IsNullOrWhiteSpace(link.TextEn) && string.IsNullOrWhiteSpace(link.TextCy) && string.IsNullOrWhiteSpace(link.Url);
}
