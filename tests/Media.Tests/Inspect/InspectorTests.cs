using System.Diagnostics;
using System.Text;
using Procurement.Media.Contracts;
using Procurement.Media.Inspect;

namespace Procurement.Media.Tests.Inspect;

public sealed class InspectorTests
{
    public static TheoryData<string, byte[]> Honest => new()
    {
        { "a.pdf", Samples.Pdf() }, { "a.png", Samples.Png }, { "a.jpg", Samples.Jpeg }, { "a.JPEG", Samples.Jpeg }, { "a.rtf", Samples.Rtf },
        { "a.docx", Samples.Word }, { "a.xlsx", Samples.Excel }, { "a.pptx", Samples.PowerPoint }, { "a.odt", Samples.OpenText }, { "a.ods", Samples.OpenSheet },
        { "a.txt", Encoding.UTF8.GetBytes("Croeso – ŵ ŷ £5\r\n") }, { "a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("wide")] }, { "a.txt", [0xA3, (byte)'5'] },
        { "a.csv", "name,price\n\"Larkmere\",5\n"u8.ToArray() },
    };

    [Theory, MemberData(nameof(Honest))]
    public void A_file_that_is_what_its_name_says_is_accepted(string name, byte[] content) => Assert.Null(Judge(name, content));

    [Fact]
    public void A_file_under_the_name_of_any_other_kind_is_refused()
    {
        var all = Honest.Select(row => ((string)row[0], (byte[])row[1])).ToArray();
        foreach (var (name, content) in all)
        {
            foreach (var type in FileTypes.All)
            {
                var own = FileTypes.Of(name)!;
                // Text is text: a list of values may be called either way, and so may rich text's plain beginning not.
                if (type.Look == own.Look) continue;
                Assert.True(Judge("x" + type.Extension, content) is FileIsNotWhatItsNameSays, $"{name} passed as {type.Extension}");
            }
        }
    }

    [Theory]
    [InlineData("setup.exe"), InlineData("page.html"), InlineData("picture.svg"), InlineData("old.doc"), InlineData("macros.docm"), InlineData("macros.xlsm"), InlineData("archive.zip"), InlineData("noextension"), InlineData("tricky.pdf.js")]
    public void Other_kinds_are_not_accepted(string name) => Assert.Null(FileTypes.Of(name));

    [Fact]
    public void Programs_pages_and_scripts_are_no_text()
    {
        foreach (var content in new[] { "MZ\u0090"u8.ToArray(), "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), "  \n<html>"u8.ToArray(), "<?php x"u8.ToArray(), "#!/bin/sh\n"u8.ToArray(), [0x7F, 0x45, 0x4C, 0x46, 2], "hello\0world"u8.ToArray(), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html>")] })
        {
            Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.txt", content));
            Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.csv", content));
        }
    }

    [Fact]
    public void A_file_that_is_two_things_at_once_is_refused()
    {
        var zip = Samples.Zip(("a.txt", "x"u8.ToArray()));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.pdf", [.. Samples.Pdf(), .. zip]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.png", [.. Samples.Png, .. zip]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.png", [.. Samples.Png, .. "<script>"u8]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.jpg", [.. Samples.Jpeg, .. zip]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.docx", [.. Samples.Pdf(), .. Samples.Word]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.docx", [.. Samples.Word, .. Samples.Pdf()]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.pdf", [.. "GIF89a"u8, .. Samples.Pdf()]));
    }

    [Fact]
    public void Macros_are_refused()
    {
        Assert.IsType<FileHoldsMacros>(Judge("a.docx", Samples.Office("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml")));
        Assert.IsType<FileHoldsMacros>(Judge("a.xlsx", Samples.Office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xl/workbook.xml", ("xl/vbaProject.bin", [1]))));
        Assert.IsType<FileHoldsMacros>(Judge("a.odt", Samples.OpenDocument("application/vnd.oasis.opendocument.text", ("Basic/Standard/Module1.xml", [1]))));
    }

    [Fact]
    public void A_container_that_would_swell_is_judged_without_being_unpacked()
    {
        var bomb = Samples.Office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/document.xml", ("word/media/zeros.bin", new byte[200_000_000]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Assert.Null(Judge("a.docx", bomb));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000, "It was unpacked.");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));

        var types = Samples.Zip(("[Content_Types].xml", new byte[100_000_000]), ("word/document.xml", [1]));
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.docx", types));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000, "It was unpacked.");
    }

    [Fact]
    public void A_container_with_countless_entries_is_refused()
    {
        var entries = Enumerable.Range(0, 10_001).Select(i => ($"e{i}", Array.Empty<byte>()));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.odt", Samples.Zip([("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()), ("content.xml", [1]), .. entries])));
    }

    [Fact]
    public void What_is_damaged_is_refused_and_never_an_error()
    {
        var random = new Random(7);
        foreach (var row in Honest)
        {
            var (name, content) = ((string)row[0], (byte[])row[1]);
            for (var cut = 0; cut < content.Length; cut += Math.Max(1, content.Length / 25)) Judge(name, content[..cut]);
            for (var i = 0; i < 50; i++)
            {
                var changed = (byte[])content.Clone();
                for (var j = 0; j < 5; j++) changed[random.Next(changed.Length)] = (byte)random.Next(256);
                Judge(name, changed);
            }
        }

        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.docx", Samples.Word[..^10]));
        Assert.IsType<FileIsNotWhatItsNameSays>(Judge("a.pdf", "%PDF-1.7\n"u8.ToArray()));
    }

    private static FileRefusal? Judge(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return Inspector.Judge(stream, FileTypes.Of(name)!);
    }
}
