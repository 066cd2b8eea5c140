using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.ReadVersion;

public sealed class VersionPagesOnSqlite(OnSqlite fixture) : VersionPages(fixture), IClassFixture<OnSqlite>;

public sealed class VersionPagesOnPostgreSql(OnPostgreSql fixture) : VersionPages(fixture), IClassFixture<OnPostgreSql>;

public abstract class VersionPages(PortalFixture fixture)
{
    [Fact]
    public async Task Its_bidders_read_each_version_as_it_was_received_and_check_the_receipt_by_the_envelope()
    {
        var portal = fixture.Portal;
        using var story = await Story.BeginAsync(portal);
        var reference = await story.BidAsync("B", "A", answer: "Fel hyn – “first”.");
        Assert.True((await story.RewordAsync("B", "A", "Second thoughts.")).IsDone);
        Assert.Null((await story.SubmitAsync("B", "A")).Refusal);
        Assert.True((await story.RewordAsync("B", "A", "Never sent.")).IsDone);
        var receipts = (await story.ReadAsync("B")).Content.Receipts;
        Assert.Equal(2, receipts.Count);

        var bidder = await portal.SignInAsync(story.Chief("A"));
        foreach (var (receipt, said) in receipts.Zip(["Fel hyn – “first”.", "Second thoughts."]))
        {
            var url = $"/bids/{reference}/versions/{receipt.Id}";
            Assert.NotNull((await bidder.GetAsync($"/bids/{reference}/receipts/{receipt.Id}")).Page.QuerySelector($"a[href='{url}']"));
            var page = await bidder.GetAsync(url);
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
            Assert.Contains("£90,000", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Never sent.", page.Text, StringComparison.Ordinal);

            var download = await bidder.Client.GetAsync(page.Page.QuerySelector("a[download]")!.GetAttribute("href"));
            Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
            var bytes = await download.Content.ReadAsByteArrayAsync();
            Assert.Equal(receipt.Hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            using var json = JsonDocument.Parse(bytes);
            Assert.Equal(said, json.RootElement.GetProperty("answers").EnumerateObject().Single().Value.GetString());
        }

        var stands = $"/bids/{reference}/versions/{receipts[1].Id}";
        foreach (var stranger in new[] { story.Chief("B"), story.Approver })
        {
            var browser = await portal.SignInAsync(stranger);
            foreach (var address in new[] { stands, stands + "?handler=Envelope" }) Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).Status);
        }

        // A receipt of another bid opens nothing under this one's address.
        var others = await story.BidAsync("Other", "B");
        var foreign = (await story.ReadAsync("Other")).LastReceived!.Id;
        Assert.NotEqual(reference, others);
        Assert.Equal(HttpStatusCode.NotFound, (await bidder.GetAsync($"/bids/{reference}/versions/{foreign}?handler=Envelope")).Status);
    }

    [Fact]
    public async Task A_late_attempt_has_a_receipt_and_no_version()
    {
        var portal = fixture.Portal;
        using var story = await Story.BeginAsync(portal);
        var reference = await story.BidAsync("B", "A", "draft");
        story.Close();
        var late = await story.SubmitAsync("B", "A");
        Assert.False(late.Value.WasAccepted);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.SignInAsync(story.Chief("A"))).GetAsync($"/bids/{reference}/versions/{late.Value.Id}")).Status);
    }
}
