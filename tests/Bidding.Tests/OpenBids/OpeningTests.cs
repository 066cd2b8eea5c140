using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Bidding.OpenBids;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.OpenBids;

public sealed class OpeningOnSqlite(OnSqlite fixture) : OpeningTests(fixture), IClassFixture<OnSqlite>;

public sealed class OpeningOnPostgreSql(OnPostgreSql fixture) : OpeningTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class OpeningTests(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    private Task<Result> ConfirmAsync(Story story, string email) => Portal.AsAsync(email, s => s.GetRequiredService<OpenBidsHandler>().ConfirmAsync(story.Terms.Reference, CancellationToken.None));

    private Task<Result> AskAsync(Story story, string email) => Portal.AsAsync(email, s => s.GetRequiredService<OpenBidsHandler>().AskAsync(story.Terms.Reference, CancellationToken.None));

    [Fact]
    public async Task It_takes_two_people_of_the_lead_provider_after_closing()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A");
        Assert.IsType<NotClosedYet>((await AskAsync(story, story.Manager)).Refusal);
        story.Close();
        Assert.IsType<NotFound>((await AskAsync(story, story.Chief("A"))).Refusal);
        Assert.IsType<OpeningWasNotAsked>((await ConfirmAsync(story, story.Approver)).Refusal);
        Assert.True((await AskAsync(story, story.Approver)).IsDone);
        Assert.IsType<SecondPersonNeeded>((await ConfirmAsync(story, story.Approver)).Refusal);
        Assert.IsType<NotAllowed>((await ConfirmAsync(story, story.Manager)).Refusal);
    }

    [Fact]
    public async Task At_closing_those_who_may_open_hear_that_they_can_and_not_how_many_bids_there_are()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        story.Close();
        await Portal.DrainAsync();
        await Portal.DrainAsync();
        var told = Portal.Mails().Where(m => m.Subject.Contains("can be opened", StringComparison.Ordinal) && m.Text.Contains(story.Terms.Reference, StringComparison.Ordinal)).ToList();
        Assert.Contains(told, m => m.To == story.Approver);
        Assert.All(told, m => Assert.DoesNotContain(reference, m.Raw, StringComparison.Ordinal));
        Assert.All(told, m => Assert.Contains($"/lead/opportunities/{story.Terms.Reference}/opening", m.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lots_with_bids_are_opened_and_lots_without_are_unsuccessful()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A", price: 91_000);
        story.Close();
        await story.OpenAsync();
        var terms = await Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(story.Terms.Id, CancellationToken.None));
        Assert.Equal([LotStage.Opened, LotStage.Unsuccessful], terms!.Lots.OrderBy(l => l.Number).Select(l => l.Stage));
    }

    [Fact]
    public async Task Prices_are_of_compliant_bids_alone_and_a_disqualified_bidder_reads_why()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B1", "A", price: 91_000);
        var reference = await story.BidAsync("B2", "B", price: 89_000);
        story.Close();
        await story.OpenAsync();
        await Portal.PlayAsync($$"""
            [{"step":"compliance","bid":"bid-B1","as":"{{story.Approver}}"},
             {"step":"compliance","bid":"bid-B2","as":"{{story.Approver}}","complies":false,"reason":"The insurance ends before the work begins."}]
            """, story.Ids);
        var prices = await Portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().PricesOfLotAsync(story.Terms.Lots[0].Id, CancellationToken.None));
        Assert.Equal(new Dictionary<Guid, decimal> { [story.IdOf("B1")] = 91_000m }, prices);
        var page = await (await Portal.SignInAsync(story.Chief("B"))).GetAsync("/bids/" + reference);
        Assert.Contains("The insurance ends before the work begins.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_pages_one_asks_another_confirms_and_the_bidder_is_told()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        story.Close();
        var url = $"/lead/opportunities/{story.Terms.Reference}/opening";
        var (manager, approver) = (await Portal.SignInAsync(story.Manager), await Portal.SignInAsync(story.Approver));
        var asked = await manager.SendAsync(await manager.GetAsync(url));
        Assert.True(asked.Location is not null, $"{asked.Status} {string.Join("; ", asked.Errors)} {asked.Text}");
        Assert.DoesNotContain(reference, (await manager.GetAsync(url)).Body, StringComparison.Ordinal);
        Assert.NotNull((await approver.SendAsync(await approver.GetAsync(url))).Location);
        Assert.Contains(reference, (await approver.GetAsync(url)).Body, StringComparison.Ordinal);
        await Portal.DrainAsync();
        Assert.Contains(Portal.Mails(), m => m.To == story.Chief("A") && m.Subject.Contains(reference, StringComparison.Ordinal) && m.Subject.Contains("opened", StringComparison.Ordinal));
    }
}
