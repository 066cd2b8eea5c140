using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Domain;
using Procurement.Notifications.Notify;

namespace Procurement.Notifications.ChooseMail;

/// <summary>Keeps what people want by mail.</summary>
internal sealed class MailChoices(PortalDbContext db, Kinds kinds)
{
    public async Task<IReadOnlyList<string>> WantedAsync(Guid userId, CancellationToken ct)
    {
        var without = await db.Set<MailOptOut>().Where(o => o.UserId == userId).Select(o => o.Group).ToListAsync(ct);
        return [.. kinds.OptionalGroups.Except(without)];
    }

    public async Task<Result> ChooseAsync(Guid userId, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        var rows = await db.Set<MailOptOut>().Where(o => o.UserId == userId).ToListAsync(ct);
        db.RemoveRange(rows.Where(r => wanted.Contains(r.Group)));
        foreach (var group in kinds.OptionalGroups.Except(wanted).Except(rows.Select(r => r.Group))) db.Add(new MailOptOut(userId, group));
        // A second tab that saved the same a moment ago is no reason to complain.
        return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
    }

    public async Task<Result> DoWithoutAsync(Guid userId, string group, CancellationToken ct)
    {
        if (!kinds.OptionalGroups.Contains(group)) return new NotFound();
        if (await db.Set<MailOptOut>().AnyAsync(o => o.UserId == userId && o.Group == group, ct)) return Result.Done;
        db.Add(new MailOptOut(userId, group));
        var result = await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
        // Two clicks at once: the other one has done it.
        return result.Refusal is ChangedBySomebodyElse ? Result.Done : result;
    }
}
