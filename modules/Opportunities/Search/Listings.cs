using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.Search;

/// <summary>Writes what lists and searches read, in the transaction of the change.</summary>
internal sealed class Listings(PortalDbContext db, IPlaces places, IServiceCatalogue catalogue)
{
    private const string Sequence = "opportunities-listings";

    /// <summary>Writes the listing of an opportunity that has been published, and its words.</summary>
    public Task WriteAsync(Opportunity opportunity, CancellationToken ct) => WriteAsync(opportunity, isReworded: false, ct);

    /// <summary>Writes it again after its texts were amended.</summary>
    public Task RewordAsync(Opportunity opportunity, CancellationToken ct) => WriteAsync(opportunity, isReworded: true, ct);

    private async Task WriteAsync(Opportunity opportunity, bool isReworded, CancellationToken ct)
    {
        if (opportunity.Reference is null) return;
        if (opportunity.Stage is OpportunityStage.Withdrawn && opportunity.PublicFrom > opportunity.EndedAt)
        {
            await RemoveAsync(opportunity, ct);
            return;
        }

        var listing = await db.Set<Listing>().FirstOrDefaultAsync(l => l.OpportunityId == opportunity.Id, ct);
        var isNew = listing is null;
        if (listing is null) db.Add(listing = new Listing { Number = await db.NextAsync(Sequence, ct), OpportunityId = opportunity.Id });
        var endsBefore = listing.EndsAt;
        Fill(listing, opportunity);
        await db.SaveChangesAsync(ct);
        if (isNew || endsBefore != listing.EndsAt) await WriteFacetsAsync(listing, opportunity, ct);
        if (isReworded && !isNew && db.IsSqlite) await ForgetWordsAsync(listing, ct);
        if (isNew || isReworded) await WriteWordsAsync(listing, [.. WordsOf(opportunity)], ct);
    }

    /// <summary>Writes only where it stands now: what changes when time passes or a lot moves on.</summary>
    public async Task FollowAsync(Opportunity opportunity, CancellationToken ct)
    {
        if (await db.Set<Listing>().FirstOrDefaultAsync(l => l.OpportunityId == opportunity.Id, ct) is { } listing) listing.Stage = opportunity.Stage;
    }

    /// <summary>Takes the words of work that is past out of the index of what is current. Returns how many it took.</summary>
    public async Task<int> ShelveAsync(DateTimeOffset now, CancellationToken ct)
    {
        var ended = await db.Set<Listing>().Where(l => !l.IsShelved && l.EndsAt <= now).OrderBy(l => l.EndsAt).Take(100).ToListAsync(ct);
        foreach (var listing in ended)
        {
            listing.IsShelved = true;
            if (db.IsSqlite)
            {
                // The index keeps no texts: they are written anew from the opportunity.
                var opportunity = await db.Set<Opportunity>().AsNoTracking().Include(o => o.Lots).FirstAsync(o => o.Id == listing.OpportunityId, ct);
                await ForgetWordsAsync(listing, ct);
                await WriteWordsAsync(listing, [.. WordsOf(opportunity)], ct);
            }
            else
            {
                await db.Database.ExecuteSqlAsync($"UPDATE opportunities_words SET is_past = TRUE WHERE number = {listing.Number}", ct);
            }
        }

        await db.SaveChangesAsync(ct);
        return ended.Count;
    }

    /// <summary>What was withdrawn before anybody could read it is in no list.</summary>
    private async Task RemoveAsync(Opportunity opportunity, CancellationToken ct)
    {
        if (await db.Set<Listing>().FirstOrDefaultAsync(l => l.OpportunityId == opportunity.Id, ct) is not { } listing) return;
        await db.Set<Facet>().Where(f => f.Number == listing.Number).ExecuteDeleteAsync(ct);
        if (db.IsSqlite) await ForgetWordsAsync(listing, ct);
        else await db.Database.ExecuteSqlAsync($"DELETE FROM opportunities_words WHERE number = {listing.Number}", ct);
        db.Remove(listing);
        await db.SaveChangesAsync(ct);
    }

