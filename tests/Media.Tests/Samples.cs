using System.IO.Compression;
using System.Text;

namespace Procurement.Media.Tests;

/// <summary>Small files of each kind, made here.</summary>
internal static class Samples
{
    public static byte[] Pdf(string text = "hello") => Encoding.ASCII.GetBytes($"%PDF-1.7\n1 0 obj\n({text})\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n");

    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9];

    public static byte[] Rtf { get; } = "{\\rtf1\\ansi hello}"u8.ToArray();

    public static byte[] Word { get; } = Office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/document.xml");

    public static byte[] Excel { get; } = Office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xl/workbook.xml");

    public static byte[] PowerPoint { get; } = Office("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "ppt/presentation.xml");

    public static byte[] OpenText { get; } = OpenDocument("application/vnd.oasis.opendocument.text");

    public static byte[] OpenSheet { get; } = OpenDocument("application/vnd.oasis.opendocument.spreadsheet");

    public static byte[] Office(string main, string part, params (string Name, byte[] Content)[] more) => Zip(
        [("[Content_Types].xml", Encoding.UTF8.GetBytes($"<Types><Override PartName=\"/{part}\" ContentType=\"{main}\"/></Types>")), (part, "<x/>"u8.ToArray()), .. more]);

    public static byte[] OpenDocument(string type, params (string Name, byte[] Content)[] more) => Zip([("mimetype", Encoding.ASCII.GetBytes(type)), ("content.xml", "<x/>"u8.ToArray()), .. more]);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
