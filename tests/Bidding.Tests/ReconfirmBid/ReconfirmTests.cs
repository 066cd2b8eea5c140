using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Bidding.ReconfirmBid;
using Procurement.Bidding.SubmitBid;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.ReconfirmBid;

public sealed class ReconfirmOnSqlite(OnSqlite fixture) : ReconfirmTests(fixture), IClassFixture<OnSqlite>;

public sealed class ReconfirmOnPostgreSql(OnPostgreSql fixture) : ReconfirmTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class ReconfirmTests(PortalFixture fixture)
{
    private const string Note = "The room is smaller.";

    private static CancellationToken None => CancellationToken.None;

    private Portal Portal => fixture.Portal;

    private async Task<Result<Receipt>> ConfirmAsync(Story story, string id, string bidder, DateTimeOffset? arrivedAt = null)
    {
        var bid = await story.ReadAsync(id);
        return await Portal.AsAsync(story.Chief(bidder), s =>
        {
            if (arrivedAt is { } at) s.GetRequiredService<ChangeContext>().ArrivedAt = at;
            return s.GetRequiredService<ReconfirmBidHandler>().HandleAsync(bid.Reference, bid.LastReceived?.Version ?? 1, None);
        });
    }

    private async Task<BidState> StateAsync(Story story, string id) => (await story.ReadAsync(id)).StateUnder(story.Terms);

