using System.Data.Common;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.OpenBids;

public sealed class SecrecyOnSqlite(OnSqlite fixture) : SecrecyTests(fixture), IClassFixture<OnSqlite>;

public sealed class SecrecyOnPostgreSql(OnPostgreSql fixture) : SecrecyTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class SecrecyTests(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    private const string File = """, "files":[{"file":"wombatfile.pdf","title":"Wombatfile","lines":["Wombatfile."]}]""";

    [Fact]
    public async Task Words_of_a_sealed_bid_are_found_in_no_table_no_file_and_no_log()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A", answer: "Canarywombat sings.", more: File);
        await story.BidAsync("W", "B", answer: "Canarywombat sings.");
        await Portal.PlayAsync($$"""[{"step":"withdraw-bid","bid":"bid-W","as":"{{story.Chief("B")}}","reason":"Canarywombat flew."}]""", story.Ids);
        await story.BidAsync("L", "C", "draft", answer: "Canarywombat is late.");
        story.Close(TimeSpan.FromMinutes(1));
        Assert.False((await story.SubmitAsync("L", "C")).Value.WasAccepted);
        await Portal.DrainAsync();

        var bid = await story.ReadAsync("B");
        string[] secrets = ["canarywombat", "wombatfile", bid.LastReceived!.Hash, bid.LastReceived.Files.Single().Sha256];
        foreach (var secret in secrets) Assert.Empty(await TablesWithAsync(secret));
        foreach (var secret in secrets) Assert.DoesNotContain(Portal.Log.Lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
        var files = Directory.EnumerateFiles(Portal.Storage, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/mail/", StringComparison.Ordinal));
        foreach (var file in files)
        {
            Assert.DoesNotContain("wombat", Path.GetFileName(file), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("wombat", await BytesAsync(file), StringComparison.OrdinalIgnoreCase);
        }

        // Mail says of a bid what its receipt says, and to nobody but those who bid.
        var mails = Portal.Mails();
        IEnumerable<string> Told(params string[] words) => mails.Where(m => words.Any(w => (m.Subject + m.Text).Contains(w, StringComparison.OrdinalIgnoreCase))).Select(m => m.To).Distinct();
        Assert.Empty(Told("Canarywombat sings", "Canarywombat is late"));
        Assert.Equal([story.Chief("A")], Told(bid.Reference, bid.LastReceived.Hash));
        Assert.Equal([story.Chief("B")], Told("Canarywombat flew"));

        // Whoever reads these tables does not learn who bids either.
        foreach (var organisation in new[] { "A", "B", "C" })
        {
            var tables = (await TablesWithAsync(story.Ids[organisation].ToString())).Where(t => !t.StartsWith("organisations_", StringComparison.Ordinal)).ToArray();
            Assert.DoesNotContain(tables, t => t.StartsWith("bidding_", StringComparison.Ordinal) || t.StartsWith("workflows_", StringComparison.Ordinal) || t.StartsWith("media_", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_search_for_canaries_finds_one_that_is_there()
    {
        using var story = await Story.BeginAsync(Portal);
        Assert.Contains("opportunities_opportunities", await TablesWithAsync(story.Terms.Title));
    }

    [Fact]
    public async Task Before_opening_nobody_but_its_own_bidders_finds_a_bid()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A", answer: "Canarywombat sings.", more: File);
        var bid = await story.ReadAsync("B");
        var file = bid.Content.Files.Single();
        string[] own = ["", "/check", "/lots", "/delivery", "/price", "/documents", "/declarations", "/womens-provision", "/withdraw", $"/receipts/{bid.LastReceived!.Id}", $"/answers/{story.Terms.Criteria[0].Id}"];
        var addresses = own.Select(o => "/bids/" + reference + o).Append($"/files/{file.FileId}/{file.Name}").ToArray();

        var bidder = await Portal.SignInAsync(story.Chief("A"));
        foreach (var address in addresses) Assert.Equal(HttpStatusCode.OK, (await bidder.GetAsync(address)).Status);
        foreach (var stranger in new[] { story.Chief("B"), story.Manager, story.Approver })
        {
            var browser = await Portal.SignInAsync(stranger);
            foreach (var address in addresses)
            {
                var answer = await browser.GetAsync(address);
                Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{stranger} at {address}: {answer.Status}");
                Assert.Equal((await browser.GetAsync(address.Replace(reference, "ZZZZ-ZZZZ", StringComparison.Ordinal).Replace(file.FileId.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal))).Status, answer.Status);
            }

            foreach (var page in new[] { "/opportunities/" + story.Terms.Reference, "/bids", "/" })
                Assert.DoesNotContain(reference, (await browser.VisitAsync(page)).Body, StringComparison.Ordinal);
        }

        var before = await Portal.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().OfAsync("Bid", story.IdOf("B"), null, CancellationToken.None)).Items);
        Assert.Empty(before);
        Assert.Empty(await Portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().OfLotAsync(story.Terms.Lots[0].Id, CancellationToken.None)));
        Assert.Null(await Portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().FindAsync(story.IdOf("B"), CancellationToken.None)));
    }

    [Fact]
    public async Task After_opening_the_lead_provider_reads_the_bid_but_no_price_and_the_audit_trail_tells_all()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A", answer: "Canarywombat sings.", price: 87_654,
            more: """, "files":[{"file":"how.pdf","title":"How","lines":["How."]},{"file":"costs.pdf","title":"Costs","lines":["Costs."],"class":"Pricing"}]""");
        await story.BidAsync("D", "B", "draft", answer: "Never submitted.");
        story.Close();
        await story.OpenAsync();
        await Portal.DrainAsync();

        var browser = await Portal.SignInAsync(story.Approver);
        var list = await browser.GetAsync($"/lead/opportunities/{story.Terms.Reference}/opening");
        Assert.Contains(reference, list.Text, StringComparison.Ordinal);
        var page = await browser.GetAsync($"/lead/opportunities/{story.Terms.Reference}/bids/{reference}");
        Assert.Contains("Canarywombat sings.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("87,654", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("costs.pdf", page.Body, StringComparison.Ordinal);
        var files = (await story.ReadAsync("B")).Content.Files;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/files/{files[0].FileId}/{files[0].Name}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/files/{files[1].FileId}/{files[1].Name}")).Status);

        var audit = await Portal.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().OfAsync("Bid", story.IdOf("B"), null, CancellationToken.None)).Items);
        Assert.Contains(audit, e => e.Action == "BidSubmitted");
        // A draft that was never submitted stays its writer's own.
        var draft = await story.ReadAsync("D");
        Assert.DoesNotContain(draft.Reference, list.Body, StringComparison.Ordinal);
        Assert.Empty(await Portal.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().OfAsync("Bid", story.IdOf("D"), null, CancellationToken.None)).Items));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/bids/" + draft.Reference)).Status);
    }

    private static async Task<string> BytesAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        return Encoding.Latin1.GetString(memory.ToArray());
    }

    /// <summary>Looks into every column of every table.</summary>
    private Task<IReadOnlyList<string>> TablesWithAsync(string word) => Portal.AsAsync<IReadOnlyList<string>>(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var tables = await ListAsync(connection, db.IsSqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        List<string> found = [];
        foreach (var table in tables)
        {
            string where;
            if (db.IsSqlite)
            {
                var columns = await ListAsync(connection, $"SELECT name FROM pragma_table_info('{table}')");
                where = string.Join(" OR ", columns.Select(c => $"CAST(\"{c}\" AS TEXT) LIKE '%{word}%'"));
            }
            else where = $"t::text ILIKE '%{word}%'";

            if ((await ListAsync(connection, $"SELECT '1' FROM \"{table}\" t WHERE {where} LIMIT 1")).Count > 0) found.Add(table);
        }

        Assert.True(tables.Count > 30);
        return found;
    });

    private static async Task<List<string>> ListAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
