using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>Hands a task to a colleague, with a reason.</summary>
public sealed class DelegateModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The row version that the form was made for.</summary>
    [BindProperty]
    public int Version { get; set; }

    internal UserTaskCard Card { get; private set; } = null!;
    internal IReadOnlyList<Choice> People { get; private set; } = [];

    /// <summary>Why it cannot be handed on, before anything is typed; null when it can.</summary>
    internal Refusal? Stays { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) is { } task ? Show(task) : NotFound();

    /// <summary>Hands it on.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var version = Version;
        var result = await HttpContext.RequestServices.GetRequiredService<DelegateHandler>().DelegateAsync(id, version, Guid.TryParse(Input.To, out var to) ? to : null, Input.Why, ct);
        if (result.Refusal is NotFound) return NotFound();
        if (await LoadAsync(id, ct) is not { } task) return NotFound();
        if (result.Refusal is not { } refusal) return Confirmed("/tasks", "Workflows.Tasks.Delegated", Card.Title, task.DelegateName);
        Show(task);
        return Refused(refusal);
    }

    private async Task<UserTask?> LoadAsync(Guid id, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var tasks = services.GetRequiredService<UserTaskService>();
        if (await tasks.FindForAsync(id, ct) is not { } task) return null;
        Card = tasks.Card(task);
        People = [new Choice("", W.Text("Workflows.Delegate.Choose")), .. (await services.GetRequiredService<Colleagues>().ForAsync(task, ct)).Select(c => new Choice(c.Person.UserId.ToString(), NameOf(c)))];
        Stays = task.State != UserTaskState.Open ? new TaskIsClosed()
            : await tasks.IsHandedOnAsync(task, ct) ? new TaskIsDelegated(task.DelegateName!)
            : !tasks.IsOwn(task) ? new DelegateMayNotPassOn(await tasks.ForWhomAsync(task, ct) ?? "")
            : task is { SealId: not null, Assignee: Assignee.Person } ? new SealedTaskStays() : null;
        return task;
    }

    private IActionResult Show(UserTask task)
    {
        Version = task.RowVersion;
        ModelState.Remove(nameof(Version));
        return Page();
    }

    private string NameOf(Colleague colleague) =>
        Who.Memberships.Count > 1 && Who.Memberships.FirstOrDefault(m => m.OrganisationId == colleague.OrganisationId) is { } at ? $"{colleague.Person.DisplayName}, {at.OrganisationName}" : colleague.Person.DisplayName;

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>To whom.</summary>
        public string? To { get; set; }

        /// <summary>Why.</summary>
        public string? Why { get; set; }
    }
}