    private Task<OpenedBid?> OpenedAsync(Story story, string id) => Portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().FindAsync(story.IdOf(id), None));

    [Fact]
    public async Task What_is_confirmed_is_opened_and_what_is_not_stays_sealed_and_its_bidder_is_told()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("Yes", "A");
        var silent = await story.BidAsync("No", "B");
        await story.BidAsync("New", "C");
        await story.AmendAsync("Material", Note);
        foreach (var id in new[] { "Yes", "No", "New" }) Assert.Equal(BidState.NeedsReconfirming, await StateAsync(story, id));

        Assert.Null((await ConfirmAsync(story, "Yes", "A")).Refusal);
        Assert.Equal(new ConfirmWhatWasReceived(1), (await story.SubmitAsync("New", "C")).Refusal);
        Assert.True((await story.RewordAsync("New", "C", "For the smaller room.")).IsDone);
        Assert.Null((await story.SubmitAsync("New", "C")).Refusal);
        Assert.Equal(1, await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<BidVersion>().CountAsync(v => v.BidId == story.IdOf("Yes"))));

        story.Close();
        await story.OpenAsync();
        await Portal.DrainAsync();
        Assert.Equal("Like this.", (await OpenedAsync(story, "Yes"))!.Answers.Values.Single());
        Assert.Equal("For the smaller room.", (await OpenedAsync(story, "New"))!.Answers.Values.Single());
        Assert.Null(await OpenedAsync(story, "No"));
        Assert.Contains(Portal.Mails(), m => m.To == story.Chief("B") && m.Subject == $"Your bid {silent} was not opened");

        // It is kept, and its own people read it; nobody else learns that it was there.
        var bidder = await Portal.SignInAsync(story.Chief("B"));
        var page = await bidder.GetAsync("/bids/" + silent);
        Assert.Contains("was not confirmed again", page.Page.Body!.TextContent, StringComparison.Ordinal);
        var receipt = (await story.ReadAsync("No")).LastReceived!;
        Assert.Contains("Like this.", (await bidder.GetAsync($"/bids/{silent}/versions/{receipt.Id}")).Text, StringComparison.Ordinal);
        Assert.NotNull((await bidder.GetAsync($"/bids/{silent}/reconfirm")).Location);
        Assert.DoesNotContain(silent, (await (await Portal.SignInAsync(story.Approver)).GetAsync($"/lead/opportunities/{story.Terms.Reference}/opening")).Body, StringComparison.Ordinal);
        Assert.Empty(await AuditAsync(story, "No"));
        Assert.Contains(await AuditAsync(story, "Yes"), e => e.Action == "BidReconfirmed");
    }

    private Task<IReadOnlyList<AuditEntry>> AuditAsync(Story story, string id) =>
        Portal.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().OfAsync("Bid", story.IdOf(id), null, None)).Items);

    [Fact]
    public async Task A_correction_asks_nobody_to_confirm()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A");
        await story.AmendAsync("Correction", Note);
        Assert.Equal(BidState.Submitted, await StateAsync(story, "B"));
        Assert.IsType<BidAlreadySubmitted>((await story.ReadAsync("B")).Reconfirm(new Conditions(story.Terms, new Bidder("A", []), false), story.Terms.OpensAt, "A").Refusal);
        story.Close();
        await story.OpenAsync();
        Assert.NotNull(await OpenedAsync(story, "B"));
    }

    [Fact]
    public async Task Between_the_old_and_the_new_closing_instant_submissions_and_confirmations_are_taken_and_at_the_new_one_no_more()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("Draft", "A", "draft");
        await story.BidAsync("Sent", "B");
        await story.BidAsync("Late", "C");
        var old = story.Terms.ClosesAt;
        await story.AmendAsync("Material", Note, closesOn: 40);
        Assert.Equal(old.AddDays(10), story.Terms.ClosesAt, TimeSpan.FromHours(1));
        Portal.Clock.MoveTo(old + TimeSpan.FromDays(1));
        Assert.True((await story.SubmitAsync("Draft", "A")).Value.WasAccepted);
        Assert.True((await ConfirmAsync(story, "Sent", "B")).Value.WasAccepted);

        // A request that had arrived in time counts, however long it waited; one that comes at the instant does not.
        story.Close(TimeSpan.FromMinutes(1));
        var late = (await ConfirmAsync(story, "Late", "C", story.Terms.ClosesAt)).Value;
        Assert.False(late.WasAccepted);
        Assert.Equal(BidState.NeedsReconfirming, await StateAsync(story, "Late"));
        await Portal.DrainAsync();
        var mail = Assert.Single(Portal.Mails(), m => m.To == story.Chief("C") && m.Subject.StartsWith("Not confirmed", StringComparison.Ordinal));
        Assert.Contains(late.Hash, mail.Text, StringComparison.Ordinal);
        Assert.True((await ConfirmAsync(story, "Late", "C", story.Terms.ClosesAt.AddTicks(-10))).Value.WasAccepted);
    }

    [Fact]
    public async Task Twenty_simultaneous_confirmations_give_one_receipt()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A");
        await story.AmendAsync("Material", Note);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ConfirmAsync(story, "B", "A"))));
        Assert.All(answers, a => Assert.Null(a.Refusal));
        Assert.Single(answers.Select(a => a.Value.Id).Distinct());
        Assert.Equal(2, (await story.ReadAsync("B")).Content.Receipts.Count);
    }

    [Fact]
    public async Task A_consortium_is_confirmed_by_its_lead_and_nobody_has_to_accept_again()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.ConsortiumAsync("C1", "A", "U");
        await story.BidAsync("B", "C1", delivers: ["A", "U"]);
        await story.AmendAsync("Material", Note);
        Assert.IsType<NotAllowed>((await ConfirmAsync(story, "B", "U")).Refusal);
        Assert.IsType<NotFound>((await ConfirmAsync(story, "B", "C")).Refusal);
        Assert.Null((await ConfirmAsync(story, "B", "A")).Refusal);
        var bid = await story.ReadAsync("B");
        Assert.All(bid.Content.Members, m => Assert.Equal(bid.Content.Version, m.AcceptedVersion));
        Assert.Equal(ConsortiumState.Locked, (await Portal.AsAsync(null, s => s.GetRequiredService<IConsortia>().FindAsync(story.Ids["C1"], None)))!.State);
        story.Close();
        await story.OpenAsync();
        Assert.Equal(2, (await OpenedAsync(story, "B"))!.Members.Count);
    }

    [Fact]
    public async Task A_late_new_version_does_not_say_that_the_old_one_stands()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        await story.AmendAsync("Material", Note);
        Assert.True((await story.RewordAsync("B", "A", "Better.")).IsDone);
        story.Close(TimeSpan.FromMinutes(1));
        var late = (await story.SubmitAsync("B", "A")).Value;
        Assert.False(late.WasAccepted);
        await Portal.DrainAsync();
        var mail = Assert.Single(Portal.Mails(), m => m.To == story.Chief("A") && m.Subject.StartsWith("Not accepted", StringComparison.Ordinal));
        Assert.DoesNotContain("stands", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("in time, stands", (await (await Portal.SignInAsync(story.Chief("A"))).GetAsync($"/bids/{reference}/receipts/{late.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_page_the_bidder_reads_what_changed_confirms_and_has_a_receipt_there_and_by_mail()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        var browser = await Portal.SignInAsync(story.Chief("A"));
        var url = $"/bids/{reference}/reconfirm";
        Assert.Equal("/bids/" + reference, (await browser.GetAsync(url)).Location);
        await story.AmendAsync("Material", Note, closesOn: 40);

        var home = await browser.GetAsync("/bids/" + reference);
        Assert.Contains("Needs reconfirming", home.Text, StringComparison.Ordinal);
        Assert.Contains(home.Page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == url);
        var check = await browser.GetAsync($"/bids/{reference}/check");
        Assert.Null(check.Page.QuerySelector("#submit-form"));

        var page = await browser.GetAsync(url);
        Assert.Contains(Note, page.Text, StringComparison.Ordinal);
        Assert.Contains(London.Long(story.Terms.ClosesAt), page.Text, StringComparison.Ordinal);
        var unticked = await browser.SendAsync(page);
        Assert.Contains(unticked.Errors, e => e.Contains("Tick the box", StringComparison.Ordinal));
        Assert.Equal(BidState.NeedsReconfirming, await StateAsync(story, "B"));

        var sent = await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Confirmed"] = "true" });
        var receipt = (await story.ReadAsync("B")).LastReceived!;
        Assert.Equal($"/bids/{reference}/receipts/{receipt.Id}", sent.Location);
        var shown = await browser.GetAsync(sent.Location!);
        Assert.Equal("Bid confirmed again", shown.Heading);
        await Portal.DrainAsync();
        foreach (var place in new[] { shown.Text, Portal.Mails().Single(m => m.To == story.Chief("A") && m.Subject.EndsWith("confirmed again", StringComparison.Ordinal)).Text.ReplaceLineEndings(" ") })
        {
            Assert.Contains(receipt.Hash, place, StringComparison.Ordinal);
            Assert.Contains(London.ClockWithSeconds(receipt.ArrivedAt), place, StringComparison.Ordinal);
        }

        // The receipt leads to the version itself, which is still the one that was submitted.
        Assert.Contains("This is the version that stands.", (await browser.GetAsync($"/bids/{reference}/versions/{receipt.VersionId}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Portal.SignInAsync(story.Chief("B"))).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Portal.SignInAsync(story.Approver)).GetAsync(url)).Status);
    }
}
