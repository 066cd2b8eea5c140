using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Notifications.Deliver;

/// <summary>
/// Lays each mail as an <c>.eml</c> file into a folder. The file is named after the mail, so that one that is sent again after a crash
/// takes the place of the first.
/// </summary>
internal sealed class FolderTransport(MailSettings settings, IServiceScopeFactory scopes) : ITransport
{
    public int Lines => 1;

    public ILine Open()
    {
        using var scope = scopes.CreateScope();
        return new Line(settings, scope.ServiceProvider.GetRequiredService<ISiteIdentity>().Name);
    }

    private sealed class Line(MailSettings settings, string name) : ILine
    {
        public async Task<Outcome> SendAsync(Letter letter, CancellationToken ct)
        {
            try
            {
                Directory.CreateDirectory(settings.Folder);
                var path = Path.Combine(settings.Folder, letter.Id.ToString("N") + ".eml");
                var draft = path + ".part";
                await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    await file.WriteAsync(Encoding.UTF8.GetBytes(Mime.Write(letter, settings, name)), ct);
                    file.Flush(flushToDisk: true);
                }

                File.Move(draft, path, overwrite: true);
                return new Outcome.Taken();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new Outcome.NoWay(e.GetType().Name);
            }
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Writes a mail as a text that every mail program opens.</summary>
internal static class Mime
{
    private const int LongestLine = 900;

    public static string Write(Letter letter, MailSettings settings, string name)
    {
        var boundary = "part-" + letter.Id.ToString("N");
        var mail = new StringBuilder();
        Header("From", $"{Word(name)} <{Clean(settings.From)}>");
        Header("To", $"<{Clean(letter.Content.To)}>");
        Header("Subject", Word(letter.Content.Subject));
        Header("Date", letter.WrittenAt.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header("Message-ID", settings.MessageId(letter.Id));
        Header("Auto-Submitted", "auto-generated");
        if (letter.Content.UnsubscribeUrl is { } unsubscribe)
        {
            Header("List-Unsubscribe", $"<{unsubscribe}>");
            Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        Part("text/plain", letter.Content.Text);
        Part("text/html", letter.Content.Html);
        return mail.Append("\r\n--").Append(boundary).Append("--\r\n").ToString();

        void Header(string header, string value) => mail.Append(header).Append(": ").Append(value).Append("\r\n");

        void Part(string type, string text)
        {
            mail.Append("\r\n--").Append(boundary).Append("\r\nContent-Type: ").Append(type).Append("; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
            foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')) Fold(line);
        }

        // No line of a mail may be longer than 998 bytes; a letter is at most three.
        void Fold(string line)
        {
            while (Encoding.UTF8.GetByteCount(line) > LongestLine)
            {
                var at = line.LastIndexOf(' ', Math.Min(line.Length - 1, LongestLine / 3));
                if (at <= 0) at = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var next ? next : line.Length;
                mail.Append(line.AsSpan(0, at)).Append("\r\n");
                line = at >= line.Length ? "" : line[(at + 1)..];
            }

            mail.Append(line).Append("\r\n");
        }
    }

    /// <summary>A header's text: as it is when it is plain, in encoded words when it is not.</summary>
    private static string Word(string text)
    {
        text = Clean(text);
        if (text.All(c => c is >= ' ' and < (char)127) && !text.Contains("=?", StringComparison.Ordinal)) return text;
        var words = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(piece.ToString()) + rune.Utf8SequenceLength > 42) Close();
            piece.Append(rune.ToString());
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(piece.ToString()))}?=");
            piece.Clear();
        }
    }

    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
