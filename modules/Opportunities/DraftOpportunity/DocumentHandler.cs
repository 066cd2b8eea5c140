using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Adds a document to a draft: the file is kept first, and taken in the transaction of the change.</summary>
internal sealed class DocumentHandler(PortalDbContext db, IWho who, DraftDesk desk, IFiles files)
{
    public async Task<Result> AddAsync(Guid id, string? title, Func<FileOwner, Upload> upload, CancellationToken ct)
    {
        if (await desk.ReadOwnAsync(id, ct) is not { } draft) return new NotFound();
        if (!who.May(Duties.Write, draft.LeadProviderId)) return new NotAllowed();
        if (draft.Stage is not OpportunityStage.Draft) return new NotADraft();
        if (string.IsNullOrWhiteSpace(title)) return new DocumentTitleMissing();
        if (draft.Documents.Count >= 20) return new TooManyDocuments();

        var stored = await files.StoreAsync(upload(new FileOwner(OpportunityFiles.Kind, id)), ct);
        if (stored.Refusal is { } refused) return refused;
        var file = stored.Value;
        return await db.InTransactionAsync(async () =>
        {
            if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
            var document = new OpportunityDocument(file.Id, title.Trim(), file.Name, file.ContentType, file.Size);
            if (opportunity.AddDocument(document, desk.Hand()).Refusal is { } refusal) return refusal;
            await files.ClaimAsync([file.Id], ct);
            return await db.SaveAsync(ct: ct);
        }, ct);
    }

    public async Task<Result> RemoveAsync(Guid id, int rowVersion, Guid fileId, CancellationToken ct) => await db.InTransactionAsync(async () =>
    {
        var removed = await desk.ChangeAsync(id, rowVersion, (o, by) => o.RemoveDocument(fileId, by), ct);
        if (!removed.IsDone) return removed;
        await files.ReleaseAsync([fileId], ct);
        return await db.SaveAsync(ct: ct);
    }, ct);
}
