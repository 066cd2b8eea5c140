using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Activities;

/// <summary>Whom an escalation tells.</summary>
internal enum EscalateTo
{
    Administrators,
    LeadProvider,
    Authorities,
}

/// <summary>
/// Tells those above that a subject needs help, with a reason: the portal's administrators, those who decide at the organisation that
/// asks, or those who decide at each authority whose officer has not answered.
/// </summary>
internal sealed class EscalateActivity(PortalDbContext db, INotify notify) : Activity<EscalateActivity.Settings>
{
    internal sealed record Settings([property: Required, Template(Multiline = true)] string Reason, EscalateTo To = EscalateTo.Administrators);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => facts.CheckText(settings.Reason);

    public override string? Describe(Settings settings, IWords words) => words.Text(settings.To);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var subject = await db.Set<CommentSubject>().FirstAsync(s => s.Id == context.SubjectId, ct);
        var reason = context.Fill(context.Settings.Reason);
        var values = new Dictionary<string, string?> { ["Reference"] = subject.Reference, ["Title"] = subject.Title, ["Reason"] = reason };
        switch (context.Settings.To)
        {
            case EscalateTo.Administrators:
                await notify.SendAsync(new Notice("InvolvementEscalated", new To.WithPermission(InvolvementPermissions.ManageInvolvement), WorkflowAddresses.Workflow(context.WorkflowId), values), ct);
                context.Say("Involvement.Journal.Escalated", reason);
                break;
            case EscalateTo.LeadProvider:
                await notify.SendAsync(new Notice("InvolvementEscalatedHere", new To.Organisation(subject.AskingOrganisationId, Duties.Approve), $"/lead/comments/{subject.Id}", values), ct);
                context.Say("Involvement.Journal.EscalatedToLead", reason);
                break;
            default:
                var silent = await db.Set<CommentRequest>().AsNoTracking()
                    .Where(r => r.SubjectId == subject.Id && r.AuthorityOrganisationId != null && (r.State == RequestState.Sent || r.State == RequestState.Acknowledged || r.State == RequestState.Drafting))
                    .OrderBy(r => r.AuthorityName).ToListAsync(ct);
                foreach (var request in silent)
                    await notify.SendAsync(new Notice("InvolvementEscalatedHere", new To.Organisation(request.AuthorityOrganisationId!.Value, Duties.Approve), $"/requests/{request.Id}", values), ct);
                context.Say("Involvement.Journal.EscalatedToAuthorities", silent.Count, reason);
                break;
        }

        return ActivityResult.Take(Done);
    }
}
