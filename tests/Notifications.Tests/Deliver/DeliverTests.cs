using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Deliver;
using Procurement.Notifications.Domain;
using Procurement.Notifications.ManageMail;
using Procurement.Testing;

namespace Procurement.Notifications.Tests.Deliver;

public sealed class DeliverTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task While_the_mail_server_is_down_mail_waits_and_then_arrives_once(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        post.Server.Answer = _ => new Outcome.NoWay("421 ServiceNotAvailable");
        for (var i = 0; i < 10; i++) await post.TellAsync(Post.Notice(new To.Person(Post.Ann), name: "Kettle " + i));
        Assert.Equal(0, await post.DeliverAsync());
        // No more than one line each finds out that it is down.
        Assert.InRange(post.Server.Tried, 1, 3);
        var tried = post.Server.Tried;
        await post.DeliverAsync();
        Assert.Equal(tried, post.Server.Tried);

        // Days pass, and nothing is given up.
        for (var day = 0; day < 10; day++)
        {
            post.Room.Clock.Move(TimeSpan.FromDays(1));
            await post.DeliverAsync();
        }

        Assert.All(await post.RowsAsync(), r => Assert.Equal((MailState.Waiting, 0), (r.State, r.Attempts)));
        post.Server.Answer = _ => new Outcome.Taken();
        post.Room.Clock.Move(TimeSpan.FromMinutes(10));
        await post.Room.DrainAsync();
        await post.Room.DrainAsync();
        Assert.Equal(10, post.Server.Taken.Select(l => l.Id).Distinct().Count());
        Assert.Equal(10, post.Server.Taken.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_sent_can_be_read_in_the_table_no_more(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann)));
        Assert.NotNull(Assert.Single(await post.RowsAsync()).Content);
        await post.DeliverAsync();
        var row = Assert.Single(await post.RowsAsync());
        Assert.Equal(MailState.Sent, row.State);
        Assert.Null(row.Content);
        post.Room.Clock.Move(TimeSpan.FromDays(31));
        await post.Room.AsAsync(null, s => s.GetRequiredService<TrimMailJob>().RunAsync(CancellationToken.None));
        Assert.Empty(await post.RowsAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_the_recipients_server_puts_off_is_tried_for_three_days_and_keeps_no_other_mail(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        post.Server.Answer = l => l.Content.To == "ann@example.org" ? new Outcome.Later("450 MailboxBusy") : new Outcome.Taken();
        await post.TellAsync(Post.Notice(new To.Organisation(Post.Crew, null)));
        await post.DeliverAsync();
        Assert.Equal("bryn@example.org", Assert.Single(post.Server.Taken).Content.To);
        var row = Assert.Single(await post.RowsAsync(), r => r.State == MailState.Waiting);
        Assert.Equal("450 MailboxBusy", row.Error);
        Assert.True(row.DueAt > post.Room.Clock.GetUtcNow());
        for (var hour = 0; hour < 80; hour++)
        {
            post.Room.Clock.Move(TimeSpan.FromHours(1));
            await post.DeliverAsync();
        }

        row = Assert.Single(await post.RowsAsync(), r => r.State == MailState.GivenUp);
        Assert.InRange(row.Attempts, 10, 90);

        // Visibly, and an administrator has it tried again.
        var shown = await QueueAsync(post, q => q.GivenUpAsync(null, CancellationToken.None));
        Assert.Equal("ann@example.org", Assert.Single(shown.Items).To);
        post.Server.Answer = _ => new Outcome.Taken();
        Assert.True((await QueueAsync(post, q => q.RetryAsync(row.Id, CancellationToken.None))).IsDone);
        await post.DeliverAsync();
        Assert.Equal(2, post.Server.Taken.Count);
        Assert.IsType<MailIsNotWaiting>((await QueueAsync(post, q => q.RetryAsync(row.Id, CancellationToken.None))).Refusal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_refused_for_good_is_given_up_at_once_and_under_seal_shows_neither_kind_nor_address(Engine engine)
    {
        await using var post = await Post.StartAsync(engine);
        post.Server.Answer = _ => new Outcome.Never("550 MailboxUnavailable");
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann), seal: Guid.CreateVersion7()));
        await post.DeliverAsync();
        var shown = Assert.Single((await QueueAsync(post, q => q.GivenUpAsync(null, CancellationToken.None))).Items);
        Assert.Null(shown.To);
        Assert.Equal("Under seal", shown.Kind);
        Assert.DoesNotContain(post.Room.Log.Lines, l => l.Contains("ann@", StringComparison.Ordinal));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_crash_caught_in_between_is_sent_again_under_the_same_name(Engine engine)
    {
        await using var post = await Post.StartAsync(engine, toFolder: true);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann)));
        await post.DeliverAsync();
        var file = Assert.Single(MailFiles(post));
        var first = await File.ReadAllTextAsync(file);

        // As a crash leaves it: handed over, and not yet marked.
        await post.TellAsync(Post.Notice(new To.Person(Post.Bryn)));
        await post.Room.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            (await db.Set<MailRow>().SingleAsync(m => m.State == MailState.Waiting)).Begin();
            await db.SaveChangesAsync();
        });
        await post.DeliverAsync();
        Assert.Equal(2, MailFiles(post).Length);
        Assert.All(await post.RowsAsync(), r => Assert.Equal(MailState.Sent, r.State));
        Assert.Contains("Message-ID: <" + Path.GetFileNameWithoutExtension(file) + "@portal.example.org>", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_in_the_folder_is_a_whole_mail()
    {
        await using var post = await Post.StartAsync(Engine.Sqlite, toFolder: true);
        await post.TellAsync(Post.Notice(new To.Person(Post.Bryn), name: "Tegell ŵ " + new string('x', 1200) + " end"));
        await post.DeliverAsync();
        var raw = await File.ReadAllTextAsync(Assert.Single(MailFiles(post)));
        Assert.Contains("\r\nTo: <bryn@example.org>\r\n", raw, StringComparison.Ordinal);
        Assert.Contains("\r\nAuto-Submitted: auto-generated\r\n", raw, StringComparison.Ordinal);
        Assert.Contains("Subject: =?utf-8?B?", raw, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/html", raw, StringComparison.Ordinal);
        Assert.Contains("https://portal.example.org/base/kettles/7\r\n", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("Bcc", raw, StringComparison.Ordinal);
        Assert.All(raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n"), l => Assert.True(l.Length <= 90 || l.StartsWith("List-", StringComparison.Ordinal), l));
    }

    [Fact]
    public void Answers_of_a_mail_server_are_told_apart()
    {
        Assert.IsType<Outcome.NoWay>(SmtpTransport.Judge(new System.Net.Mail.SmtpException(System.Net.Mail.SmtpStatusCode.GeneralFailure)));
        Assert.IsType<Outcome.NoWay>(SmtpTransport.Judge(new System.Net.Mail.SmtpException(System.Net.Mail.SmtpStatusCode.ServiceNotAvailable)));
        Assert.IsType<Outcome.NoWay>(SmtpTransport.Judge(new System.Net.Mail.SmtpException((System.Net.Mail.SmtpStatusCode)535)));
        Assert.IsType<Outcome.Later>(SmtpTransport.Judge(new System.Net.Mail.SmtpException(System.Net.Mail.SmtpStatusCode.MailboxBusy)));
        Assert.IsType<Outcome.Later>(SmtpTransport.Judge(new System.Net.Mail.SmtpException(System.Net.Mail.SmtpStatusCode.InsufficientStorage)));
        Assert.IsType<Outcome.Never>(SmtpTransport.Judge(new System.Net.Mail.SmtpException(System.Net.Mail.SmtpStatusCode.MailboxUnavailable)));
    }

    private static string[] MailFiles(Post post) => Directory.GetFiles(Path.Combine(post.Room.Storage, "mail"));

    private static Task<T> QueueAsync<T>(Post post, Func<MailQueue, Task<T>> act) => post.Room.AsAsync(null, s => act(s.GetRequiredService<MailQueue>()));
}
