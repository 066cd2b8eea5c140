using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>The receipt of a version, as its bidder has seen it.</summary>
internal sealed record SeenReceipt(string Bid, Guid Id, string Hash);

/// <summary>One who bids: it writes part by part, adds files and takes them away, submits, submits again, withdraws, and begins anew.</summary>
internal sealed partial class Bidder(string name, int seed, string email, string opportunity) : Client(name, seed)
{
    private readonly List<Bid> _past = [];
    private Bid? _bid;
    private bool _isStarting;
    private string? _promised;

    public string Email { get; } = email;

    protected override string[] Duties => ["upload", "submit"];

    public IEnumerable<SeenReceipt> Receipts => Bids.SelectMany(b => b.Receipts.Select(r => new SeenReceipt(b.Reference, r.Key, r.Value!)));

    public IEnumerable<string> Withdrawn => Bids.Where(b => b.IsWithdrawn.Value).Select(b => b.Reference);

    public int Files => Bids.Sum(b => b.Files.Values.Count(f => f.IsThere.Value));

    private IEnumerable<Bid> Bids => _bid is null ? _past : _past.Append(_bid);

    protected override async Task StepAsync()
    {
        if (_bid is null)
        {
            await StartAsync();
            return;
        }

        if (_bid.Parts.Values.FirstOrDefault(p => p.Said.Value.Length == 0) is { } missing) await WriteAsync(_bid, missing);
        else await (Random.Next(100) switch
        {
            < 30 => WriteAsync(_bid, _bid.Parts.Values.ElementAt(Random.Next(_bid.Parts.Count))),
            < 55 => UploadAsync(_bid),
            < 62 => RemoveAsync(_bid),
            < 93 => SubmitAsync(_bid),
            _ => WithdrawAsync(_bid),
        });
    }

    public override async Task LookAsync(bool everything)
    {
        await LookForBidsAsync();
        foreach (var bid in Bids.ToArray()) await LookAtAsync(bid, everything);
        if (_bid is not { IsWithdrawn.Value: true }) return;
        _past.Add(_bid);
        _bid = null;
    }

    // ---- Working ----

    private async Task StartAsync()
    {
        var page = await GetAsync("/bids/start/" + opportunity);
        _isStarting = true;
        _promised = Last(await PostAsync(page));
        _isStarting = false;
        _bid = await TakeUpAsync(_promised);
        _promised = null;
    }

    private async Task WriteAsync(Bid bid, Part part)
    {
        var page = await GetAsync(part.Url);
        Assert.Equal(part.Said.Value, part.Read(page));
        var said = part.Compose(Random, Words(part.Name));
        part.Said.Send(said);
        await PostAsync(page, part.Fill(said));
        part.Said.Acknowledge(said);
        bid.IsChanged = true;
    }

    private async Task UploadAsync(Bid bid)
    {
        if (bid.Files.Values.Count(f => f.IsThere.Value) >= 12) return;
        var (name, content) = ($"{Name.Replace(' ', '-')}-{bid.Files.Count}-{Random.Next(1_000_000):x}.txt", SomeFile());
        var page = await GetAsync(bid.Home + "/documents");
        var sent = bid.Files[name] = new SentFile(Hash(content), new Known<bool>($"{Name}: {name} of {bid.Reference}", false));
        sent.IsThere.Send(true);
        await PostAsync(page, new Dictionary<string, string> { ["Input.Class"] = "Delivery" }, "form#upload", ("Input.File", name, content));
        sent.IsThere.Acknowledge(true);
        Did("upload");
        bid.IsChanged = true;
    }

    private async Task RemoveAsync(Bid bid)
    {
        if (bid.Files.Where(f => f.Value.IsThere.Value).ToArray() is not { Length: > 2 } there) return;
        var (name, file) = there[Random.Next(there.Length)];
        var page = await GetAsync(bid.Home + "/documents");
        var row = page.Page.QuerySelectorAll(".cl-docs li").Single(l => l.QuerySelector("a")!.TextContent.Trim() == name);
        var id = row.QuerySelector("input[name=file]")!.GetAttribute("value");
        file.IsThere.Send(false);
        await PostAsync(page, null, $".cl-docs form:has(input[value='{id}'])");
        file.IsThere.Acknowledge(false);
        bid.IsChanged = true;
    }

