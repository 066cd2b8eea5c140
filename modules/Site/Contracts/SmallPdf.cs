using System.Globalization;
using System.Text;

namespace Procurement.Site.Contracts;

/// <summary>Writes a small, valid PDF of a title and paragraphs, for the demonstration's documents. No library is needed for so little.</summary>
public static class SmallPdf
{
    private const int LineWidth = 92;
    private const int LinesPerPage = 44;

    /// <summary>The file.</summary>
    public static byte[] Of(string title, IEnumerable<string> paragraphs)
    {
        ArgumentNullException.ThrowIfNull(title);
        var lines = paragraphs.SelectMany(p => Wrap(p).Append("")).ToList();
        var pages = lines.Chunk(LinesPerPage).DefaultIfEmpty([]).ToList();
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        void Object(string body)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        // 1 catalogue, 2 pages, 3 and 4 fonts, then a page and its content for each.
        Object("<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>");
        Object($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{5 + (2 * i)} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        for (var i = 0; i < pages.Count; i++)
        {
            var text = new StringBuilder("BT\n");
            if (i == 0) text.Append(CultureInfo.InvariantCulture, $"/F2 16 Tf 56 780 Td ({Escape(title)}) Tj\n/F1 11 Tf 0 -30 Td 15 TL\n");
            else text.Append("/F1 11 Tf 56 780 Td 15 TL\n");
            foreach (var line in pages[i]) text.Append(CultureInfo.InvariantCulture, $"({Escape(line)}) Tj T*\n");
            text.Append("ET");
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + (2 * i)} 0 R >>");
            Object($"<< /Length {text.Length} >>\nstream\n{text}\nendstream");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static IEnumerable<string> Wrap(string paragraph)
    {
        var line = new StringBuilder();
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LineWidth)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0) yield return line.ToString();
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '(' or ')' or '\\' => "\\" + c,
                '\u2019' or '\u2018' => "\\222",
                '\u201c' => "\\223",
                '\u201d' => "\\224",
                '\u2013' => "\\226",
                '\u0175' => "w",
                '\u0177' => "y",
                > '\u00ff' => "?",
                < ' ' => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
