using System.Collections.Frozen;
using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Markdig;

namespace Procurement.Pages.Domain;

/// <summary>
/// Editors' Markdown as HTML: no HTML of their own passes, and of what Markdown makes only known elements, attributes and schemes of
/// links are let through. Headings begin at the second level, below the page's own.
/// </summary>
internal static class Markdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseSmartyPants().Build();

    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["h2"] = ["id"],
        ["h3"] = ["id"],
        ["h4"] = ["id"],
        ["p"] = [],
        ["ul"] = [],
        ["ol"] = ["start"],
        ["li"] = [],
        ["a"] = ["href", "title"],
        ["strong"] = [],
        ["em"] = [],
        ["blockquote"] = [],
        ["code"] = [],
        ["pre"] = [],
        ["hr"] = [],
        ["br"] = [],
        ["table"] = [],
        ["thead"] = [],
        ["tbody"] = [],
        ["tr"] = [],
        ["th"] = ["scope"],
        ["td"] = [],
        ["del"] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The HTML.</summary>
    public static string ToHtml(string markdown)
    {
        var document = Parse(markdown);
        var body = document.Body!;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in body.QuerySelectorAll("*").ToArray())
        {
            // The page has its own first heading: what editors write stands below it.
            var name = element.LocalName switch { "h1" => "h2", "h5" or "h6" => "h4", var n => n };
            if (!Allowed.TryGetValue(name, out var attributes) || (element is IHtmlAnchorElement && !IsAllowed(element.GetAttribute("href"))))
            {
                element.Replace([.. element.ChildNodes]);
                continue;
            }

            var kept = element;
            if (name != element.LocalName)
            {
                kept = document.CreateElement(name);
                foreach (var child in element.ChildNodes.ToArray()) kept.AppendChild(child);
                element.Replace(kept);
            }

            foreach (var attribute in kept.Attributes.ToArray())
                if (!attributes.Contains(attribute.Name, StringComparer.OrdinalIgnoreCase)) kept.RemoveAttribute(attribute.Name);
            if (name is "h2" or "h3" or "h4" && IdOf(kept.TextContent) is { Length: > 0 } id && ids.Add(id)) kept.SetAttribute("id", id);
            if (name == "th") kept.SetAttribute("scope", "col");
        }

        return body.InnerHtml;
    }

    /// <summary>The first link that must not be there; null when all may.</summary>
    public static string? ForbiddenLink(string markdown) =>
        Parse(markdown).QuerySelectorAll("a[href], img[src]").Select(l => l.GetAttribute("href") ?? l.GetAttribute("src")).FirstOrDefault(l => !IsAllowed(l));

    /// <summary>http, https, mailto and tel, or an address on this site.</summary>
    public static bool IsAllowed(string? link)
    {
        if (string.IsNullOrWhiteSpace(link)) return false;
        // Browsers pass over control characters and white space before they look for the scheme; so do we.
        var plain = new string([.. link.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c))]);
        if (plain.StartsWith("//", StringComparison.Ordinal) || plain.Contains('\\', StringComparison.Ordinal)) return false;
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        var end = plain.IndexOfAny(['/', '?', '#']);
        if (colon < 0 || (end >= 0 && end < colon)) return true;
        return plain[..colon].ToLowerInvariant() is "http" or "https" or "mailto" or "tel";
    }

    private static IHtmlDocument Parse(string markdown) => new HtmlParser().ParseDocument(Markdig.Markdown.ToHtml(markdown, Pipeline));

    private static string IdOf(string heading) => ContentPage.SlugOf(heading) is { Length: > 0 } slug && !char.IsAsciiDigit(slug[0]) ? slug
        : heading.Length > 0 ? "s-" + ContentPage.SlugOf(heading).ToString(CultureInfo.InvariantCulture) : "";
}
