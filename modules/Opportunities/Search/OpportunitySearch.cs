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
            matching = isPast ? matching.Where(h => h.EndsAt < at || (h.EndsAt == at && h.Number < number))
                : matching.Where(h => h.EndsAt > at || (h.EndsAt == at && h.Number > number));
        var ordered = isPast ? matching.OrderByDescending(h => h.EndsAt).ThenByDescending(h => h.Number) : matching.OrderBy(h => h.EndsAt).ThenBy(h => h.Number);
        // First the keys, along the index; then the rows of this page alone.
        var hits = await ordered.Select(h => h.Number).Take(request.Size + 1).ToListAsync(ct);
        var shown = hits.Take(request.Size).ToList();
        var rows = await db.Set<Listing>().AsNoTracking().Where(l => shown.Contains(l.Number)).ToDictionaryAsync(l => l.Number, ct);
        List<Listing> found = [.. shown.Where(rows.ContainsKey).Select(n => rows[n])];
        return new Page<Listing>(found, hits.Count > request.Size && found.Count > 0 ? Cursor.Of(found[^1]) : null);
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
        var count = await Matching(SearchRequest.Of(SearchStage.Open))!.Where(h => h.EndsAt <= until).Take(CountLimit + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, CountLimit), count > CountLimit);
    }

    /// <summary>The keys of what matches, along an index that holds all that is asked; null when nothing can match.</summary>
    private IQueryable<Hit>? Matching(SearchRequest request)
    {
        var words = string.IsNullOrWhiteSpace(request.Words) ? null : SearchWords.OfQuery(request.Words);
        if (words is { Count: 0 }) return null;
        var numbers = words is null ? null : NumbersOf(words, request.Stage);
        // What is planned is little: it is asked of the listings, which know whether they were announced.
        return request.Facets.Count > 0 && request.Stage is not SearchStage.Planned ? AlongFacet(request, numbers) : AlongTime(request, numbers);
    }

    private IQueryable<Hit> AlongFacet(SearchRequest request, IQueryable<int>? numbers)
    {
        var now = clock.GetUtcNow();
        var first = request.Facets[0];
        var facets = db.Set<Facet>().Where(f => f.Name == first);
        facets = request.Stage is SearchStage.Past ? facets.Where(f => f.EndsAt <= now) : facets.Where(f => f.EndsAt > now && f.OpensAt <= now);
        foreach (var name in request.Facets.Skip(1))
            facets = facets.Where(f => db.Set<Facet>().Any(other => other.Name == name && other.EndsAt == f.EndsAt && other.Number == f.Number));
        if (numbers is not null) facets = facets.Where(f => numbers.Contains(f.Number));
        return facets.Select(f => new Hit { Number = f.Number, EndsAt = f.EndsAt });
    }

    private IQueryable<Hit> AlongTime(SearchRequest request, IQueryable<int>? numbers)
    {
        var now = clock.GetUtcNow();
        var listings = request.Stage switch
        {
            SearchStage.Open => db.Set<Listing>().Where(l => l.EndsAt > now && l.OpensAt <= now),
            SearchStage.Planned => db.Set<Listing>().Where(l => l.EndsAt > now && l.OpensAt > now && l.IsAnnounced),
            _ => db.Set<Listing>().Where(l => l.EndsAt <= now),
        };
        foreach (var name in request.Facets)
            listings = listings.Where(l => db.Set<Facet>().Any(f => f.Name == name && f.EndsAt == l.EndsAt && f.Number == l.Number));
        if (numbers is not null) listings = listings.Where(l => numbers.Contains(l.Number));
        return listings.Select(l => new Hit { Number = l.Number, EndsAt = l.EndsAt });
    }

    private IQueryable<int> NumbersOf(IReadOnlyList<string> words, SearchStage stage)
    {
        var match = db.IsSqlite ? SearchWords.ForSqlite(words) : SearchWords.ForPostgreSql(words);
        if (stage is not SearchStage.Past)
            return db.IsSqlite
                ? db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM opportunities_words_current WHERE opportunities_words_current MATCH {match}")
                : db.Database.SqlQuery<int>($"SELECT number AS \"Value\" FROM opportunities_words WHERE NOT is_past AND words @@ CAST({match} AS tsquery)");
        // What has just ended may still stand with the current: both are asked.
        return db.IsSqlite
            ? db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM opportunities_words_past WHERE opportunities_words_past MATCH {match} UNION ALL SELECT rowid AS \"Value\" FROM opportunities_words_current WHERE opportunities_words_current MATCH {match}")
            : db.Database.SqlQuery<int>($"SELECT number AS \"Value\" FROM opportunities_words WHERE is_past AND words @@ CAST({match} AS tsquery) UNION ALL SELECT number AS \"Value\" FROM opportunities_words WHERE NOT is_past AND words @@ CAST({match} AS tsquery)");
    }

    private sealed class Hit
    {
        public int Number { get; init; }

        public DateTimeOffset EndsAt { get; init; }
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
