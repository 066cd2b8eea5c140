using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.RatifyComment;

/// <summary>A committee ratifies what its officer said, or the authority varies it.</summary>
internal sealed class RatifyHandler(IWho who, Requests requests, SubjectWatch watch, INotify notify, IWorkflows workflows, TimeProvider clock)
{
    public Task<Result> RatifyAsync(Guid id, CancellationToken ct) =>
        DoAsync(id, "CommentRatified", r => r.Ratify(Actor.Of(who), clock.GetUtcNow()), null, ct);

    public Task<Result> VaryAsync(Guid id, CommentOutcome? outcome, string? text, CancellationToken ct) =>
        DoAsync(id, "CommentVaried", r => r.Vary(outcome, text, Actor.Of(who), clock.GetUtcNow()), InvolvementWorkflowEvents.Regarded, ct);

    private async Task<Result> DoAsync(Guid id, string template, Func<CommentRequest, Result> act, string? workflowEvent, CancellationToken ct)
    {
        if (await requests.OfMyAuthorityAsync(id, ct) is not { } found) return new NotFound();
        if (!who.May(Duties.Approve, found.Request.AuthorityOrganisationId!.Value)) return new NotAllowed();
        return await watch.ChangeAsync(found.Subject.Id, async subject =>
        {
            if (act(found.Request).Refusal is { } refusal) return refusal;
            if (subject.PublishedAt is not null) found.Request.Latest!.Publish(clock.GetUtcNow());
            await notify.SendAsync(new Notice(template, new To.Organisation(subject.AskingOrganisationId, Duties.Write), $"/lead/comments/{subject.Id}",
                new() { ["Reference"] = subject.Reference, ["Title"] = subject.Title, ["Authority"] = found.Request.AuthorityName }), ct);
            if (workflowEvent is not null) await workflows.TellAsync(InvolvementWorkflowEvents.CommentVaried, subject, found.Request, ct);
            return await watch.SaveAsync(subject.Id, workflowEvent, ct);
        }, ct);
    }
}
