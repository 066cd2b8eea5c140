using Procurement.Pages.Domain;

namespace Procurement.Pages.Tests.Domain;

public sealed class LineDiffTests
{
    [Fact]
    public void It_shows_what_came_and_what_went() =>
        Assert.Equal([" a", "-b", "+B", " c", "+d"], LineDiff.Between("a\nb\nc", "a\nB\nc\nd").Select(l => l.Kind + l.Text));

    [Fact]
    public void Equal_texts_differ_in_nothing() => Assert.All(LineDiff.Between("a\nb", "a\nb"), l => Assert.Equal(' ', l.Kind));
}
