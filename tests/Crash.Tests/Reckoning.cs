using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Media.Contracts;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Crash.Tests;

/// <summary>
/// The reckoning after the last kill, beneath the pages: the database, the files and the mail are compared with what every client was told.
/// </summary>
internal sealed partial class Reckoning(World world, IReadOnlyList<Client> clients)
{
    public async Task HoldAsync()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(world.Place.Engine) { Place = world.Place });
        await portal.DrainAsync();
        Assert.Empty(portal.Log.Errors);
        await EveryMessageHasArrivedAsync(portal);
        await EveryReceiptHasItsVersionAsync(portal);
        await EveryFileIsThereAsync(portal);
        NoMailCameTwice(portal.Mails());
        await EveryMailArrivedAsync(portal, portal.Mails());
        if (world.Place.Engine == Engine.Sqlite) await TheDatabaseIsSoundAsync(portal);
    }

    private static async Task EveryMessageHasArrivedAsync(Portal portal)
    {
        Assert.Empty(await RowsAsync<string>(portal, "SELECT \"Type\" AS \"Value\" FROM data_outbox WHERE \"DoneAt\" IS NULL"));
        Assert.Empty(await RowsAsync<string>(portal, "SELECT \"State\" AS \"Value\" FROM notifications_mails WHERE \"State\" <> 'Sent'"));
    }

    /// <summary>What was acknowledged with a receipt is stored under its key, and is, byte for byte, what the receipt's hash was made from.</summary>
    private async Task EveryReceiptHasItsVersionAsync(Portal portal)
    {
        var rows = await RowsAsync<StoredVersion>(portal, "SELECT v.\"Id\", v.\"BidId\", b.\"Reference\", v.\"Sealed\" FROM bidding_versions v JOIN bidding_bids b ON b.\"Id\" = v.\"BidId\"");
        var seals = portal.Services.GetRequiredService<ISeals>();
        var stored = rows.ToDictionary(r => r.Id, r => Hash(Encoding.UTF8.GetBytes(seals.Open(r.BidId, r.Sealed))));
        var seen = clients.OfType<Bidder>().SelectMany(b => b.Receipts).ToArray();
        foreach (var receipt in seen)
        {
            Assert.True(stored.TryGetValue(receipt.Id, out var hash), $"The version of the receipt {receipt.Id} of {receipt.Bid} is lost.");
            Assert.Equal(receipt.Hash, hash);
        }

        var mine = seen.Select(r => r.Bid).ToHashSet();
        Assert.Equal(seen.Select(r => r.Id).Order(), rows.Where(r => mine.Contains(r.Reference)).Select(r => r.Id).Order());
    }

    /// <summary>No row of a file without its content, and the content is what the row says.</summary>
    private static async Task EveryFileIsThereAsync(Portal portal)
    {
        var ids = await RowsAsync<Guid>(portal, "SELECT \"Id\" AS \"Value\" FROM media_files");
        await portal.AsAsync(null, async s =>
        {
            var files = s.GetRequiredService<IFiles>();
            foreach (var (id, file) in await files.FindAsync(ids, CancellationToken.None))
            {
                await using var content = await files.OpenAsync(id, CancellationToken.None);
                Assert.True(content is not null, $"The file {id} has a row and no content.");
                Assert.Equal(file.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(content)));
            }
        });
    }

    /// <summary>
    /// A mail that was under way when the portal was killed may be handed over again, under the same Message-ID: a reader's program shows
    /// it once, and so does the folder. What must not be is that the same thing is said to the same person under two Message-IDs.
    /// </summary>
    private static void NoMailCameTwice(IReadOnlyList<Mail> mails)
    {
        foreach (var mail in mails) Assert.EndsWith("--\r\n", mail.Raw, StringComparison.Ordinal);
        var ids = mails.Select(m => MessageId().Match(m.Raw).Groups[1].Value).ToArray();
        Assert.DoesNotContain("", ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        var twice = mails.GroupBy(m => (m.To, m.Subject, Said: Token().Replace(m.Text, "token="))).FirstOrDefault(g => g.Count() > 1);
        Assert.True(twice is null, $"'{twice?.Key.Subject}' was sent to {twice?.Key.To} {twice?.Count()} times: {twice?.Key.Said}");
    }

    /// <summary>Whatever was acknowledged, and what turned out to have happened, is told of once by mail and once in the inbox; nothing else is.</summary>
    private async Task EveryMailArrivedAsync(Portal portal, IReadOnlyList<Mail> mails)
    {
        foreach (var bidder in clients.OfType<Bidder>())
        {
            var mine = mails.Where(m => m.To == bidder.Email).ToArray();
            Assert.Equal(bidder.Receipts.Select(r => $"{r.Id}").Order(), mine.Where(m => m.Subject.StartsWith("Receipt:", StringComparison.Ordinal)).Select(m => m.Link("/receipts/")).Select(l => l[(l.LastIndexOf('/') + 1)..]).Order());
            foreach (var receipt in bidder.Receipts) Assert.Contains(receipt.Hash, mine.Single(m => m.Text.Contains($"/receipts/{receipt.Id}", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
            Assert.Equal(bidder.Withdrawn.Select(w => $"Bid {w} is withdrawn").Order(), mine.Where(m => m.Subject.EndsWith("is withdrawn", StringComparison.Ordinal)).Select(m => m.Subject).Order());
            await InboxIsLikeMailAsync(portal, bidder.Email, mine.Length);
        }

        var managers = mails.Where(m => m.To == World.Manager).ToArray();
        foreach (var officer in clients.OfType<Officer>())
        {
            var mine = mails.Where(m => m.To == officer.Email).ToArray();
            Assert.Equal(officer.Sent.Select(s => s.Id).Order(), mine.Where(m => m.Subject.Contains("comment was sent", StringComparison.Ordinal)).Select(m => m.Link("/requests/")).Select(l => l[(l.LastIndexOf('/') + 1)..]).Order());
            foreach (var (_, authority) in officer.Sent)
                Assert.Single(managers, m => m.Subject.StartsWith(authority + " has", StringComparison.Ordinal));
            // An invitation goes to an address, not yet to an account: it is in nobody's inbox.
            await InboxIsLikeMailAsync(portal, officer.Email, mine.Count(m => !m.Subject.StartsWith("You are invited", StringComparison.Ordinal)));
        }

        var told = managers.Count(m => m.Subject.Contains(" has commented on ", StringComparison.Ordinal) || m.Subject.Contains(" has a concern or objection ", StringComparison.Ordinal));
        Assert.Equal(clients.OfType<Officer>().Sum(o => o.Sent.Count()), told);
        foreach (var title in clients.OfType<Publisher>().Single().Published) Assert.Single(managers, m => m.Subject.StartsWith($"Published: {title} (", StringComparison.Ordinal));
        await InboxIsLikeMailAsync(portal, World.Manager, managers.Count(m => !m.Subject.StartsWith("You are invited", StringComparison.Ordinal)));

        var registrar = clients.OfType<Registrar>().Single();
        foreach (var email in registrar.Asked)
        {
            var there = await portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync(email, CancellationToken.None)) is not null;
            if (registrar.Registered.Contains(email)) Assert.True(there, $"The account {email} is lost.");
            Assert.Equal(there ? 1 : 0, mails.Count(m => m.To == email));
        }
    }

    private static async Task InboxIsLikeMailAsync(Portal portal, string email, int mails)
    {
        var account = await portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync(email, CancellationToken.None));
        var there = await portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database
            .SqlQuery<int>($"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM notifications_messages WHERE \"UserId\" = {account!.Id}").SingleAsync());
        Assert.Equal(mails, there);
    }

    private static async Task TheDatabaseIsSoundAsync(Portal portal)
    {
        Assert.Equal(["ok"], await RowsAsync<string>(portal, "SELECT integrity_check AS \"Value\" FROM pragma_integrity_check"));
        Assert.Empty(await RowsAsync<string>(portal, "SELECT \"table\" AS \"Value\" FROM pragma_foreign_key_check"));
    }

    private static Task<List<T>> RowsAsync<T>(Portal portal, string sql) =>
        portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database.SqlQueryRaw<T>(sql).ToListAsync());

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record StoredVersion(Guid Id, Guid BidId, string Reference, string Sealed);

    [GeneratedRegex("^Message-ID: <([^>]+)>", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"token=[^\s]+")]
    private static partial Regex Token();
}
