using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.RegardComments;

/// <summary>The organisation that asked says how it regarded what an authority said.</summary>
internal sealed class RegardHandler(IWho who, Requests requests, SubjectWatch watch, IUserTasks tasks, INotify notify, TimeProvider clock)
{
    public async Task<Result> HandleAsync(Guid subjectId, Guid requestId, int commentNumber, string? text, CancellationToken ct)
    {
        if (await requests.SubjectOfMineAsync(subjectId, ct) is not { } mine) return new NotFound();
        if (await requests.LoadAsync(requestId, ct) is not { Request: var request } || request.SubjectId != subjectId) return new NotFound();
        if (!who.May(Duties.Write, mine.AskingOrganisationId) && !who.May(Duties.Approve, mine.AskingOrganisationId)) return new NotAllowed();
        return await watch.ChangeAsync(subjectId, async subject =>
        {
            if (request.RegardAs(commentNumber, text, subject.PublishedAt is not null, Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
            await tasks.CompleteAsync(Requests.RegardTaskOf(request.Id, request.CommentNumber), null, null, ct);
            if (request.AuthorityOrganisationId is { } organisation)
            {
                await notify.SendAsync(new Notice("CommentRegarded", new To.Organisation(organisation, null), $"/requests/{request.Id}",
                    new() { ["Reference"] = subject.Reference, ["Title"] = subject.Title }), ct);
            }

            return await watch.SaveAsync(subjectId, InvolvementWorkflowEvents.Regarded, ct);
        }, ct);
    }
}
