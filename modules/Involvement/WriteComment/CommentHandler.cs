using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.WriteComment;

/// <summary>What an authority does with a request: it acknowledges, drafts, sends, asks for time, or stands back.</summary>
internal sealed class CommentHandler(
    PortalDbContext db, IWho who, Requests requests, SubjectWatch watch, IUserTasks tasks, INotify notify, IWorkingDays days, ISettings settings,
    IWorkflows workflows, TimeProvider clock)
{
    public async Task<Result> AcknowledgeAsync(Guid id, CancellationToken ct)
    {
        if (await OpenAsync(id, Duties.Write, Duties.Approve, ct) is not { Value: { } found } asked) return new NotFound();
        if (asked.Refusal is { } no) return no;
        if (found.Request.Acknowledge(Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>Saves the draft, when it still says what this person has seen of it.</summary>
    public async Task<Result> SaveDraftAsync(Guid id, CommentOutcome? outcome, string? text, bool? isFinal, string? seen, CancellationToken ct)
    {
        if (await OpenAsync(id, Duties.Write, Duties.Approve, ct) is not { Value: { } found } asked) return new NotFound();
        if (asked.Refusal is { } no) return no;
        if (found.Request.SeenDraft(seen).Refusal is { } unseen) return unseen;
        if (found.Request.SaveDraft(outcome, text, isFinal, Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>Sends the draft that this person has seen. Only somebody who may approve for the authority sends.</summary>
    public async Task<Result> SubmitAsync(Guid id, string? seen, CancellationToken ct)
    {
        if (await OpenAsync(id, Duties.Approve, null, ct) is not { Value: { } found } asked) return new NotFound();
        if (asked.Refusal is { } no) return no;
        var request = found.Request;
        return await watch.ChangeAsync(found.Subject.Id, async subject =>
        {
            if (request.SeenDraft(seen).Refusal is { } unseen) return unseen;
            if (request.Submit(request.DraftOutcome, request.DraftText, request.DraftIsFinal, Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
            if (subject.PublishedAt is not null) request.Latest!.Publish(clock.GetUtcNow());
            await tasks.CompleteAsync(Requests.TaskOf(id), request.Outcome.ToString(), null, ct);
            await TellAskerAsync(subject, request, request.NeedsAnswer ? "CommentNeedsAnswer" : "CommentReceived", ct);
            await notify.SendAsync(new Notice("CommentSent", new To.Organisation(request.AuthorityOrganisationId!.Value, null), $"/requests/{id}",
                new() { ["Reference"] = subject.Reference, ["Title"] = subject.Title, ["At"] = London.Long(request.Latest!.SubmittedAt) }), ct);
            await workflows.TellAsync(request.Latest.IsLate ? InvolvementWorkflowEvents.CommentCameLate : InvolvementWorkflowEvents.CommentMade, subject, request, ct);
            return await watch.SaveAsync(subject.Id, InvolvementWorkflowEvents.RequestFinished, ct);
        }, ct);
    }

    public async Task<Result> ExtendAsync(Guid id, int workingDays, string? why, CancellationToken ct)
    {
        if (await OpenAsync(id, Duties.Write, Duties.Approve, ct) is not { Value: { } found } asked) return new NotFound();
        if (asked.Refusal is { } no) return no;
        var request = found.Request;
        var most = (await settings.GetAsync<InvolvementSettings>(ct)).ExtensionDays;
        var dueAt = request.DueAt is { } due && workingDays >= 1 && workingDays <= most ? days.EndOfPeriod(due, workingDays) : clock.GetUtcNow();
        return await watch.ChangeAsync(found.Subject.Id, async subject =>
        {
            if (request.Extend(workingDays, most, why, dueAt, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
            await tasks.MoveDueAsync(Requests.TaskOf(id), dueAt, ct);
            await TellAskerAsync(subject, request, "CommentExtended", ct);
            // A workflow that waits looks again and sets its reminders by the new date.
            return await watch.SaveAsync(subject.Id, InvolvementWorkflowEvents.RequestFinished, ct);
        }, ct);
    }

    public async Task<Result> RecuseAsync(Guid id, string? reason, CancellationToken ct)
    {
        if (await OpenAsync(id, Duties.Approve, null, ct) is not { Value: { } found } asked) return new NotFound();
        if (asked.Refusal is { } no) return no;
        return await watch.ChangeAsync(found.Subject.Id, async subject =>
        {
            if (found.Request.Recuse(reason, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
            await tasks.CompleteAsync(Requests.TaskOf(id), nameof(RequestState.Recused), null, ct);
            await TellAskerAsync(subject, found.Request, "AuthorityRecused", ct);
            return await watch.SaveAsync(subject.Id, InvolvementWorkflowEvents.RequestFinished, ct);
        }, ct);
    }

    private async Task<Asked> OpenAsync(Guid id, string duty, string? orDuty, CancellationToken ct)
    {
        if (await requests.OfMyAuthorityAsync(id, ct) is not { } found) return new Asked(null, null);
        var organisation = found.Request.AuthorityOrganisationId!.Value;
        if (!who.May(duty, organisation) && (orDuty is null || !who.May(orDuty, organisation))) return new Asked(found, new NotAllowed());
        return new Asked(found, found.Subject.ClosedAt is not null ? new SubjectIsClosed() : null);
    }

    private Task TellAskerAsync(CommentSubject subject, CommentRequest request, string template, CancellationToken ct) =>
        notify.SendAsync(new Notice(template, new To.Organisation(subject.AskingOrganisationId, Duties.Write), $"/lead/comments/{subject.Id}", new()
        {
            ["Reference"] = subject.Reference,
            ["Title"] = subject.Title,
            ["Authority"] = request.AuthorityName,
            ["DueAt"] = request.DueAt is { } due ? London.Long(due) : "",
        }), ct);

    private sealed record Asked(RequestInHand? Value, Refusal? Refusal);
}