    private async Task SubmitAsync(Bid bid)
    {
        if (!bid.IsChanged) return;
        var page = await GetAsync(bid.Home + "/check");
        if (page.Page.QuerySelector("form#submit-form") is null)
        {
            // What was changed last was never saved, or was submitted already: there is nothing to submit.
            bid.IsChanged = false;
            return;
        }

        bid.IsSubmitting = true;
        var to = await PostAsync(page, new Dictionary<string, string> { ["Input.Confirmed"] = "true" }, "form#submit-form");
        (bid.IsSubmitting, bid.IsChanged) = (false, false);
        Assert.StartsWith(bid.Home + "/receipts/", to, StringComparison.Ordinal);
        var id = Guid.Parse(Last(to));
        bid.Receipts[id] = null;
        Did("submit");
        bid.Receipts[id] = await ReadReceiptAsync(bid, id);
    }

    private async Task WithdrawAsync(Bid bid)
    {
        if (bid.Receipts.Count == 0) return;
        var page = await GetAsync(bid.Home + "/withdraw");
        bid.IsWithdrawn.Send(true);
        await PostAsync(page, new Dictionary<string, string> { ["Input.Reason"] = Words("Because") });
        bid.IsWithdrawn.Acknowledge(true);
        _past.Add(bid);
        _bid = null;
    }

    private async Task<string> ReadReceiptAsync(Bid bid, Guid id)
    {
        var page = await GetAsync($"{bid.Home}/receipts/{id}");
        return page.Page.QuerySelector(".cl-summary .cl-hash, .govuk-summary-list .cl-hash, .cl-hash")!.TextContent.Trim();
    }

    // ---- Looking ----

    private async Task LookForBidsAsync()
    {
        List<string> listed = [];
        for (var url = "/bids"; url is not null;)
        {
            var page = await GetAsync(url);
            listed.AddRange(Links(page, ".cl-result__title a").Select(Last));
            url = page.Page.QuerySelector("a[href*='after=']")?.GetAttribute("href") is { } next ? next.StartsWith('/') ? next : "/bids" + next : null;
        }

        var known = Bids.Select(b => b.Reference).ToHashSet();
        if (_promised is not null) known.Add(_promised);
        var isFirst = known.Count == 0;
        foreach (var bid in known) Assert.True(listed.Contains(bid), $"{Name}: the bid {bid} is lost.");
        Assert.Equal(listed.Count, listed.Distinct().Count());
        var fresh = listed.Where(r => !known.Contains(r)).ToArray();
        Assert.True(fresh.Length <= (isFirst || _isStarting ? 1 : 0), $"{Name}: there are bids that nobody began: {string.Join(", ", fresh)}");
        if ((_promised ?? fresh.FirstOrDefault()) is { } reference) _bid = await TakeUpAsync(reference);
        // The first look finds what was arranged: what it says counts as acknowledged.
        if (isFirst)
            foreach (var part in _bid!.Parts.Values) part.Said.Acknowledge(part.Read(await GetAsync(part.Url)));
        (_isStarting, _promised) = (false, null);
    }

    private async Task LookAtAsync(Bid bid, bool everything)
    {
        if (bid.IsWithdrawn.IsToBeLookedAt || everything)
        {
            var withdraw = await Browser.GetAsync(bid.Home + "/withdraw");
            Assert.True(withdraw.Location is null || withdraw.Location == bid.Home, $"{Name}: {bid.Home}/withdraw leads to {withdraw.Location}");
            bid.IsWithdrawn.Found(withdraw.Location is not null);
        }

        if (!bid.IsWithdrawn.Value)
        {
            foreach (var part in bid.Parts.Values.Where(p => p.Said.IsToBeLookedAt || everything)) part.Said.Found(part.Read(await GetAsync(part.Url)));
            if (everything || bid.Files.Values.Any(f => f.IsThere.IsToBeLookedAt)) await LookAtFilesAsync(bid, everything);
        }

        await LookAtReceiptsAsync(bid, everything);
        bid.IsChanged = true;
    }

    private async Task LookAtFilesAsync(Bid bid, bool everything)
    {
        var page = await GetAsync(bid.Home + "/documents");
        var listed = page.Page.QuerySelectorAll(".cl-docs li a").Select(a => (Name: a.TextContent.Trim(), Url: a.GetAttribute("href")!)).ToArray();
        var strange = listed.Where(l => !bid.Files.ContainsKey(l.Name)).Select(l => l.Name).ToArray();
        Assert.True(strange.Length == 0, $"{Name}: files that nobody sent: {string.Join(", ", strange)}");
        foreach (var (name, file) in bid.Files)
        {
            var there = listed.Where(l => l.Name == name).ToArray();
            Assert.True(there.Length <= 1, $"{Name}: {name} is there twice.");
            var look = everything || file.IsThere.IsToBeLookedAt;
            file.IsThere.Found(there.Length == 1);
            if (there.Length == 1 && look) Assert.Equal(file.Sha256, await HashOfAsync(there[0].Url));
        }
    }

