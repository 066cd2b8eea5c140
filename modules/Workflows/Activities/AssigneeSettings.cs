using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Activities;

/// <summary>Who, in a definition: exactly one of person, organisation and permission; texts are filled.</summary>
internal sealed record AssigneeSettings(
    [property: Template] string? Person = null, [property: Template] string? Organisation = null, [property: OrganisationDuty] string? Duty = null,
    [property: PermissionName] string? Permission = null)
{
    public IEnumerable<Refusal> Check(IDefinitionFacts facts)
    {
        if (new[] { Person, Organisation, Permission }.Count(x => !string.IsNullOrWhiteSpace(x)) != 1 || (Duty is not null && Organisation is null)) yield return new AssigneeNeedsOne();
        foreach (var mistake in new[] { Person, Organisation, Permission, Duty }.OfType<string>().SelectMany(facts.CheckText)) yield return mistake;
        if (Duty is not null && !Duty.Contains("{{", StringComparison.Ordinal) && !Duties.All.Contains(Duty)) yield return new AssigneeNeedsOne();
    }

    public Assignee Read(ActivityContext context) =>
        Person is not null ? new Assignee.Person(Key(context, Person))
        : Organisation is not null ? new Assignee.Organisation(Key(context, Organisation), Duty is null ? null : context.Fill(Duty))
        : new Assignee.WithPermission(context.Fill(Permission!));

    public static To ToOf(Assignee assignee) => assignee switch
    {
        Assignee.Person p => new To.Person(p.UserId),
        Assignee.Organisation o => new To.Organisation(o.OrganisationId, o.Duty),
        Assignee.WithPermission p => new To.WithPermission(p.Permission),
        _ => throw new InvalidOperationException(),
    };

    private static Guid Key(ActivityContext context, string text) =>
        Guid.TryParse(context.Fill(text), out var id) ? id : throw new CannotEvaluateException(text);
}
