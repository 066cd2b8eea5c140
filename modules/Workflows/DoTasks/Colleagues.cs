using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>Somebody to whom a task can be handed, and the organisation that makes it a colleague; none where a role does.</summary>
internal sealed record Colleague(AssignedPerson Person, Guid OrganisationId);

/// <summary>Finds the people behind an assignee, and those to whom who asks may hand something on.</summary>
internal sealed class Colleagues(IEnumerable<IAssignees> assignees, IEnumerable<IRecipients> recipients, IAccounts accounts, UserTaskService tasks, IWho who)
{
    /// <summary>The people who could act for an assignee now.</summary>
    public async Task<IReadOnlyList<AssignedPerson>> PeopleAsync(Assignee assignee, CancellationToken ct)
    {
        foreach (var source in assignees)
            if (await source.PeopleAsync(assignee, ct) is { } people) return people;
        foreach (var source in recipients)
        {
            if (await source.ResolveAsync(AssigneeSettings.ToOf(assignee), ct) is not { } told) continue;
            var ids = told.Select(r => r.UserId).OfType<Guid>().Distinct().ToArray();
            return [.. (await accounts.FindAsync(ids, ct)).Values.Select(a => new AssignedPerson(a.Id, a.DisplayName))];
        }

        return [];
    }

    /// <summary>Those at an organisation, without who asks.</summary>
    public async Task<IReadOnlyList<AssignedPerson>> AtAsync(Guid organisationId, CancellationToken ct) =>
        Others(await PeopleAsync(new Assignee.Organisation(organisationId), ct));

    /// <summary>To whom the task can be handed: those who have the same right; for a person's own task, its colleagues.</summary>
    public async Task<IReadOnlyList<Colleague>> ForAsync(UserTask task, CancellationToken ct)
    {
        if (!tasks.IsOwn(task)) return [];
        switch (task.Assignee)
        {
            case Assignee.Organisation organisation:
                return [.. Others(await PeopleAsync(organisation, ct)).Select(p => new Colleague(p, organisation.OrganisationId))];
            case Assignee.WithPermission permission:
                return [.. Others(await PeopleAsync(permission, ct)).Select(p => new Colleague(p, Guid.Empty))];
            default:
                List<Colleague> found = [];
                foreach (var membership in who.Memberships.Where(m => m.IsApproved && (task.OrganisationId is null || m.OrganisationId == task.OrganisationId)))
                    found.AddRange((await AtAsync(membership.OrganisationId, ct)).Select(p => new Colleague(p, membership.OrganisationId)));
                return [.. found.DistinctBy(c => c.Person.UserId)];
        }
    }

    private AssignedPerson[] Others(IEnumerable<AssignedPerson> people) => [.. people.Where(p => p.UserId != who.UserId).OrderBy(p => p.DisplayName, StringComparer.CurrentCulture)];
}
