using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Procurement.Components.Text;

/// <summary>HTML under construction: what is text is escaped, what is markup is written by us.</summary>
internal sealed class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    public static string Encode(string? text) => text is null ? "" : Encoder.Encode(text);

    public static string InEnglish(string html) => $"<span lang=\"en\">{html}</span>";

    public Markup Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    public Markup Text(string? text)
    {
        if (!string.IsNullOrEmpty(text)) _html.Append(Encode(text));
        return this;
    }

    public Markup Content(IHtmlContent? content)
    {
        if (content is not null) _html.Append(content.AsString());
        return this;
    }

    /// <summary>An attribute; none when the value is null.</summary>
    public Markup Attr(string name, string? value)
    {
        if (value is not null) _html.Append(CultureInfo.InvariantCulture, $" {name}=\"{Encode(value)}\"");
        return this;
    }

    /// <summary>An attribute without a value, when it holds.</summary>
    public Markup Flag(string name, bool holds)
    {
        if (holds) _html.Append(' ').Append(name);
        return this;
    }

    public HtmlString ToHtml() => new(_html.ToString());

    public override string ToString() => _html.ToString();
}

internal static class HtmlContents
{
    public static string AsString(this IHtmlContent content)
    {
        if (content is HtmlString plain) return plain.Value ?? "";
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(writer, HtmlEncoder.Create(UnicodeRanges.All));
        return writer.ToString();
    }
}

/// <summary>Content that is made when the page is sent, after all of it has been run: it can speak of what stands below it.</summary>
internal sealed class Deferred(Func<string> make) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(make());
}
