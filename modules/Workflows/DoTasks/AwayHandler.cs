using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>Somebody's absence, with who stands in at each organisation.</summary>
internal sealed record AwaySight(Absence Absence, IReadOnlyList<StandIn> StandIns);

/// <summary>Says when somebody is away and who does what is addressed to that person meanwhile; ends it again.</summary>
internal sealed class AwayHandler(PortalDbContext db, Colleagues colleagues, StandIns standIns, INotify notify, IWho who, TimeProvider clock)
{
    /// <summary>For who has said nothing yet.</summary>
    public const int NoVersion = -1;

    /// <summary>What who asks has said, unless it is over.</summary>
    public async Task<AwaySight?> FindAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Absence>().AsNoTracking().FirstOrDefaultAsync(a => a.UserId == who.UserId, ct) is not { } absence || absence.UntilAt <= now) return null;
        return new AwaySight(absence, await db.Set<StandIn>().AsNoTracking().Where(s => s.AbsenceId == absence.Id).ToListAsync(ct));
    }

    /// <param name="version">The row version that the form was made for; <see cref="NoVersion"/> when there was none.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last.</param>
    /// <param name="chosen">The organisations in the order of the form, and who stands in there; nobody where none is named.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Result> SetAsync(int version, DateOnly from, DateOnly until, IReadOnlyList<(Guid OrganisationId, Guid? DelegateId)> chosen, CancellationToken ct) => WithAsync(version, async known =>
    {
        var absence = known ?? new Absence(who);
        if (until < from) return new AwayEndsBeforeItBegins();
        List<StandIn> named = [];
        for (var i = 0; i < chosen.Count; i++)
        {
            var field = $"Input.StandIns[{i}]";
            if (chosen[i].DelegateId is not { } to) continue;
            if (!who.Memberships.Any(m => m.IsApproved && m.OrganisationId == chosen[i].OrganisationId)) return new StandInMayNot(field);
            if ((await colleagues.AtAsync(chosen[i].OrganisationId, ct)).FirstOrDefault(p => p.UserId == to) is not { } person) return new StandInMayNot(field);
            var on = await standIns.OfAsync(to, chosen[i].OrganisationId, London.At(from, TimeOnly.MinValue), London.At(until.AddDays(1), TimeOnly.MinValue), ct);
            if (on.Any(s => s.DelegateId == who.UserId)) return new StandInsInACircle(person.DisplayName, field);
            named.Add(new StandIn { AbsenceId = absence.Id, OrganisationId = chosen[i].OrganisationId, DelegateId = to, Name = person.DisplayName });
        }

        if (absence.Set(who, from, until, named, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        if (known is null) db.Add(absence);
        await ForgetAsync(absence, ct);
        // The old rows go first: a colleague may be named again.
        if ((await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct)).Refusal is { } stale) return stale;
        db.AddRange(named);
        foreach (var to in named.Select(n => n.DelegateId).Distinct())
            await notify.SendAsync(new Notice("StandInNamed", new To.Person(to), "/tasks", new() { ["By"] = who.DisplayName, ["From"] = London.Day(from), ["Until"] = London.Day(until) }), ct);
        return Result.Done;
    }, ct);

    public Task<Result> EndAsync(int version, CancellationToken ct) => WithAsync(version, async absence =>
    {
        if (absence is null) return new NotFound();
        await ForgetAsync(absence, ct);
        absence.End();
        db.Remove(absence);
        return Result.Done;
    }, ct);

    private async Task ForgetAsync(Absence absence, CancellationToken ct) => db.RemoveRange(await db.Set<StandIn>().Where(s => s.AbsenceId == absence.Id).ToListAsync(ct));

    private Task<Result> WithAsync(int version, Func<Absence?, Task<Result>> act, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // Two who name each other at the same moment take turns.
        await WorkflowEngine.LockCorrelationAsync(db, "absences", shared: false, ct);
        var absence = await db.Set<Absence>().FirstOrDefaultAsync(a => a.UserId == who.UserId, ct);
        var seen = absence is null || absence.UntilAt <= clock.GetUtcNow() ? NoVersion : absence.RowVersion;
        if (seen != version) return new ChangedBySomebodyElse();
        if ((await act(absence)).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
    }, ct);
}
