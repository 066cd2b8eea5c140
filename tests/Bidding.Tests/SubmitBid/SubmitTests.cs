using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Domain;
using Procurement.Bidding.SubmitBid;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.SubmitBid;

public sealed class SubmitOnSqlite(OnSqlite fixture) : SubmitTests(fixture), IClassFixture<OnSqlite>;

public sealed class SubmitOnPostgreSql(OnPostgreSql fixture) : SubmitTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class SubmitTests(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    private Task<int> VersionsAsync(Guid bid) => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<BidVersion>().CountAsync(v => v.BidId == bid));

    [Fact]
    public async Task Twenty_simultaneous_submissions_of_one_bid_give_one_version_and_one_receipt()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A", "draft");
        var bid = await story.ReadAsync("B");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Portal.AsAsync(story.Chief("A"),
            s => s.GetRequiredService<SubmitBidHandler>().HandleAsync(bid.Reference, bid.Content.Version, CancellationToken.None)))));

        Assert.All(answers, a => Assert.Null(a.Refusal));
        Assert.Single(answers.Select(a => a.Value.Id).Distinct());
        Assert.Equal(1, await VersionsAsync(bid.Id));
        Assert.Single((await story.ReadAsync("B")).Content.Receipts);
    }

    [Fact]
    public async Task Around_the_closing_instant_there_is_one_boundary_and_a_late_one_gets_a_receipt_of_its_refusal()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B1", "A", "draft");
        await story.BidAsync("B2", "B", "draft");
        await story.BidAsync("B3", "C", "draft");
        async Task<Receipt> At(string bid, string bidder, TimeSpan offset)
        {
            var read = await story.ReadAsync(bid);
            // The request had arrived then, and waited in a queue until long after.
            story.Close(TimeSpan.FromMinutes(20));
            return (await Portal.AsAsync(story.Chief(bidder), s =>
            {
                s.GetRequiredService<ChangeContext>().ArrivedAt = story.Terms.ClosesAt + offset;
                return s.GetRequiredService<SubmitBidHandler>().HandleAsync(read.Reference, read.Content.Version, CancellationToken.None);
            })).Value;
        }

        Assert.True((await At("B1", "A", TimeSpan.FromTicks(-10))).WasAccepted);
        Assert.False((await At("B2", "B", TimeSpan.Zero)).WasAccepted);
        Assert.False((await At("B3", "C", TimeSpan.FromMinutes(3))).WasAccepted);

        var late = await story.ReadAsync("B3");
        Assert.Equal(BidState.Draft, late.Content.State);
        Assert.Equal(story.Terms.ClosesAt.AddMinutes(3), late.Content.Receipts.Single().ArrivedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await VersionsAsync(late.Id));
        await Portal.DrainAsync();
        var mail = Portal.Mails().Last(m => m.To == story.Chief("C"));
        Assert.Contains(late.Reference, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(late.Content.Receipts.Single().Hash, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_comes_by_page_and_by_mail_with_files_and_their_hashes()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A", more: """,  "files":[{"file":"safeguarding.pdf","title":"Safeguarding","lines":["We look after people."]}]""");
        var receipt = (await story.ReadAsync("B")).LastReceived!;
        await Portal.DrainAsync();

        var page = await (await Portal.SignInAsync(story.Chief("A"))).GetAsync($"/bids/{reference}/receipts/{receipt.Id}");
        var mail = Portal.Mails().Last(m => m.To == story.Chief("A"));
        foreach (var place in new[] { page.Text, mail.Text.ReplaceLineEndings(" ") })
        {
            Assert.Contains(receipt.Hash, place, StringComparison.Ordinal);
            Assert.Contains("safeguarding.pdf", place, StringComparison.Ordinal);
            Assert.Contains(receipt.Files.Single().Sha256, place, StringComparison.Ordinal);
            Assert.Contains(London.ClockWithSeconds(receipt.ArrivedAt), place, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Resubmission_before_closing_replaces_and_both_versions_are_kept()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A");
        Assert.True((await story.RewordAsync("B", "A", "Better.")).IsDone);
        var second = await story.SubmitAsync("B", "A");
        Assert.Equal(2, second.Value.Version);
        Assert.Equal(2, await VersionsAsync(story.IdOf("B")));
        story.Close();
        await story.OpenAsync();
        var opened = await Portal.AsAsync(null, s => s.GetRequiredService<Contracts.IOpenedBids>().FindAsync(story.IdOf("B"), CancellationToken.None));
        Assert.Equal("Better.", opened!.Answers.Values.Single());
    }

    [Fact]
    public async Task One_organisation_does_not_stand_in_two_bids_for_a_lot_until_it_withdraws_one()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("Alone", "B");
        await story.ConsortiumAsync("C1", "A", "B");
        await story.BidAsync("Together", "C1", "draft", delivers: ["A", "B"]);
        await story.AcceptAsync("Together", "A", "B");
        Assert.IsType<OrganisationStandsInAnotherBid>((await story.SubmitAsync("Together", "A")).Refusal);
        await Portal.PlayAsync($$"""[{"step":"withdraw-bid","bid":"bid-Alone","as":"{{story.Chief("B")}}","reason":"We bid together."}]""", story.Ids);
        Assert.Null((await story.SubmitAsync("Together", "A")).Refusal);
    }

    [Fact]
    public async Task Twenty_simultaneous_bids_with_one_organisation_in_common_leave_one_standing()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("Alone", "B", "draft");
        await story.ConsortiumAsync("C1", "A", "B");
        await story.BidAsync("Together", "C1", "draft", delivers: ["A", "B"]);
        await story.AcceptAsync("Together", "A", "B");
        var both = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => i % 2 == 0 ? story.SubmitAsync("Alone", "B") : story.SubmitAsync("Together", "A"))));
        var received = both.Where(r => r.Refusal is null).Select(r => r.Value.Id).Distinct().ToArray();
        Assert.Single(received);
        Assert.All(both.Where(r => r.Refusal is not null), r => Assert.IsType<OrganisationStandsInAnotherBid>(r.Refusal));
    }

    [Fact]
    public async Task Where_the_notice_allows_it_it_does()
    {
        using var story = await Story.BeginAsync(Portal, overlap: true);
        await story.BidAsync("Alone", "B");
        await story.ConsortiumAsync("C1", "A", "B");
        await story.BidAsync("Together", "C1", delivers: ["A", "B"]);
        Assert.Equal(BidState.Submitted, (await story.ReadAsync("Together")).Content.State);
    }

    [Fact]
    public async Task A_submitted_bid_locks_its_consortium_and_the_table_does_not_say_so()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.ConsortiumAsync("C1", "A", "U");
        var consortia = () => Portal.AsAsync(null, s => s.GetRequiredService<Consortia.Contracts.IConsortia>().FindAsync(story.Ids["C1"], CancellationToken.None));
        Assert.Equal(Consortia.Contracts.ConsortiumState.Agreed, (await consortia())!.State);
        await story.BidAsync("B", "C1", delivers: ["A", "U"]);
        Assert.Equal(Consortia.Contracts.ConsortiumState.Locked, (await consortia())!.State);
        await Portal.PlayAsync($$"""[{"step":"withdraw-bid","bid":"bid-B","as":"{{story.Chief("A")}}","reason":"Another time."}]""", story.Ids);
        Assert.Equal(Consortia.Contracts.ConsortiumState.Agreed, (await consortia())!.State);
    }

    [Fact]
    public async Task An_unincorporated_group_is_told_to_join_a_consortium()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "U", expect: "refused");
        var page = await (await Portal.SignInAsync(story.Chief("U"))).GetAsync("/bids/" + reference);
        Assert.Contains("consortium", page.Text, StringComparison.Ordinal);
        Assert.Equal(BidState.Draft, (await story.ReadAsync("B")).Content.State);
    }

    [Fact]
    public async Task On_the_page_a_bid_is_written_checked_and_submitted()
    {
        using var story = await Story.BeginAsync(Portal);
        var browser = await Portal.SignInAsync(story.Chief("A"));
        var start = await browser.GetAsync("/bids/start/" + story.Terms.Reference);
        var lot = story.Terms.Lots[0].Id.ToString();
        var home = (await browser.SendAsync(start, new Dictionary<string, string> { ["Input.Lots"] = lot })).Location!;
        Assert.StartsWith("/bids/", home, StringComparison.Ordinal);

        async Task Fill(string path, Dictionary<string, string> fields, string form = "main form[method=post]", params (string, string, byte[])[] files)
        {
            var sent = await browser.SendAsync(await browser.GetAsync(home + path), fields, form, files);
            Assert.True(sent.Location is not null, path + ": " + string.Join("; ", sent.Errors));
        }

        await Fill("/delivery", new() { ["Input.Text[0]"] = "Everything." });
        await Fill($"/answers/{story.Terms.Criteria[0].Id}", new() { ["Input.Answer[0]"] = "Like this." });
        await Fill("/price", new() { ["Input.Price[0]"] = "£98,000" });
        await Fill("/womens-provision", new() { ["Input.Text"] = "A woman may ask for a woman." });
        await Fill("/declarations", new() { ["Input.HasInterest"] = "no", ["Input.HasExclusion"] = "no" });
        await Fill("/documents", new() { ["Input.Class"] = "Delivery" }, "#upload", ("Input.File", "policy.pdf", SmallPdf.Of("Policy", ["We look after people."])));

        var draft = await browser.GetAsync(home);
        Assert.Contains("NOT submitted", draft.Body, StringComparison.Ordinal);
        var check = await browser.GetAsync(home + "/check");
        var unticked = await browser.SendAsync(check, form: "#submit-form");
        Assert.Single(unticked.Errors);
        var submitted = await browser.SendAsync(check, new Dictionary<string, string> { ["Input.Confirmed"] = "true" }, "#submit-form");
        Assert.Contains("/receipts/", submitted.Location, StringComparison.Ordinal);
        var receipt = await browser.GetAsync(submitted.Location!);
        Assert.Contains("Bid received", receipt.Heading, StringComparison.Ordinal);
        Assert.Contains("98,000", (await browser.GetAsync(home + "/check")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_on_one_page_lose_nothing()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A", "draft");
        var url = $"/bids/{reference}/womens-provision";
        var (first, second) = (await Portal.SignInAsync(story.Chief("A")), await Portal.SignInAsync(story.Chief("A")));
        var (one, two) = (await first.GetAsync(url), await second.GetAsync(url));
        Assert.NotNull((await first.SendAsync(one, new Dictionary<string, string> { ["Input.Text"] = "What the first wrote." })).Location);
        var conflict = await second.SendAsync(two, new Dictionary<string, string> { ["Input.Text"] = "What the second wrote." });
        Assert.Single(conflict.Errors);
        Assert.Contains("What the first wrote.", conflict.Body, StringComparison.Ordinal);
        Assert.Contains("What the second wrote.", conflict.Body, StringComparison.Ordinal);
        Assert.NotNull((await second.SendAsync(conflict)).Location);
        Assert.Equal("What the second wrote.", (await story.ReadAsync("B")).Content.WomensStatement);
    }
}