    private Task ForgetWordsAsync(Listing listing, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM opportunities_words_current WHERE rowid = {listing.Number}", ct);

    private static void Fill(Listing listing, Opportunity opportunity)
    {
        listing.Reference = opportunity.Reference!;
        listing.Title = opportunity.Title;
        listing.LeadProviderId = opportunity.LeadProviderId;
        listing.LeadProviderName = opportunity.LeadProviderName;
        listing.Stage = opportunity.Stage;
        listing.OpensAt = opportunity.OpensAt!.Value;
        listing.ClosesAt = opportunity.ClosesAt!.Value;
        listing.EndsAt = opportunity.Stage is OpportunityStage.Withdrawn ? opportunity.EndedAt!.Value : opportunity.ClosesAt.Value;
        listing.IsAnnounced = opportunity.IsAnnounced;
        listing.ValueAYear = opportunity.ValueAYear;
        listing.LargestLot = opportunity.Lots.Max(l => l.ValueAYear ?? 0);
        listing.LotCount = opportunity.Lots.Count;
        listing.Tier = opportunity.Tier ?? 0;
        listing.TermMonths = opportunity.TermMonths ?? 0;
        listing.ExtensionMonths = opportunity.ExtensionMonths;
        listing.PaymentByResults = opportunity.PaymentByResults;
        listing.IsBilingual = opportunity.WelshLanguage.Length > 0;
        listing.Areas = opportunity.AreaCodes;
        listing.Authorities = opportunity.AuthorityCodes;
        listing.Services = [.. opportunity.Services];
    }

    private async Task WriteFacetsAsync(Listing listing, Opportunity opportunity, CancellationToken ct)
    {
        await db.Set<Facet>().Where(f => f.Number == listing.Number).ExecuteDeleteAsync(ct);
        var names = opportunity.AreaCodes.Select(Facet.Area)
            .Concat(opportunity.AuthorityCodes.Select(Facet.Authority))
            .Concat(opportunity.Services.Select(Facet.Service))
            .Concat(opportunity.Cohorts.Select(Facet.Cohort))
            .Append(Facet.Tier(listing.Tier)).Append(Facet.Value(Facet.BandOf(listing.ValueAYear)));
        foreach (var name in names.Distinct())
            db.Add(new Facet { Name = name, EndsAt = listing.EndsAt, Number = listing.Number, OpensAt = listing.OpensAt });
        await db.SaveChangesAsync(ct);
    }

    private async Task WriteWordsAsync(Listing listing, IReadOnlyList<string> words, CancellationToken ct)
    {
        var text = string.Join(' ', words);
        if (!db.IsSqlite)
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO opportunities_words (number, is_past, words) VALUES ({listing.Number}, {listing.IsShelved}, array_to_tsvector(string_to_array({text}, ' '))) ON CONFLICT (number) DO UPDATE SET is_past = excluded.is_past, words = excluded.words", ct);
        else if (listing.IsShelved)
            await db.Database.ExecuteSqlAsync($"INSERT INTO opportunities_words_past (rowid, words) VALUES ({listing.Number}, {text})", ct);
        else
            await db.Database.ExecuteSqlAsync($"INSERT INTO opportunities_words_current (rowid, words) VALUES ({listing.Number}, {text})", ct);
    }

    private IEnumerable<string> WordsOf(Opportunity opportunity)
    {
        List<string?> texts = [opportunity.Reference, opportunity.Title, opportunity.Summary, opportunity.Work, opportunity.LeadProviderName];
        texts.AddRange(opportunity.Lots.Select(l => l.Title));
        texts.AddRange(opportunity.Needs);
        foreach (var service in opportunity.Services.Select(catalogue.Service).OfType<ServiceCard>())
            texts.AddRange([service.Code, service.Name, service.Pathway, .. service.Cpv.SelectMany(c => new[] { c.Code, c.Label })]);
        texts.AddRange(opportunity.Cohorts.Select(catalogue.Cohort).Select(c => c?.Name));
        foreach (var area in opportunity.AreaCodes.Select(places.Area).OfType<AreaCard>()) texts.AddRange([area.Name, area.NameCy, area.ShortName, area.Code]);
        foreach (var authority in opportunity.AuthorityCodes.Select(places.Authority).OfType<AuthorityCard>())
            texts.AddRange([authority.Name, authority.NameCy, authority.CouncilName, authority.CouncilNameCy]);
        return SearchWords.Of(texts);
    }
}
