using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.SendRequests;

/// <summary>How many requests went out, and how many found nobody.</summary>
internal sealed record Sent(int Reached, int Nobody);

/// <summary>
/// Sends the requests of a subject that wait: by a workflow, or by hand where none ran. One that nobody can receive stays expected,
/// is shown as such and escalated.
/// </summary>
internal sealed class SendRequestsHandler(
    PortalDbContext db, IWho who, Requests requests, IOrganisations organisations, Reach reach, INotify notify,
    IUserTasks tasks, IWorkingDays days, ISettings settings, SubjectWatch watch, IWords words, TimeProvider clock)
{
    /// <summary>By hand, for the organisation that asks.</summary>
    public async Task<Result<Sent>> ByHandAsync(Guid subjectId, CancellationToken ct)
    {
        if (await requests.SubjectOfMineAsync(subjectId, ct) is not { } subject) return new NotFound();
        if (!who.May(Duties.Write, subject.AskingOrganisationId) && !who.May(Duties.Approve, subject.AskingOrganisationId)) return new NotAllowed();
        return await SendAsync(subjectId, null, InvolvementWorkflowEvents.RequestFinished, ct);
    }

    /// <summary>Sends them. A workflow that waits already is told with its event, and sets its reminders by the new dates.</summary>
    public Task<Result<Sent>> SendAsync(Guid subjectId, int? workingDays, string? workflowEvent, CancellationToken ct) => db.InTransactionAsync<Sent>(async () =>
    {
        if (await watch.LockAsync(subjectId, ct) is not { } subject) return new NotFound();
        if (subject.ClosedAt is not null || subject.PublishedAt is not null) return new SubjectIsClosed();
        var now = clock.GetUtcNow();
        var dueAt = days.EndOfPeriod(now, workingDays ?? (await settings.GetAsync<InvolvementSettings>(ct)).WorkingDays);
        var waiting = await db.Set<CommentRequest>().Where(r => r.SubjectId == subjectId && r.State == RequestState.Expected).OrderBy(r => r.AuthorityName).ToListAsync(ct);
        var cards = await organisations.AuthoritiesAsync([.. waiting.Select(r => r.AuthorityCode)], ct);
        var asker = await organisations.FindAsync(subject.AskingOrganisationId, ct);
        int reached = 0, nobody = 0;
        List<string> newlyNobody = [];
        foreach (var request in waiting)
        {
            if (cards.GetValueOrDefault(request.AuthorityCode) is not { } authority || !await reach.CanReceiveAsync(authority.Id, ct))
            {
                nobody++;
                if (request.FoundNobody(now)) newlyNobody.Add(request.AuthorityName);
                continue;
            }

            if (request.Send(authority.Id, dueAt, now).Refusal is { } refusal) return refusal;
            reached++;
            var values = new Dictionary<string, string?>
            {
                ["Reference"] = subject.Reference,
                ["Title"] = subject.Title,
                ["Authority"] = request.AuthorityName,
                ["Asker"] = asker?.Name,
                ["DueAt"] = London.Long(dueAt),
            };
            await notify.SendAsync(new Notice("CommentRequested", new To.Organisation(authority.Id, null), $"/requests/{request.Id}", values), ct);
            await tasks.CreateAsync(new NewUserTask(Requests.TaskOf(request.Id), words.Text("Involvement.Task.Comment", subject.Title),
                new Subject("Award", subject.Id, subject.Reference), new Assignee.Organisation(authority.Id), dueAt, $"/requests/{request.Id}"), ct);
        }

        if (newlyNobody.Count > 0)
        {
            var values = new Dictionary<string, string?> { ["Reference"] = subject.Reference, ["Title"] = subject.Title, ["Authorities"] = string.Join("; ", newlyNobody) };
            await notify.SendAsync(new Notice("CommentRequestHasNobody", new To.WithPermission(InvolvementPermissions.ManageInvolvement), "/admin/comment-requests", values), ct);
            await notify.SendAsync(new Notice("CommentRequestHasNobody", new To.Organisation(subject.AskingOrganisationId, Duties.Write), $"/lead/comments/{subject.Id}", values), ct);
        }

        if ((await watch.SaveAsync(subjectId, reached > 0 ? workflowEvent : null, ct)).Refusal is { } stale) return stale;
        return new Sent(reached, nobody);
    }, ct);
}

/// <summary>Whether there is anybody at an authority who would get a request.</summary>
internal sealed class Reach(IOrganisations organisations, IEnumerable<IRecipients> recipients)
{
    public async Task<bool> CanReceiveAsync(string authorityCode, CancellationToken ct) =>
        (await organisations.AuthoritiesAsync([authorityCode], ct)).GetValueOrDefault(authorityCode) is { } authority && await CanReceiveAsync(authority.Id, ct);

    public async Task<bool> CanReceiveAsync(Guid organisationId, CancellationToken ct)
    {
        foreach (var source in recipients)
            if (await source.ResolveAsync(new To.Organisation(organisationId, null), ct) is { } people) return people.Count > 0;
        return false;
    }
}

/// <summary>Reminds the authorities that have not answered.</summary>
internal sealed class RemindHandler(PortalDbContext db, INotify notify, IWorkingDays days, TimeProvider clock)
{
    /// <summary>Reminds those whose time ends within so many working days, each at most once a day. Returns how many.</summary>
    public async Task<int> RemindAsync(Guid subjectId, int withinWorkingDays, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = London.DateOf(now);
        var subject = await db.Set<CommentSubject>().FirstOrDefaultAsync(s => s.Id == subjectId, ct);
        if (subject is null || subject.ClosedAt is not null || subject.PublishedAt is not null) return 0;
        var waiting = await db.Set<CommentRequest>().Where(r => r.SubjectId == subjectId
            && (r.State == RequestState.Sent || r.State == RequestState.Acknowledged || r.State == RequestState.Drafting)).OrderBy(r => r.AuthorityName).ToListAsync(ct);
        var reminded = 0;
        foreach (var request in waiting)
        {
            if (request.StateAt(now) is RequestState.Expired || request.DueAt is not { } due || request.AuthorityOrganisationId is not { } organisation) continue;
            if (days.Between(today, London.DateOf(due)) > withinWorkingDays) continue;
            if (request.RemindedAt is { } last && London.DateOf(last) == today) continue;
            request.Reminded(now);
            reminded++;
            await notify.SendAsync(new Notice("CommentReminder", new To.Organisation(organisation, null), $"/requests/{request.Id}", new()
            {
                ["Reference"] = subject.Reference,
                ["Title"] = subject.Title,
                ["Authority"] = request.AuthorityName,
                ["DueAt"] = London.Long(due),
            }), ct);
        }

        await db.SaveChangesAsync(ct);
        return reminded;
    }
}
