using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using HandlebarsDotNet;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Domain;

namespace Procurement.Notifications.Notify;

/// <summary>
/// Renders a notice in a recipient's language: once as plain text, from which the HTML is made, so that nothing that a person typed
/// is ever read as HTML.
/// </summary>
internal sealed class Renderer(IWords words, IPublicAddress address, System.Text.Encodings.Web.HtmlEncoder encoder)
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Templates = new(StringComparer.Ordinal);

    /// <summary>What the inbox shows.</summary>
    public MessageText Message(Notice notice, string culture) => In(culture, () => new MessageText(
        OneLine(Fill(words.Text($"Mail.{notice.Template}.Subject"), notice.Values)),
        Fill(words.Text($"Mail.{notice.Template}.Body"), notice.Values).ReplaceLineEndings("\n").Trim(),
        notice.Url));

    /// <summary>What the mail says.</summary>
    public MailContent Mail(Notice notice, Recipient recipient, MessageText message, string? unsubscribePath) => In(recipient.Culture, () =>
    {
        var link = Absolute(message.Url);
        var unsubscribe = unsubscribePath is null ? null : Absolute(unsubscribePath);
        var why = words.Text("Mail.Layout.Why." + notice.To.GetType().Name, address.Name);
        return new MailContent(recipient.Email, message.Subject, Text(message, link, why, unsubscribe), Html(message, link, why, unsubscribe), unsubscribe);
    });

    /// <summary>The whole address of a place in the portal.</summary>
    public string Absolute(string path) => address.BaseUrl.AbsoluteUri.TrimEnd('/') + path;

    private string Text(MessageText message, string link, string why, string? unsubscribe)
    {
        var text = new StringBuilder();
        text.Append(words.Text("Mail.Layout.Greeting")).Append("\n\n");
        foreach (var paragraph in message.Paragraphs) text.Append(paragraph).Append("\n\n");
        text.Append(words.Text("Mail.Layout.Link")).Append('\n').Append(link).Append("\n\n-- \n");
        text.Append(address.Name).Append('\n').Append(why).Append('\n').Append(words.Text("Mail.Layout.NoReply"));
        if (unsubscribe is not null) text.Append('\n').Append(words.Text("Mail.Layout.Unsubscribe")).Append('\n').Append(unsubscribe);
        return text.Append('\n').ToString();
    }

    private string Html(MessageText message, string link, string why, string? unsubscribe)
    {
        const string Body = "margin:0;padding:24px 12px;background:#fbf8f2;color:#1c2b2f;font-family:'Source Sans 3',Arial,sans-serif;font-size:17px;line-height:1.5";
        const string Sheet = "max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border-top:6px solid #0e4b4c";
        const string Button = "display:inline-block;padding:11px 18px;background:#0e4b4c;color:#ffffff;font-weight:600;text-decoration:none;border-radius:3px";
        const string Small = "max-width:600px;margin:16px auto 0;padding:0 24px;color:#4a585c;font-size:15px";
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).Append("\">\n<head><meta charset=\"utf-8\"><title>")
            .Append(Encode(message.Subject)).Append("</title></head>\n<body style=\"").Append(Body).Append("\">\n<div style=\"").Append(Sheet).Append("\">\n<p style=\"margin:0 0 16px;font-weight:600;color:#0e4b4c\">")
            .Append(Encode(address.Name)).Append("</p>\n<h1 style=\"margin:0 0 16px;font-size:24px;line-height:1.25\">").Append(Encode(message.Subject)).Append("</h1>\n<p>")
            .Append(Encode(words.Text("Mail.Layout.Greeting"))).Append("</p>\n");
        foreach (var paragraph in message.Paragraphs)
            html.Append("<p>").Append(string.Join("<br>\n", paragraph.Split('\n').Select(Encode))).Append("</p>\n");
        html.Append("<p style=\"margin:24px 0\"><a href=\"").Append(Encode(link)).Append("\" style=\"").Append(Button).Append("\">").Append(Encode(words.Text("Mail.Layout.Button")))
            .Append("</a></p>\n<p style=\"color:#4a585c;font-size:15px\">").Append(Encode(words.Text("Mail.Layout.Link"))).Append("<br>\n<a href=\"").Append(Encode(link)).Append("\" style=\"color:#0b5a82;word-break:break-all\">")
            .Append(Encode(link)).Append("</a></p>\n</div>\n<div style=\"").Append(Small).Append("\">\n<p>").Append(Encode(why)).Append("<br>\n").Append(Encode(words.Text("Mail.Layout.NoReply")));
        if (unsubscribe is not null)
            html.Append("<br>\n<a href=\"").Append(Encode(unsubscribe)).Append("\" style=\"color:#0b5a82\">").Append(Encode(words.Text("Mail.Layout.UnsubscribeLink"))).Append("</a>");
        return html.Append("</p>\n</div>\n</body>\n</html>\n").ToString();

        string Encode(string text) => encoder.Encode(text);
    }

    private static string Fill(string template, Dictionary<string, string?> values) => Templates.GetOrAdd(template, static t => Engine.Compile(t))(values);

    /// <summary>A title has one line: a value cannot add a header to a mail.</summary>
    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 300 ? line : line[..299] + "…";
    }

    private static T In<T>(string culture, Func<T> render)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture.StartsWith("cy", StringComparison.OrdinalIgnoreCase) ? "cy-GB" : "en-GB");
            return render();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
