using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Somebody who is away, whose tasks for an organisation somebody else does.</summary>
internal sealed record Covered(Guid UserId, string Name, Guid OrganisationId);

/// <summary>
/// Who stands in for whom now. Who stands in and is away too is stood in for by the next, within one organisation; a circle that two
/// people make at the same moment ends where it began.
/// </summary>
internal sealed class StandIns(PortalDbContext db, TimeProvider clock)
{
    /// <summary>From one to the next so often at most.</summary>
    public const int MostLinks = 8;

    /// <summary>Whose tasks this person does now.</summary>
    public async Task<IReadOnlyList<Covered>> CoveredByAsync(IWho who, CancellationToken ct)
    {
        var organisations = who.Memberships.Where(m => m.IsApproved).Select(m => m.OrganisationId).ToHashSet();
        if (who.UserId is not { } me || organisations.Count == 0) return [];
        var now = clock.GetUtcNow();
        List<Covered> found = [];
        HashSet<(Guid Person, Guid Organisation)> edge = [.. organisations.Select(o => (me, o))];
        for (var link = 0; link < MostLinks && edge.Count > 0; link++)
        {
            var people = edge.Select(e => e.Person).Distinct().ToArray();
            var away = await (
                from s in db.Set<StandIn>()
                join a in db.Set<Absence>() on s.AbsenceId equals a.Id
                where people.Contains(s.DelegateId) && a.FromAt <= now && a.UntilAt > now
                select new { s.DelegateId, s.OrganisationId, a.UserId, a.UserName }).AsNoTracking().ToListAsync(ct);
            var next = away.Where(a => a.UserId != me && edge.Contains((a.DelegateId, a.OrganisationId)) && !found.Exists(f => f.UserId == a.UserId && f.OrganisationId == a.OrganisationId))
                .Select(a => new Covered(a.UserId, a.UserName, a.OrganisationId)).Distinct().ToArray();
            found.AddRange(next);
            edge = [.. next.Select(n => (n.UserId, n.OrganisationId))];
        }

        return found;
    }

    /// <summary>Who does a person's tasks for an organisation while it is away, the nearest first; nobody when it is there.</summary>
    public async Task<IReadOnlyList<StandIn>> OfAsync(Guid person, Guid? organisation, DateTimeOffset since, DateTimeOffset till, CancellationToken ct)
    {
        List<StandIn> found = [];
        if (organisation is null) return found;
        var at = person;
        for (var link = 0; link < MostLinks; link++)
        {
            var next = await (
                from s in db.Set<StandIn>()
                join a in db.Set<Absence>() on s.AbsenceId equals a.Id
                where a.UserId == at && s.OrganisationId == organisation && a.FromAt < till && a.UntilAt > since
                select s).AsNoTracking().FirstOrDefaultAsync(ct);
            if (next is null || found.Exists(f => f.DelegateId == next.DelegateId)) break;
            found.Add(next);
            if (next.DelegateId == person) break;
            at = next.DelegateId;
        }

        return found;
    }
}
