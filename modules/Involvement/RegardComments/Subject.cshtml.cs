using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.SendRequests;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Involvement.RegardComments;

/// <summary>Every authority's request about one subject, what was said, and how it was regarded.</summary>
public sealed class SubjectModel : PortalPage
{
    internal CommentSubject Subject { get; private set; } = null!;
    internal IReadOnlyList<CommentRequest> Requests { get; private set; } = [];
    internal Clearance Clearance { get; private set; } = null!;
    internal DateTimeOffset Now { get; private set; }
    internal bool IsDemonstration { get; private set; }
    internal bool MayAct { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid subjectId, CancellationToken ct) => await LoadAsync(subjectId, ct) ? Page() : NotFound();

    /// <summary>Sends by hand what was not sent.</summary>
    public async Task<IActionResult> OnPostSendAsync(Guid subjectId, CancellationToken ct)
    {
        if (!await LoadAsync(subjectId, ct)) return NotFound();
        var sent = await HttpContext.RequestServices.GetRequiredService<SendRequestsHandler>().ByHandAsync(subjectId, ct);
        if (sent.Refusal is { } refusal) return Refused(refusal);
        return Confirmed($"/lead/comments/{subjectId}", sent.Value.Nobody == 0 ? "Involvement.Subject.Sent" : "Involvement.Subject.SentSome", sent.Value.Reached, sent.Value.Nobody);
    }

    private async Task<bool> LoadAsync(Guid subjectId, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var requests = services.GetRequiredService<Requests>();
        if (await requests.SubjectOfMineAsync(subjectId, ct) is not { } subject) return false;
        Subject = subject;
        Requests = await requests.OfSubjectAsync(subjectId, ct);
        Clearance = await services.GetRequiredService<SubjectWatch>().ForAsync(subjectId, ct);
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        IsDemonstration = services.GetRequiredService<ISettings>().Current<SiteSettings>().Demonstration;
        MayAct = subject.ClosedAt is null && (Who.May(Duties.Write, subject.AskingOrganisationId) || Who.May(Duties.Approve, subject.AskingOrganisationId));
        return true;
    }
}
