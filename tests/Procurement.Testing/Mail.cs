using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Procurement.Testing;

/// <summary>A mail as it arrived.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">The decoded subject.</param>
/// <param name="Text">The decoded plain text.</param>
/// <param name="Raw">The file.</param>
public sealed partial record Mail(string To, string Subject, string Text, string Raw)
{
    /// <summary>The first link whose address contains the words.</summary>
    public string Link(string containing = "/")
    {
        var found = Links().Matches(Text).Select(m => m.Value.TrimEnd('.', ',')).FirstOrDefault(l => l.Contains(containing, StringComparison.Ordinal));
        return found ?? throw new InvalidOperationException($"No link with '{containing}' in the mail '{Subject}': {Text}");
    }

    /// <param name="folder">Where mails arrive.</param>
    /// <param name="known">Those that were read before, by file and time: who waits for one looks again and again.</param>
    internal static IReadOnlyList<Mail> ReadAll(string folder, ConcurrentDictionary<(string, DateTime), Mail> known) =>
        !Directory.Exists(folder) ? [] : [.. new DirectoryInfo(folder).EnumerateFiles("*.eml").OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name)
            .Select(f => known.GetOrAdd((f.FullName, f.LastWriteTimeUtc), file => Read(File.ReadAllText(file.Item1))))];

    private static Mail Read(string raw)
    {
        var text = raw.ReplaceLineEndings("\n");
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = Folded().Replace(text[..split], " ");
        return new Mail(Header(headers, "To").Trim('<', '>', ' '), Decode(Header(headers, "Subject")), Body(headers, text[(split + 2)..]), raw);
    }

    private static string Body(string headers, string body)
    {
        if (Boundary().Match(headers) is { Success: true } m)
        {
            foreach (var part in body.Split("--" + m.Groups[1].Value))
            {
                var trimmed = part.TrimStart('\n');
                var split = trimmed.IndexOf("\n\n", StringComparison.Ordinal);
                if (split < 0) continue;
                var inner = Folded().Replace(trimmed[..split], " ");
                if (inner.Contains("text/plain", StringComparison.OrdinalIgnoreCase) || inner.Contains("multipart/", StringComparison.OrdinalIgnoreCase))
                    return Body(inner, trimmed[(split + 2)..]);
            }
        }

        return Header(headers, "Content-Transfer-Encoding").ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal))),
            "quoted-printable" => QuotedPrintable(body),
            _ => body,
        };
    }

    private static string QuotedPrintable(string text)
    {
        text = text.Replace("=\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Decode(string header) => EncodedWord().Replace(Regex.Replace(header, @"\?=\s+=\?", "?==?"), m =>
        m.Groups[2].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[3].Value))
            : QuotedPrintable(m.Groups[3].Value.Replace('_', ' ')));

    private static string Header(string headers, string name) =>
        Regex.Match(headers, $"^{name}:\\s*(.*)$", RegexOptions.Multiline | RegexOptions.IgnoreCase).Groups[1].Value.Trim();

    [GeneratedRegex(@"https?://[^\s<>""]+")]
    private static partial Regex Links();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex("boundary=\"?([^\";\\s]+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?([^?]+)\?([BQbq])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();
}
