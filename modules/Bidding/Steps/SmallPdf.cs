using System.Globalization;
using System.Text;

namespace Procurement.Bidding.Steps;

/// <summary>Writes a small, valid PDF of one page, for the demonstration's documents.</summary>
internal static class SmallPdf
{
    private const int LineWidth = 90;

    public static byte[] Of(string title, IEnumerable<string> paragraphs)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        void Object(string body)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        var text = new StringBuilder("BT\n");
        text.Append(CultureInfo.InvariantCulture, $"/F2 16 Tf 56 780 Td ({Escape(title)}) Tj\n/F1 11 Tf 0 -30 Td 15 TL\n");
        foreach (var line in paragraphs.SelectMany(p => Wrap(p).Append(""))) text.Append(CultureInfo.InvariantCulture, $"({Escape(line)}) Tj T*\n");
        text.Append("ET");

        Object("<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>");
        Object("<< /Type /Pages /Count 1 /Kids [5 0 R] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents 6 0 R >>");
        Object($"<< /Length {text.Length} >>\nstream\n{text}\nendstream");
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
                '’' or '‘' => "'",
                '“' or '”' => "\"",
                '–' => "-",
                '£' => "\\243",
                > '~' => "?",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
