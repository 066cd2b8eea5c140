using Microsoft.EntityFrameworkCore;
using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail.BrowseTrail;

/// <summary>Finds what may be found.</summary>
internal sealed class AuditReader(PortalDbContext db, ISeals seals) : IAuditReader
{
    private const int PageSize = 50;

    public Task<Page<AuditEntry>> OfAsync(string subjectType, Guid subjectId, string? after, CancellationToken ct) =>
        FindAsync(new AuditFilter(subjectType, subjectId), after, ct);

    public async Task<Page<AuditEntry>> FindAsync(AuditFilter filter, string? after, CancellationToken ct)
    {
        var query = db.Set<AuditRecord>().AsNoTracking().Where(r => r.IsListed);
        if (filter.SubjectType is { } type) query = query.Where(r => r.SubjectType == type);
        if (filter.SubjectId is { } id) query = query.Where(r => r.SubjectId == id);
        if (filter.Reference is { } reference) query = query.Where(r => r.Reference == reference);
        if (filter.UserId is { } user) query = query.Where(r => r.UserId == user);
        if (filter.Action is { } action) query = query.Where(r => r.Action == action);
        if (filter.From is { } from) query = query.Where(r => r.At >= from);
        if (filter.Before is { } before) query = query.Where(r => r.At < before);
        if (Guid.TryParseExact(after, "N", out var last)) query = query.Where(r => r.Id.CompareTo(last) < 0);
        var records = await query.OrderByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(ct);
        var page = records.Take(PageSize).Select(Read).ToArray();
        return new Page<AuditEntry>(page, records.Count > PageSize ? page[^1].Id.ToString("N") : null);
    }

    public async Task<AuditEntry?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<AuditRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.IsListed, ct) is { } record ? Read(record) : null;

    private AuditEntry Read(AuditRecord record)
    {
        var content = AuditContent.Read(record.SealId is { } seal ? seals.Open(seal, record.Payload) : record.Payload);
        return new AuditEntry(record.Id, record.At, content.Action, content.UserId, content.WhoName, content.OrganisationId, content.OrganisationName,
            content.Why, new Subject(content.SubjectType, content.SubjectId, content.Reference), content.Data.GetRawText());
    }
}
