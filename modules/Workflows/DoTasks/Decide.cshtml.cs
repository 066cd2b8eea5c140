using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Data;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>One task. The page shows it to who may act on it; only its form decides.</summary>
public sealed class DecideModel : PortalPage
{
    private UserTaskService Tasks => HttpContext.RequestServices.GetRequiredService<UserTaskService>();

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal UserTaskCard Card { get; private set; } = null!;
    internal string? Instructions { get; private set; }
    internal IReadOnlyList<Choice> Decisions { get; private set; } = [];

    /// <summary>True when the task is done on another page.</summary>
    internal bool IsElsewhere => Card.Url != WorkflowAddresses.Task(Card.Id);

    internal bool IsOverdue { get; private set; }

    /// <summary>Whose it is, when who asks has it from somebody else.</summary>
    internal string? ForName { get; private set; }

    /// <summary>The task as it stands: who has it, and its version.</summary>
    internal UserTask Task { get; private set; } = null!;

    internal string? DelegatedWhy { get; private set; }

    /// <summary>True for who may hand it on.</summary>
    internal bool MayDelegate { get; private set; }

    /// <summary>True for who has handed it on.</summary>
    internal bool MayTakeBack => IsHandedOn && Task.DelegatedBy == Who.UserId;

    /// <summary>True while it is with somebody to whom it was handed.</summary>
    internal bool IsHandedOn { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await Tasks.FindForAsync(id, ct) is not { } task) return NotFound();
        await ShowAsync(task, ct);
        return Page();
    }

    /// <summary>Decides it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await Tasks.FindForAsync(id, ct) is not { } task) return NotFound();
        await ShowAsync(task, ct);
        if (IsElsewhere) return LocalRedirect(Card.Url);
        if (task.State != UserTaskState.Open) return Refused(new TaskIsClosed());
        if (task.Decisions.Count > 0 && (Input.Decision is null || !task.Decisions.Contains(Input.Decision))) return Refused(new DecisionIsMissing());
        if (Input.Comment is { Length: > UserTaskLimits.Comment }) return Refused(new TaskCommentTooLong(UserTaskLimits.Comment));
        var comment = string.IsNullOrWhiteSpace(Input.Comment) ? null : Input.Comment.Trim();
        var result = await Tasks.DecideAsync(task, task.Decisions.Count > 0 ? Input.Decision : null, comment, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/tasks", "Workflows.Tasks.Decided", Card.Title);
    }

    /// <summary>Takes it back from a colleague.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, int version, CancellationToken ct)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<DelegateHandler>().TakeBackAsync(id, version, ct);
        if (await Tasks.FindForAsync(id, ct) is not { } task) return NotFound();
        await ShowAsync(task, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed(WorkflowAddresses.Task(id), "Workflows.Tasks.TakenBack", Card.Title);
    }

    private async Task ShowAsync(UserTask task, CancellationToken ct)
    {
        (Task, ForName) = (task, task.State == UserTaskState.Open ? await Tasks.ForWhomAsync(task, ct) : task.DoneForName);
        DelegatedWhy = task.DelegatedWhy is null ? null : Tasks.Show(task, task.DelegatedWhy);
        IsHandedOn = task.State == UserTaskState.Open && await Tasks.IsHandedOnAsync(task, ct);
        MayDelegate = task.State == UserTaskState.Open && !IsHandedOn && Tasks.IsOwn(task);
        (Card, Instructions) = (Tasks.Card(task), Tasks.InstructionsOf(task));
        Decisions = [.. task.Decisions.Select(d => new Choice(d, d))];
        IsOverdue = task.State == UserTaskState.Open && task.DueAt < HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The decision.</summary>
        public string? Decision { get; set; }

        /// <summary>What there is to say about it.</summary>
        public string? Comment { get; set; }
    }
}
