using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Awards.GuardSubjects;

/// <summary>Answers Involvement: who declared an interest in a lot takes no part in what authorities say of its award either.</summary>
internal sealed class StandBack(PortalDbContext db, IEvaluation evaluation) : IStandBack
{
    public async Task<bool> StandsBackAsync(Guid subjectId, IWho who, CancellationToken ct) =>
        await db.Set<Award>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == subjectId, ct) is { } award && await evaluation.IsRecusedAsync(award.LotId, who.UserId, ct);
}
