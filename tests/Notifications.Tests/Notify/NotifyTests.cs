using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Domain;
using Procurement.Notifications.ReadInbox;
using Procurement.Testing;

namespace Procurement.Notifications.Tests.Notify;

public sealed class NotifyTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_is_told_once_in_the_inbox_and_by_a_mail_of_their_own_in_their_language(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        await post.TellAsync(Post.Notice(new To.Organisation(Post.Crew, null)));
        Assert.Equal(2, await post.DeliverAsync());
        var letters = post.Server.Taken.ToDictionary(l => l.Content.To);
        Assert.Equal(["ann@example.org", "bryn@example.org"], letters.Keys.Order());
        Assert.Equal("Green kettle is due", letters["ann@example.org"].Content.Subject);
        Assert.Equal("Mae Green kettle i fod i ferwi", letters["bryn@example.org"].Content.Subject);
        // What is not translated falls back.
        Assert.Contains("Green kettle has to be boiled.", letters["bryn@example.org"].Content.Text, StringComparison.Ordinal);
        foreach (var letter in letters.Values)
        {
            Assert.Contains("https://portal.example.org/base/kettles/7", letter.Content.Text, StringComparison.Ordinal);
            Assert.Contains("There is no note.", letter.Content.Html, StringComparison.Ordinal);
            Assert.Contains("href=\"https://portal.example.org/base/kettles/7\"", letter.Content.Html, StringComparison.Ordinal);
            Assert.Null(letter.Content.UnsubscribeUrl);
        }

        Assert.Contains("<html lang=\"cy\">", letters["bryn@example.org"].Content.Html, StringComparison.Ordinal);
        Assert.Equal("Green kettle is due", Assert.Single((await InboxAsync(post, Post.Ann)).Items).Text.Subject);
        Assert.Equal("/kettles/7", Assert.Single((await InboxAsync(post, Post.Bryn)).Items).Text.Url);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_change_that_is_taken_back_tells_nobody(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        await post.Room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().InTransactionAsync(async () =>
        {
            await s.GetRequiredService<INotify>().SendAsync(Post.Notice(new To.Person(Post.Ann)), CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
            return new NotAllowed();
        }));
        Assert.Empty(await post.RowsAsync());
        Assert.Empty((await InboxAsync(post, Post.Ann)).Items);
    }

    [Fact]
    public async Task What_somebody_typed_is_neither_read_as_html_nor_adds_a_header()
    {
        await using var post = await Post.StartAsync(Engine.Sqlite);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann), name: "<script>alert(1)</script>\r\nBcc: all@example.org & {{Note}}"));
        await post.DeliverAsync();
        var content = Assert.Single(post.Server.Taken).Content;
        Assert.DoesNotContain("<script>", content.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", content.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', content.Subject);
        Assert.Contains("<script>alert(1)</script> Bcc: all@example.org & {{Note}}", content.Subject, StringComparison.Ordinal);
    }

    [Theory, InlineData("https://evil.example.org/"), InlineData("//evil.example.org"), InlineData("javascript:x")]
    public async Task A_notice_leads_nowhere_but_into_the_portal(string url)
    {
        await using var post = await Post.StartAsync(Engine.Sqlite);
        await Assert.ThrowsAsync<ArgumentException>(() => post.TellAsync(Post.Notice(new To.Person(Post.Ann), url: url)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Under_seal_neither_table_shows_what_it_is_about_and_the_reader_reads_it_all_the_same(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann), seal: Guid.CreateVersion7(), name: "canary", url: "/kettles/canary"));
        var (message, mail) = await post.Room.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            return (await db.Set<InboxMessage>().AsNoTracking().SingleAsync(), await db.Set<MailRow>().AsNoTracking().SingleAsync());
        });
        Assert.DoesNotContain("canary", message.Content + mail.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("ettle", message.Content + mail.Content + mail.Template, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", mail.Content, StringComparison.Ordinal);
        Assert.Equal("canary is due", Assert.Single((await InboxAsync(post, Post.Ann)).Items).Text.Subject);
        await post.DeliverAsync();
        Assert.Equal("canary is due", Assert.Single(post.Server.Taken).Content.Subject);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_does_without_mail_of_an_optional_kind_still_finds_it_in_the_inbox_and_gets_all_that_is_obligatory(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann), "TipOfTheDay"));
        await post.DeliverAsync();
        var unsubscribe = Assert.Single(post.Server.Taken).Content.UnsubscribeUrl!;
        Assert.StartsWith("https://portal.example.org/base/inbox/unsubscribe/", unsubscribe, StringComparison.Ordinal);
        var (user, group) = post.Room.Services.GetRequiredService<Unsubscribe.UnsubscribeTokens>().Read(unsubscribe[(unsubscribe.LastIndexOf('/') + 1)..])!.Value;
        Assert.Equal((Post.Ann, "Tips"), (user, group));

        var choices = (IServiceProvider s) => s.GetRequiredService<ChooseMail.MailChoices>();
        Assert.True((await post.Room.AsAsync(null, s => choices(s).DoWithoutAsync(user, group, CancellationToken.None))).IsDone);
        Assert.True((await post.Room.AsAsync(null, s => choices(s).DoWithoutAsync(user, group, CancellationToken.None))).IsDone);
        Assert.IsType<NotFound>((await post.Room.AsAsync(null, s => choices(s).DoWithoutAsync(user, "Deadlines", CancellationToken.None))).Refusal);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann), "TipOfTheDay"));
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann)));
        await post.DeliverAsync();
        Assert.Equal(2, post.Server.Taken.Count);
        Assert.Equal(3, (await InboxAsync(post, Post.Ann)).Items.Count);

        Assert.Empty(await post.Room.AsAsync(null, s => choices(s).WantedAsync(user, CancellationToken.None)));
        await post.Room.AsAsync(null, s => choices(s).ChooseAsync(user, ["Tips"], CancellationToken.None));
        Assert.Equal(["Tips"], await post.Room.AsAsync(null, s => choices(s).WantedAsync(user, CancellationToken.None)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_inbox_is_its_owners_alone(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        for (var i = 0; i < 25; i++) await post.TellAsync(Post.Notice(new To.Person(Post.Ann), name: "Kettle " + i));
        var first = await InboxAsync(post, Post.Ann);
        var second = await InboxAsync(post, Post.Ann, first.Next);
        Assert.Equal(20, first.Items.Count);
        Assert.Equal(5, second.Items.Count);
        Assert.Equal("Kettle 24 is due", first.Items[0].Text.Subject);
        Assert.Equal("25", (await UnreadAsync(Post.Ann)).ToString());

        Assert.Null(await post.Room.AsAsync(Post.As(Post.Bryn), s => s.GetRequiredService<Inbox>().MarkAsync(first.Items[0].Id, CancellationToken.None)));
        await post.Room.AsAsync(Post.As(Post.Bryn), s => s.GetRequiredService<Inbox>().MarkAllAsync(first.Items[0].Id, CancellationToken.None));
        Assert.Equal(25, (await UnreadAsync(Post.Ann)).Value);

        Assert.Equal("/kettles/7", await post.Room.AsAsync(Post.As(Post.Ann), s => s.GetRequiredService<Inbox>().MarkAsync(first.Items[0].Id, CancellationToken.None)));
        Assert.Equal(24, (await UnreadAsync(Post.Ann)).Value);
        // One that came after the page was shown stays new.
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann)));
        await post.Room.AsAsync(Post.As(Post.Ann), s => s.GetRequiredService<Inbox>().MarkAllAsync(first.Items[0].Id, CancellationToken.None));
        Assert.Equal(1, (await UnreadAsync(Post.Ann)).Value);

        Task<BoundedCount> UnreadAsync(Guid user) => post.Room.AsAsync(Post.As(user), s => s.GetRequiredService<IInboxCount>().UnreadAsync(CancellationToken.None));
    }

    private static Task<Page<InboxRow>> InboxAsync(Post post, Guid user, string? after = null) =>
        post.Room.AsAsync(Post.As(user), s => s.GetRequiredService<Inbox>().ListAsync(after, CancellationToken.None));
}