    private async Task LookAtReceiptsAsync(Bid bid, bool everything)
    {
        if (!bid.IsSubmitting && !everything && bid.Receipts.Values.All(h => h is not null) && bid.ReceiptsLookedAt == bid.Receipts.Count) return;
        var listed = Links(await GetAsync(bid.Home), "a[href*='/receipts/']").Select(l => Guid.Parse(Last(l))).ToArray();
        foreach (var lost in bid.Receipts.Keys.Except(listed)) Assert.Fail($"{Name}: the receipt {lost} of {bid.Reference} is lost.");
        var fresh = listed.Except(bid.Receipts.Keys).ToArray();
        Assert.True(fresh.Length <= (bid.IsSubmitting ? 1 : 0), $"{Name}: {bid.Reference} has a receipt that nobody asked for.");
        foreach (var id in fresh) bid.Receipts[id] = null;

        foreach (var (id, seen) in bid.Receipts.ToArray())
        {
            if (seen is not null && !everything && bid.ReceiptsLookedAt >= bid.Receipts.Count) continue;
            var hash = await ReadReceiptAsync(bid, id);
            if (seen is not null) Assert.Equal(seen, hash);
            bid.Receipts[id] = hash;
        }

        (bid.IsSubmitting, bid.ReceiptsLookedAt) = (false, bid.Receipts.Count);
    }

    private async Task<Bid> TakeUpAsync(string reference)
    {
        var page = await GetAsync("/bids/" + reference);
        return new Bid(Name, reference, Links(page, "a[href*='/answers/']").First()) { IsChanged = true };
    }

    private sealed record SentFile(string Sha256, Known<bool> IsThere);

    /// <summary>A page of a bid. What it says is one value, so that half of a save is none of those that were sent.</summary>
    private sealed record Part(string Name, string Url, string[] Fields, Known<string> Said)
    {
        private const char Between = '|';

        public string Compose(Random random, string words) => Name == "price"
            ? random.Next(50_000, 130_000).ToString(CultureInfo.InvariantCulture)
            : string.Join(Between, Fields.Select((_, i) => $"{words} {i + 1}"));

        public Dictionary<string, string> Fill(string said)
        {
            var fields = Fields.Zip(said.Split(Between)).ToDictionary(p => p.First, p => p.Second);
            if (Name == "declarations") (fields["Input.HasInterest"], fields["Input.HasExclusion"]) = ("yes", "yes");
            return fields;
        }

        public string Read(Answer page)
        {
            var said = Fields.Select(f => Field(page, f)).ToArray();
            if (Name == "price") said = [Digits().Replace(said[0], "")];
            return said.All(s => s.Length == 0) ? "" : string.Join(Between, said);
        }
    }

    private sealed class Bid
    {
        public Bid(string client, string reference, string answers)
        {
            Reference = reference;
            Part[] parts =
            [
                Of("answers", answers, "Input.Answer[0]", "Input.Answer[1]"),
                Of("delivery", Home + "/delivery", "Input.Text[0]"),
                Of("price", Home + "/price", "Input.Price[0]"),
                Of("women", Home + "/womens-provision", "Input.Text"),
                Of("declarations", Home + "/declarations", "Input.Interest", "Input.Exclusion"),
            ];
            Parts = parts.ToDictionary(p => p.Name);
            IsWithdrawn = new Known<bool>($"{client}: {reference} is withdrawn", false);

            Part Of(string name, string url, params string[] fields) => new(name, url, fields, new Known<string>($"{client}: {name} of {reference}", ""));
        }

        public string Reference { get; }

        public string Home => "/bids/" + Reference;

        public Dictionary<string, Part> Parts { get; }

        public Dictionary<string, SentFile> Files { get; } = [];

        /// <summary>The hash that each receipt shows; null until it was read.</summary>
        public Dictionary<Guid, string?> Receipts { get; } = [];

        public int ReceiptsLookedAt { get; set; }

        public Known<bool> IsWithdrawn { get; }

        /// <summary>True when there may be something to submit.</summary>
        public bool IsChanged { get; set; }

        public bool IsSubmitting { get; set; }
    }

    [GeneratedRegex("[^0-9]")]
    private static partial Regex Digits();
}
