using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.ExpectComments;

/// <summary>What rooms above ask for, in their own transaction.</summary>
internal sealed class InvolvementCommands(
    PortalDbContext db, Requests requests, IPlaces places, IOrganisations organisations, IUserTasks tasks, IWorkflows workflows, SubjectWatch watch,
    INotify notify, TimeProvider clock)
    : IInvolvement
{
    public Task<Result> ExpectAsync(ExpectedComments expected, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var subject = await db.Set<CommentSubject>().FirstOrDefaultAsync(s => s.Id == expected.SubjectId, ct);
        if (subject is null) db.Add(subject = new CommentSubject(expected, now));
        var there = await db.Set<CommentRequest>().Where(r => r.SubjectId == subject.Id).Select(r => r.AuthorityCode).ToListAsync(ct);
        var codes = expected.AuthorityCodes.Distinct().Except(there).ToList();
        var cards = await organisations.AuthoritiesAsync(codes, ct);
        foreach (var code in codes)
        {
            var request = new CommentRequest(subject, code, places.Authority(code)?.CouncilName ?? code, cards.GetValueOrDefault(code)?.Id);
            if (expected.Conflicted?.GetValueOrDefault(code) is { } reason) request.Recuse(reason, now);
            db.Add(request);
        }

        return await watch.SaveAsync(subject.Id, null, ct);
    }, ct);

    public Task<Result> PublishAsync(Guid subjectId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await watch.LockAsync(subjectId, ct) is not { } subject) return new NotFound();
        var now = clock.GetUtcNow();
        if (subject.Publish(now).Refusal is { } refusal) return refusal;
        foreach (var comment in (await requests.OfSubjectAsync(subjectId, ct)).SelectMany(r => r.Comments)) comment.Publish(now);
        await workflows.RaiseAsync(WorkflowEvent.Of(InvolvementWorkflowEvents.Published, subjectId,
            new { leadProviderId = subject.AskingOrganisationId.ToString(), reference = subject.Reference }, subject.Title, $"/lead/comments/{subjectId}"), ct);
        return await db.SaveAsync(ct: ct);
    }, ct);

    public Task<Result> CloseAsync(Guid subjectId, string why, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // The workflow's lock comes before the subject's, as in a step of it.
        await workflows.CancelAsync(subjectId.ToString(), "Involvement.Closed", ct);
        if (await watch.LockAsync(subjectId, ct) is not { } subject) return new NotFound();
        if (subject.ClosedAt is not null) return Result.Done;
        subject.Close(why, clock.GetUtcNow());
        var asker = await organisations.FindAsync(subject.AskingOrganisationId, ct);
        foreach (var request in await db.Set<CommentRequest>().AsNoTracking().Where(r => r.SubjectId == subjectId).OrderBy(r => r.AuthorityName).ToListAsync(ct))
        {
            // Who was asked is told; who never was, or stood back, has nothing to expect.
            if (request is { SentAt: not null, State: not RequestState.Recused, AuthorityOrganisationId: { } organisation })
            {
                await notify.SendAsync(new Notice("CommentNoLongerNeeded", new To.Organisation(organisation, null), $"/requests/{request.Id}", new()
                {
                    ["Reference"] = subject.Reference,
                    ["Title"] = subject.Title,
                    ["Authority"] = request.AuthorityName,
                    ["Asker"] = asker?.Name,
                    ["Reason"] = why,
                }), ct);
            }

            await tasks.CancelAsync(Requests.TaskOf(request.Id), ct);
            for (var n = 1; n <= request.CommentNumber; n++) await tasks.CancelAsync(Requests.RegardTaskOf(request.Id, n), ct);
        }

        await tasks.CancelAsync(InvolvementWorkflowEvents.DecisionTask(subjectId), ct);
        return await db.SaveAsync(ct: ct);
    }, ct);
}
