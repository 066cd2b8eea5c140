using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Published versions, read once: they never change.</summary>
internal sealed class DefinitionStore
{
    private readonly ConcurrentDictionary<Guid, Definition> _known = new();

    public async Task<Definition> GetAsync(PortalDbContext db, Guid versionId, CancellationToken ct)
    {
        if (_known.TryGetValue(versionId, out var known)) return known;
        var json = await db.Set<WorkflowTypeVersion>().Where(v => v.Id == versionId).Select(v => v.Definition).SingleAsync(ct);
        return _known[versionId] = DefinitionReader.Stored(json);
    }

    /// <summary>Forgets a version that was never published: one that was rehearsed.</summary>
    public void Forget(Guid versionId) => _known.TryRemove(versionId, out _);
}
