using Procurement.Media.Inspect;

namespace Procurement.Media.Tests.Inspect;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("Method statement.pdf", "Method statement.pdf")]
    [InlineData("Dŵr a gŵyl ŷd.pdf", "Dŵr a gŵyl ŷd.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\x\\Desktop\\bid.docx", "bid.docx")]
    [InlineData("/abs/olute.pdf", "olute.pdf")]
    [InlineData("a<b>c:d\"e|f?g*h.pdf", "a-b-c-d-e-f-g-h.pdf")]
    [InlineData("line\r\nbreak\t.pdf", "linebreak.pdf")]
    [InlineData("nul\0l.pdf", "null.pdf")]
    [InlineData("annex\u202Efdp.exe", "annexfdp.exe")]
    [InlineData("a\u200Bb\u2066c\uFEFFd.pdf", "abcd.pdf")]
    [InlineData("  ..  spaced   out .. .pdf", "spaced out.pdf")]
    [InlineData("CON.pdf", "_CON.pdf")]
    [InlineData("con.final.pdf", "_con.final.pdf")]
    [InlineData("LPT1 .txt", "_LPT1.txt")]
    [InlineData("trailing.pdf. . .", "trailing.pdf")]
    [InlineData("e\u0301te\u0301.pdf", "été.pdf")]
    [InlineData("half\uD83D.pdf", "half.pdf")]
    [InlineData("😀.pdf", "😀.pdf")]
    public void A_name_is_made_safe_and_stays_readable(string given, string clean) => Assert.Equal(clean, FileNames.Clean(given));

    [Theory]
    [InlineData(""), InlineData(".pdf"), InlineData("..."), InlineData("\u202E\u200B"), InlineData("folder/"), InlineData("   "), InlineData(null)]
    public void A_name_of_which_nothing_is_left_is_refused(string? given) => Assert.Null(FileNames.Clean(given));

    [Theory]
    [InlineData('a'), InlineData('ŵ')]
    public void A_long_name_is_cut_and_keeps_its_ending(char letter)
    {
        var clean = FileNames.Clean(new string(letter, 400) + ".pdf")!;
        Assert.Equal(FileNames.Longest, clean.Length);
        Assert.EndsWith(".pdf", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_divides_no_letter()
    {
        var clean = FileNames.Clean("a" + string.Concat(Enumerable.Repeat("😀", 100)) + ".pdf")!;
        Assert.True(clean.Length <= FileNames.Longest);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(clean)));
    }
}
