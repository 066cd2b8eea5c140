using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Procurement.Media.Contracts;

namespace Procurement.Media.Inspect;

/// <summary>
/// Judges whether a file is what its name says, by its content. It reads beginnings, ends and lists of contents; of a packed file it
/// unpacks one small part, up to a limit: a file that would swell is never unpacked.
/// </summary>
internal static class Inspector
{
    private const int Head = 4096;
    private const int Tail = 66_000;
    private const int MostEntries = 10_000;
    private const int LargestContentTypes = 1_000_000;

    private static readonly byte[] ZipEntry = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] ZipEnd = [0x50, 0x4B, 0x05, 0x06];
    private static readonly byte[] PngStart = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] PngEnd = [0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];
    private static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF];
    private static readonly byte[][] NoText = [ZipEntry, "%PDF"u8.ToArray(), "{\\rtf"u8.ToArray(), PngStart, JpegStart, "MZ"u8.ToArray(), [0x7F, 0x45, 0x4C, 0x46], "#!"u8.ToArray(), "GIF8"u8.ToArray(), [0x1F, 0x8B], [0xD0, 0xCF, 0x11, 0xE0]];
    private static readonly string[] Markup = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe", "<img"];

    /// <summary>Null when the content is what the name says.</summary>
    public static FileRefusal? Judge(Stream content, FileType type)
    {
        try
        {
            var head = ReadAt(content, 0, Head);
            var tail = ReadAt(content, Math.Max(0, content.Length - Tail), Tail);
            return type.Look switch
            {
                Look.Pdf => Unless(type, StartsWith(head, "%PDF-"u8) && tail.AsSpan(Math.Max(0, tail.Length - 8192)).IndexOf("%%EOF"u8) >= 0 && !EndsAsZip(tail)),
                Look.RichText => Unless(type, StartsWith(head, "{\\rtf"u8) && !EndsAsZip(tail)),
                Look.Png => Unless(type, StartsWith(head, PngStart) && tail.AsSpan().EndsWith(PngEnd)),
                Look.Jpeg => Unless(type, StartsWith(head, JpegStart) && tail.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0 && !EndsAsZip(tail)),
                Look.Text => Unless(type, IsText(content, head)),
                _ => JudgeZip(content, head, tail, type),
            };
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            return new FileIsNotWhatItsNameSays(Name(type));
        }
    }

    private static FileRefusal? JudgeZip(Stream content, byte[] head, byte[] tail, FileType type)
    {
        // It begins as a container and ends as one: nothing stands before it or after it, where another program might look.
        if (!StartsWith(head, ZipEntry) || EndOfZip(tail) is not { } end || end.Entries is 0 or > MostEntries) return new FileIsNotWhatItsNameSays(Name(type));
        content.Position = 0;
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || e.FullName.EndsWith("vbaData.xml", StringComparison.OrdinalIgnoreCase)))
            return new FileHoldsMacros();
        return type.Look switch
        {
            Look.Word => JudgeOffice(zip, type, "wordprocessingml.document.main+xml"),
            Look.Excel => JudgeOffice(zip, type, "spreadsheetml.sheet.main+xml"),
            Look.PowerPoint => JudgeOffice(zip, type, "presentationml.presentation.main+xml"),
            _ => JudgeOpenDocument(zip, type),
        };
    }

    private static FileRefusal? JudgeOffice(ZipArchive zip, FileType type, string main)
    {
        if (zip.Entries.FirstOrDefault(e => e.FullName == "[Content_Types].xml") is not { } entry || ReadEntry(entry, LargestContentTypes) is not { } types)
            return new FileIsNotWhatItsNameSays(Name(type));
        if (types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) return new FileHoldsMacros();
        return Unless(type, types.Contains(main, StringComparison.Ordinal));
    }

    private static FileRefusal? JudgeOpenDocument(ZipArchive zip, FileType type)
    {
        if (zip.Entries[0] is not { FullName: "mimetype" } entry || ReadEntry(entry, 100)?.Trim() != type.ContentType) return new FileIsNotWhatItsNameSays(Name(type));
        if (zip.Entries.Any(e => (e.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || e.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)) && !e.FullName.EndsWith('/')))
            return new FileHoldsMacros();
        return Unless(type, zip.Entries.Any(e => e.FullName == "content.xml"));
    }

    private static FileIsNotWhatItsNameSays? Unless(FileType type, bool isThat) => isThat ? null : new FileIsNotWhatItsNameSays(Name(type));

    private static string Name(FileType type) => type.Extension[1..].ToUpperInvariant();

    /// <summary>Reads a part of a packed file; null when it is longer than it may be, whatever its header says.</summary>
    private static string? ReadEntry(ZipArchiveEntry entry, int largest)
    {
        if (entry.Length > largest) return null;
        using var stream = entry.Open();
        var buffer = new byte[largest + 1];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return read > largest ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static bool StartsWith(byte[] head, ReadOnlySpan<byte> start) => head.AsSpan().StartsWith(start);

    private static bool EndsAsZip(byte[] tail) => EndOfZip(tail) is not null;

    /// <summary>The record that ends a container, when its comment ends where the file does.</summary>
    private static (int Entries, int Comment)? EndOfZip(byte[] tail)
    {
        const int Length = 22;
        for (var at = tail.Length - Length; at >= 0; at--)
        {
            if (!tail.AsSpan(at).StartsWith(ZipEnd)) continue;
            var comment = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20));
            if (at + Length + comment == tail.Length) return (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10)), comment);
        }

        return null;
    }

    private static byte[] ReadAt(Stream content, long position, int length)
    {
        content.Position = position;
        var buffer = new byte[Math.Min(length, content.Length - position)];
        content.ReadExactly(buffer);
        return buffer;
    }

    /// <summary>True when it reads as text in UTF-8, in UTF-16 with its mark, or in the old Windows code page, and is no markup or script.</summary>
    private static bool IsText(Stream content, byte[] head)
    {
        if (NoText.Any(n => StartsWith(head, n))) return false;
        var isWide = StartsWith(head, [0xFF, 0xFE]) || StartsWith(head, [0xFE, 0xFF]);
        var start = (isWide ? (head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(head, 2, (head.Length - 2) & ~1) : Encoding.UTF8.GetString(head)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (Markup.Any(m => start.StartsWith(m, StringComparison.OrdinalIgnoreCase))) return false;
        if (isWide) return content.Length % 2 == 0 && !start.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f'));
        content.Position = 0;
        var buffer = new byte[81_920];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            foreach (var b in buffer.AsSpan(0, read))
                if (b < 0x20 && b is not (0x09 or 0x0A or 0x0D or 0x0C)) return false;
        }

        return true;
    }
}
