using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Consortia.Domain;

/// <summary>Takes consortia out of the database and puts them back. Only members and invited organisations get one from it by <see cref="MineAsync"/>.</summary>
internal sealed class ConsortiumBook(PortalDbContext db, ISeals seals, IOrganisations organisations, INotify notify, IWho who, TimeProvider clock) : IConsortia
{
    private const int Padding = 1024;

    public async Task<Consortium?> LoadAsync(Guid id, CancellationToken ct) =>
        WithLocks(await db.Set<Consortium>().AsSplitQuery().FirstOrDefaultAsync(c => c.Id == id, ct));

    /// <summary>A consortium for its members and those whom it has invited; null for everybody else.</summary>
    public async Task<Consortium?> MineAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) is { } c && (IsMember(c) || IsInvited(c)) ? c : null;

    public bool IsMember(Consortium consortium) => consortium.Members.Any(m => who.BelongsTo(m.OrganisationId));

    public bool IsInvited(Consortium consortium) => consortium.Waiting(clock.GetUtcNow()).Any(i => who.BelongsTo(i.OrganisationId));

    public void Add(Consortium consortium)
    {
        Seal(consortium);
        db.Add(consortium);
    }

    /// <summary>The organisation as a party to a consortium; null when it may not be one.</summary>
    public async Task<Party?> PartyAsync(Guid organisationId, CancellationToken ct) =>
        await organisations.FindAsync(organisationId, ct) is { } card && Standing.MayBid(card) ? new Party(card.Id, card.Name, Standing.CanSign(card)) : null;

    /// <summary>Changes a consortium in a transaction of its own: loads it, asks, acts, tells those whose acceptance lapsed, saves.</summary>
    /// <param name="id">Which.</param>
    /// <param name="may">Whether this person may, once it is known that it is its own consortium.</param>
    /// <param name="act">What to do.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Result> ChangeAsync(Guid id, Func<Consortium, bool> may, Func<Consortium, Task<Result>> act, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            if (await MineAsync(id, ct) is not { } consortium) return new NotFound();
            if (!may(consortium)) return new NotAllowed();
            var (version, accepted, agreed) = (consortium.Version, consortium.Members.Where(m => m.HasAccepted(consortium.Version)).Select(m => m.OrganisationId).ToArray(), consortium.IsAgreed);
            var done = await act(consortium);
            if (!done.IsDone) return done;
            if (consortium.Version != version)
            {
                foreach (var member in consortium.Members.Where(m => accepted.Contains(m.OrganisationId)))
                    await TellAsync(consortium, member.OrganisationId, "ConsortiumAcceptanceLapsed", Duties.Approve, $"/consortia/{id}", ct);
            }

            if (!agreed && consortium.IsAgreed)
            {
                foreach (var member in consortium.Members) await TellAsync(consortium, member.OrganisationId, "ConsortiumAgreed", null, $"/consortia/{id}", ct);
            }

            return await db.SaveAsync(ct: ct);
        }, ct);

    public Task TellAsync(Consortium consortium, Guid organisationId, string template, string? duty, string url, CancellationToken ct, string? about = null, DateTimeOffset? until = null) =>
        notify.SendAsync(new Notice(template, new To.Organisation(organisationId, duty), url, new()
        {
            ["Consortium"] = consortium.Name,
            ["Lead"] = consortium.Members.FirstOrDefault(m => m.IsLead)?.Name,
            ["Version"] = consortium.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Organisation"] = about,
            ["Until"] = until is { } u ? London.Long(u) : null,
        }, consortium.SealId), ct);

    // ---- What higher rooms ask ----

    public async Task<ConsortiumCard?> FindAsync(Guid id, CancellationToken ct) =>
        WithLocks(await db.Set<Consortium>().AsNoTracking().AsSplitQuery().FirstOrDefaultAsync(c => c.Id == id, ct)) is { } consortium ? Card(consortium) : null;

    public async Task<IReadOnlyList<ConsortiumCard>> OfOrganisationAsync(Guid organisationId, CancellationToken ct)
    {
        var found = await db.Set<Consortium>().AsNoTracking().AsSplitQuery()
            .Where(c => c.DissolvedAt == null && c.AllMembers.Any(m => m.OrganisationId == organisationId && m.State == MemberState.Active))
            .OrderByDescending(c => c.Id).Take(200).ToListAsync(ct);
        return [.. found.Select(c => Card(WithLocks(c)!))];
    }

    public async Task<Result> LockAsync(Guid consortiumId, Guid bidId, CancellationToken ct)
    {
        if (await LoadAsync(consortiumId, ct) is not { } consortium) return new NotFound();
        var done = consortium.Lock(bidId);
        if (done.IsDone) Seal(consortium);
        return done;
    }

    public async Task<Result> ReleaseAsync(Guid consortiumId, Guid bidId, CancellationToken ct)
    {
        if (await LoadAsync(consortiumId, ct) is not { } consortium) return Result.Done;
        consortium.Release(bidId);
        Seal(consortium);
        return Result.Done;
    }

    private static ConsortiumCard Card(Consortium c) => new(
        c.Id, c.Name, c.Members.First(m => m.IsLead).OrganisationId, c.State, c.Version,
        [.. c.Members.Select(m => new MemberCard(m.OrganisationId, m.Name, m.Share, m.IsLead, m.HasAccepted(c.Version)))], c.OpportunityId);

    private Consortium? WithLocks(Consortium? consortium)
    {
        consortium?.OpenLocks(text => JsonSerializer.Deserialize<List<Guid>>(seals.Open(consortium.Id, text), EventJson.Options)!);
        return consortium;
    }

    private void Seal(Consortium consortium) => consortium.SealLocks(locks =>
    {
        // Padded, so that the length does not say how many there are.
        var text = JsonSerializer.Serialize(locks, EventJson.Options);
        return seals.Seal(consortium.Id, text.PadRight((text.Length / Padding + 1) * Padding));
    });
}
