using Procurement.Pages.Contracts;
using Procurement.Pages.Domain;

namespace Procurement.Pages.Tests.Domain;

public sealed class ContentPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly PageText Text = new("How bidding works", "In short", "## First\n\nText");

    private static ContentPage APage(out PageVersion first)
    {
        var written = ContentPage.Write("", Text, "Editor", Now).Value;
        first = written.Version;
        return written.Page;
    }

    [Fact]
    public void The_address_of_a_new_page_is_made_from_its_title() => Assert.Equal("how-bidding-works", APage(out _).Slug);

    [Theory]
    [InlineData("Tŷ Gwyn’s café & co.", "ty-gwyns-cafe-co")]
    [InlineData("  --  ", "")]
    public void Accents_and_signs_leave_the_address(string title, string slug) => Assert.Equal(slug, ContentPage.SlugOf(title));

    [Fact]
    public void A_new_page_is_a_draft_until_it_is_published()
    {
        var page = APage(out _);
        Assert.Equal(PageState.Draft, page.State);
        Assert.True(page.Publish(Now).IsDone);
        Assert.Equal(PageState.Published, page.State);
    }

    [Fact]
    public void A_saved_change_does_not_show_before_it_is_published()
    {
        var page = APage(out _);
        page.Publish(Now);
        Assert.True(page.Revise(page.Slug, Text with { BodyEn = "New" }, "Editor", Now, out _).IsDone);
        Assert.Equal((PageState.Changed, 1, 2), (page.State, page.PublishedVersion, page.CurrentVersion));
    }

    [Fact]
    public void Publishing_the_same_version_twice_is_refused()
    {
        var page = APage(out _);
        page.Publish(Now);
        Assert.IsType<NothingNewToPublish>(page.Publish(Now).Refusal);
    }

    [Fact]
    public void An_old_version_comes_back_as_a_new_one()
    {
        var page = APage(out var first);
        page.Revise(page.Slug, Text with { TitleEn = "Other" }, "Editor", Now, out _);
        var restored = page.Restore(first, "Editor", Now).Value;
        Assert.Equal((3, "How bidding works", 1), (restored.Number, restored.TitleEn, restored.RestoredFrom));
        Assert.Equal("How bidding works", page.Title);
    }

    [Fact]
    public void A_published_page_that_moves_leaves_a_redirect_and_a_draft_does_not()
    {
        var draft = APage(out _);
        draft.Revise("elsewhere", Text, "Editor", Now, out var none);
        Assert.Null(none);
        draft.Publish(Now);
        draft.Revise("further", Text, "Editor", Now, out var redirect);
        Assert.Equal("elsewhere", redirect!.Slug);
        Assert.Contains(draft.Events, e => e is PageMoved { OldSlug: "elsewhere", Slug: "further" });
    }

    [Fact]
    public void An_archived_page_is_neither_edited_nor_published()
    {
        var page = APage(out _);
        page.Publish(Now);
        Assert.True(page.Archive().IsDone);
        Assert.Equal(PageState.Archived, page.State);
        Assert.Null(page.PublishedVersion);
        Assert.IsType<PageIsArchived>(page.Publish(Now).Refusal);
        Assert.IsType<PageIsArchived>(page.Revise(page.Slug, Text, "Editor", Now, out _).Refusal);
        page.TakeFromArchive();
        Assert.Equal(PageState.Draft, page.State);
    }

    [Fact]
    public void Half_a_translation_is_refused() => Assert.IsType<WelshIsHalfThere>(ContentPage.Write("", Text with { TitleCy = "Cwcis" }, "Editor", Now).Refusal);

    [Theory]
    [InlineData("UPPER")]
    [InlineData("two words")]
    [InlineData("-x")]
    [InlineData("a/b")]
    public void An_address_that_is_none_is_refused(string slug) => Assert.IsType<SlugIsNotValid>(ContentPage.Write(slug, Text, "Editor", Now).Refusal);
}
