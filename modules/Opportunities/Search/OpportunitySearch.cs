using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Opportunities.Search;

/// <summary>Which part of the list is asked for.</summary>
internal enum SearchStage
{
    /// <summary>Taking bids.</summary>
    Open,

    /// <summary>Announced, not yet taking bids.</summary>
    Planned,

    /// <summary>Closed, withdrawn, awarded.</summary>
    Past,
}

/// <summary>What somebody looks for.</summary>
internal sealed record SearchRequest(SearchStage Stage, string? Words, IReadOnlyList<string> Facets, string? After = null, int Size = 20)
{
    public static SearchRequest Of(SearchStage stage, string? words = null, string? area = null, string? authority = null, string? service = null,
        string? cohort = null, int? tier = null, int? value = null, string? after = null, int size = 20)
    {
        // The narrowest first: the walk goes along it.
        List<string> facets = [];
        if (!string.IsNullOrEmpty(authority)) facets.Add(Facet.Authority(authority));
        if (!string.IsNullOrEmpty(service)) facets.Add(Facet.Service(service));
        if (!string.IsNullOrEmpty(cohort)) facets.Add(Facet.Cohort(cohort));
        if (!string.IsNullOrEmpty(area)) facets.Add(Facet.Area(area));
        if (value is { } band) facets.Add(Facet.Value(band));
        if (tier is { } t) facets.Add(Facet.Tier(t));
        // Codes are letters, digits and hyphens; anything else is no code, and finds nothing.
        for (var i = 0; i < facets.Count; i++)
            if (!facets[i].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':')) facets[i] = "none";
        return new SearchRequest(stage, words, facets, after, size);
    }
}

/// <summary>Finds published opportunities.</summary>
internal sealed class OpportunitySearch(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Counts to this and then says "and more".</summary>
    public const int CountLimit = 1000;

    /// <summary>One page: open and planned work by what closes soonest, past work by what closed last.</summary>
    public async Task<Page<Listing>> FindAsync(SearchRequest request, CancellationToken ct)
    {
        if (Matching(request) is not { } matching) return new Page<Listing>([], null);
        var isPast = request.Stage is SearchStage.Past;
        if (Cursor.TryRead(request.After, out var at, out var number))
            matching = isPast ? matching.Where(l => l.EndsAt < at || (l.EndsAt == at && l.Number < number))
                : matching.Where(l => l.EndsAt > at || (l.EndsAt == at && l.Number > number));
        var ordered = isPast ? matching.OrderByDescending(l => l.EndsAt).ThenByDescending(l => l.Number) : matching.OrderBy(l => l.EndsAt).ThenBy(l => l.Number);
        var found = await ordered.AsNoTracking().Take(request.Size + 1).ToListAsync(ct);
        var hasMore = found.Count > request.Size;
        if (hasMore) found.RemoveAt(found.Count - 1);
        return new Page<Listing>(found, hasMore ? Cursor.Of(found[^1]) : null);
    }

    /// <summary>How many there are, exact to a thousand.</summary>
    public async Task<BoundedCount> CountAsync(SearchRequest request, CancellationToken ct)
    {
        if (Matching(request) is not { } matching) return new BoundedCount(0, false);
        var count = await matching.Take(CountLimit + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, CountLimit), count > CountLimit);
    }

    /// <summary>How many are open for each of some facets; one without any is not in it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> OpenByFacetAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<Facet>().Where(f => names.Contains(f.Name) && f.EndsAt > now && f.OpensAt <= now)
            .GroupBy(f => f.Name).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>How many open ones close by an instant, exact to a thousand.</summary>
    public async Task<BoundedCount> ClosingByAsync(DateTimeOffset until, CancellationToken ct)
    {
        var count = await Matching(SearchRequest.Of(SearchStage.Open))!.Where(l => l.EndsAt <= until).Take(CountLimit + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, CountLimit), count > CountLimit);
    }

    /// <summary>The listings that match; null when nothing can.</summary>
    private IQueryable<Listing>? Matching(SearchRequest request)
    {
        var now = clock.GetUtcNow();
        var listings = db.Set<Listing>().AsQueryable();
        if (request.Facets.Count > 0)
        {
            var first = request.Facets[0];
            var facets = request.Stage is SearchStage.Past
                ? db.Set<Facet>().Where(f => f.Name == first && f.EndsAt <= now)
                : db.Set<Facet>().Where(f => f.Name == first && f.EndsAt > now);
            listings = facets.Join(listings, f => f.Number, l => l.Number, (f, l) => l);
        }

        listings = request.Stage switch
        {
            SearchStage.Open => listings.Where(l => l.EndsAt > now && l.OpensAt <= now),
            SearchStage.Planned => listings.Where(l => l.EndsAt > now && l.OpensAt > now && l.IsAnnounced),
            // Withdrawn before it was ever public: it stays unknown.
            _ => listings.Where(l => l.EndsAt <= now && (l.IsAnnounced || l.OpensAt <= l.EndsAt)),
        };
        foreach (var name in request.Facets.Skip(1))
            listings = listings.Where(l => db.Set<Facet>().Any(f => f.Name == name && f.EndsAt == l.EndsAt && f.Number == l.Number));

        if (string.IsNullOrWhiteSpace(request.Words)) return listings;
        var words = SearchWords.OfQuery(request.Words);
        if (words.Count == 0) return null;
        return request.Stage is SearchStage.Past ? WithPastWords(listings, words) : WithCurrentWords(listings, words);
    }

    private IQueryable<Listing> WithCurrentWords(IQueryable<Listing> listings, IReadOnlyList<string> words)
    {
        var match = db.IsSqlite ? SearchWords.ForSqlite(words) : SearchWords.ForPostgreSql(words);
        var numbers = db.IsSqlite
            ? db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM opportunities_words_current WHERE opportunities_words_current MATCH {match}")
            : db.Database.SqlQuery<int>($"SELECT number AS \"Value\" FROM opportunities_words WHERE NOT is_past AND words @@ CAST({match} AS tsquery)");
        return listings.Where(l => numbers.Contains(l.Number));
    }

    private IQueryable<Listing> WithPastWords(IQueryable<Listing> listings, IReadOnlyList<string> words)
    {
        // What has just ended may still stand with the current: both are asked.
        var match = db.IsSqlite ? SearchWords.ForSqlite(words) : SearchWords.ForPostgreSql(words);
        var numbers = db.IsSqlite
            ? db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM opportunities_words_past WHERE opportunities_words_past MATCH {match} UNION ALL SELECT rowid AS \"Value\" FROM opportunities_words_current WHERE opportunities_words_current MATCH {match}")
            : db.Database.SqlQuery<int>($"SELECT number AS \"Value\" FROM opportunities_words WHERE is_past AND words @@ CAST({match} AS tsquery) UNION ALL SELECT number AS \"Value\" FROM opportunities_words WHERE NOT is_past AND words @@ CAST({match} AS tsquery)");
        return listings.Where(l => numbers.Contains(l.Number));
    }

    private static class Cursor
    {
        public static string Of(Listing last) => string.Create(CultureInfo.InvariantCulture, $"{last.EndsAt.UtcTicks}-{last.Number}");

        public static bool TryRead(string? text, out DateTimeOffset at, out int number)
        {
            (at, number) = (default, 0);
            if (text?.Split('-') is not [var ticks, var n] || !int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
            if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) || t > DateTime.MaxValue.Ticks) return false;
            at = new DateTimeOffset(t, TimeSpan.Zero);
            return true;
        }
    }
}
