using Procurement.Involvement.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Domain;

/// <summary>Tells workflows what an authority did: who and with which view, never with which words.</summary>
internal static class CommentNews
{
    public static async Task TellAsync(this IWorkflows workflows, string what, CommentSubject subject, CommentRequest request, CancellationToken ct)
    {
        await workflows.RaiseAsync(Of(what, subject, request), ct);
        if (request.NeedsAnswer) await workflows.RaiseAsync(Of(InvolvementWorkflowEvents.AnswerNeeded, subject, request), ct);
    }

    private static WorkflowEvent Of(string name, CommentSubject subject, CommentRequest request) => WorkflowEvent.Of(name, subject.Id, new
    {
        leadProviderId = subject.AskingOrganisationId.ToString(),
        reference = subject.Reference,
        authority = request.AuthorityCode,
        authorityName = request.AuthorityName,
        outcome = request.Outcome?.ToString(),
        isFinal = request.Latest?.IsFinal ?? false,
    }, subject.Title, $"/lead/comments/{subject.Id}");
}
