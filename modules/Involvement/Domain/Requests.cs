using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Involvement.Domain;

/// <summary>A request with its subject.</summary>
internal sealed record RequestInHand(CommentRequest Request, CommentSubject Subject);

/// <summary>Finds requests, and asks first whether this person may know of them.</summary>
internal sealed class Requests(PortalDbContext db, IWho who, IEnumerable<IStandBack> standBack)
{
    public static string TaskOf(Guid requestId) => "comment:" + requestId;

    public static string RegardTaskOf(Guid requestId, int number) => $"regard:{requestId}:{number}";

    /// <summary>A request that was sent to this person's own authority; null for everybody else's.</summary>
    public async Task<RequestInHand?> OfMyAuthorityAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) is { } found && found.Request.AuthorityOrganisationId is { } organisation && who.BelongsTo(organisation)
        && found.Request.State is not RequestState.Expected ? found : null;

    /// <summary>A subject that this person's own organisation asks about; null for everybody else, and for one who stood back from the matter.</summary>
    public async Task<CommentSubject?> SubjectOfMineAsync(Guid subjectId, CancellationToken ct) =>
        await db.Set<CommentSubject>().FirstOrDefaultAsync(s => s.Id == subjectId, ct) is { } subject && who.BelongsTo(subject.AskingOrganisationId)
        && !await StandsBackAsync(subjectId, ct) ? subject : null;

    /// <summary>True when this person stood back from what the subject is about.</summary>
    public async Task<bool> StandsBackAsync(Guid subjectId, CancellationToken ct)
    {
        foreach (var room in standBack)
            if (await room.StandsBackAsync(subjectId, who, ct)) return true;
        return false;
    }

    public async Task<RequestInHand?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<CommentRequest>().Include(r => r.Comments).Include(r => r.Regards).AsSplitQuery().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request) return null;
        return new RequestInHand(request, await db.Set<CommentSubject>().FirstAsync(s => s.Id == request.SubjectId, ct));
    }

    public Task<List<CommentRequest>> OfSubjectAsync(Guid subjectId, CancellationToken ct) =>
        db.Set<CommentRequest>().Include(r => r.Comments).Include(r => r.Regards).AsSplitQuery().Where(r => r.SubjectId == subjectId).OrderBy(r => r.AuthorityName).ToListAsync(ct);
}
