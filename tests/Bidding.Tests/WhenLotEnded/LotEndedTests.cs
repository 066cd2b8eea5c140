using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.WhenLotEnded;

public sealed class LotEndedOnSqlite(OnSqlite fixture) : LotEndedTests(fixture), IClassFixture<OnSqlite>;

public sealed class LotEndedOnPostgreSql(OnPostgreSql fixture) : LotEndedTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class LotEndedTests(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    private async Task<ConsortiumState> StateAsync(Story story, string id) =>
        (await Portal.AsAsync(null, s => s.GetRequiredService<IConsortia>().FindAsync(story.Ids[id], CancellationToken.None)))!.State;

    private Task MoveAsync(Story story, LotStage to) => Portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var moved = await db.InTransactionAsync(async () =>
        {
            var done = await s.GetRequiredService<ILotProgress>().MoveAsync(story.Terms.Lots[0].Id, to, CancellationToken.None);
            return done.IsDone ? await db.SaveAsync() : done;
        });
        Assert.True(moved.IsDone, moved.Refusal?.ToString());
    });

    private async Task<Story> OpenedAsync()
    {
        var story = await Story.BeginAsync(Portal);
        await story.ConsortiumAsync("C1", "A", "U");
        await story.BidAsync("B", "C1", delivers: ["A", "U"]);
        await story.BidAsync("Alone", "B");
        story.Close();
        await story.OpenAsync();
        await Portal.DrainAsync();
        return story;
    }

    [Fact]
    public async Task A_consortium_is_held_while_its_lot_is_decided_on_and_free_when_that_is_over()
    {
        using var story = await OpenedAsync();
        foreach (var stage in new[] { LotStage.Evaluating, LotStage.AuthorityComment, LotStage.Decision, LotStage.Standstill })
        {
            await MoveAsync(story, stage);
            await Portal.DrainAsync();
            Assert.Equal(ConsortiumState.Locked, await StateAsync(story, "C1"));
        }

        await MoveAsync(story, LotStage.Awarded);
        await Portal.DrainAsync();
        Assert.Equal(ConsortiumState.Agreed, await StateAsync(story, "C1"));
    }

    [Fact]
    public async Task When_a_lot_is_cancelled_those_who_bid_for_it_are_told_why_and_consortia_are_free()
    {
        using var story = await OpenedAsync();
        var approver = await Portal.SignInAsync(story.Approver);
        var url = $"/lead/opportunities/{story.Terms.Id}/lots/{story.Terms.Lots[0].Id}/cancel";
        Assert.Equal(HttpStatusCode.Redirect, (await approver.SendAsync(await approver.GetAsync(url), new Dictionary<string, string> { ["Input.Reason"] = "The money went elsewhere." })).Status);
        await Portal.DrainAsync();

        foreach (var bidder in new[] { "A", "U", "B" })
        {
            var mail = Portal.Mails().Last(m => m.To == story.Chief(bidder));
            Assert.Contains("cancelled", mail.Subject, StringComparison.Ordinal);
            Assert.Contains("The money went elsewhere.", mail.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Portal.Mails(), m => m.To == story.Chief("C") && m.Subject.Contains("cancelled", StringComparison.Ordinal));
        Assert.Equal(ConsortiumState.Agreed, await StateAsync(story, "C1"));
    }
}
