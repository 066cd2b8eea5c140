using Procurement.Kernel;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Contracts;

/// <summary>
/// A published question: who may be told of what a seal hides? The room that made the seal answers; where none does, nobody may. A
/// workflow under seal gives tasks and notices to those alone: a definition is written by administrators, who may not know either.
/// </summary>
public interface ISealedSight
{
    /// <summary>True when everybody of that organisation knows already what the seal hides.</summary>
    /// <param name="sealId">The seal.</param>
    /// <param name="organisationId">The organisation that would be told.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<bool> KnowsAsync(Guid sealId, Guid organisationId, CancellationToken ct);
}

internal static class SealedSights
{
    /// <summary>Why somebody is not told of a workflow; null when nothing stands against it.</summary>
    public static async Task<Refusal?> StandsAgainstAsync(this IEnumerable<ISealedSight> sights, ActivityContext context, Assignee assignee, CancellationToken ct)
    {
        if (context.SealId is not { } seal) return null;
        if (assignee is Assignee.Organisation to)
            foreach (var sight in sights)
                if (await sight.KnowsAsync(seal, to.OrganisationId, ct)) return null;
        return new NotToldUnderSeal();
    }
}
