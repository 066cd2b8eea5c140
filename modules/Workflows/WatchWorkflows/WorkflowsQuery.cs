using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>A workflow in the list.</summary>
internal sealed record WorkflowRow(Guid Id, string Title, string TypeTitle, int Version, WorkflowState State, DateTimeOffset StartedAt, string? At, DateTimeOffset? OverdueSince);

/// <summary>A line of the journal, as it is read.</summary>
internal sealed record JournalLine(DateTimeOffset At, string Title, string? Detail, bool IsFault);

/// <summary>A timer, as it is read.</summary>
internal sealed record TimerLine(string Step, DateTimeOffset DueAt, bool IsHeld);

/// <summary>A task, with the name of who must act.</summary>
internal sealed record TaskLine(UserTaskCard Task, string Assignee, string? DelegateName, int RowVersion);

/// <summary>Where a branch stands; whether its step can be passed now, and by which outcomes.</summary>
internal sealed record BranchLine(Guid TokenId, string Step, string? Progress, DateTimeOffset Since, bool MaySkip, IReadOnlyList<Choice> Outcomes);

/// <summary>All that the page of a workflow shows.</summary>
internal sealed record WorkflowSight(
    Workflow Workflow, WorkflowType Type, DiagramView Diagram, IReadOnlyList<BranchLine> Branches, Page<JournalLine> Journal, IReadOnlyList<TaskLine> Tasks, bool HasMoreTasks,
    IReadOnlyList<TimerLine> Timers, IReadOnlyList<(string Name, string Value)> Variables, string? Fault, string? FaultStep, int Faults, string? LastStep)
{
    public string Title => Workflow.SubjectTitle ?? Type.Title;

    /// <summary>What woke the step that failed, in words; null when nothing did, and then it cannot go on waiting.</summary>
    public string? WokenBy { get; init; }
}

/// <summary>Reads workflows for administrators. What is under seal is neither listed nor found.</summary>
internal sealed class WorkflowsQuery(
    PortalDbContext db, DefinitionStore definitions, DiagramMaker diagrams, RescueHandler rescue, ISeals seals, UserTaskService tasks, IServiceProvider services, IAccounts accounts,
    IWords words)
{
    private const int JournalSize = 40;
    private const int MostShown = 50;

    public async Task<WorkflowSight?> FindAsync(Guid id, int? journalBefore, CancellationToken ct)
    {
        if (await db.Set<Workflow>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == id && w.SealId == null, ct) is not { } workflow) return null;
        var type = await db.Set<WorkflowType>().AsNoTracking().SingleAsync(t => t.Id == workflow.TypeId, ct);
        var definition = await definitions.GetAsync(db, workflow.VersionId, ct);
        var data = seals.Read<WorkflowData>(null, workflow.Data);
        var tokens = await db.Set<WorkflowToken>().AsNoTracking().Where(t => t.WorkflowId == id).OrderBy(t => t.Id).ToListAsync(ct);
        var faults = await db.Set<WorkflowExecutionRecord>().CountAsync(r => r.WorkflowId == id && (r.Kind == RecordKind.Faulted || r.Kind == RecordKind.TriesAgain), ct);
        var timers = await db.Set<WorkflowTimer>().AsNoTracking().Where(t => t.WorkflowId == id).OrderBy(t => t.DueAt).ThenBy(t => t.Id).Take(MostShown).ToListAsync(ct);
        var steps = tokens.ToDictionary(t => t.Id, t => StepTitle(definition, t.StepId));
        var given = await db.Set<UserTask>().AsNoTracking().Where(t => t.WorkflowId == id && t.State == UserTaskState.Open).OrderBy(t => t.SortAt).ThenBy(t => t.Id).Take(MostShown + 1).ToListAsync(ct);
        var skippable = await RescueHandler.SkippableAsync(db, workflow, tokens, ct);
        var woken = workflow.State == WorkflowState.Faulted ? await RescueHandler.WokenAsync(db, workflow, ct) : null;
        var names = new Dictionary<string, string>();
        foreach (var key in given.Select(t => t.AssigneeKey).Distinct()) names[key] = await NameAsync(Assignee.FromKey(key), ct);
        return new WorkflowSight(
            workflow, type, await DrawAsync(workflow, type, definition, tokens, ct),
            [.. tokens.Select(t => new BranchLine(t.Id, steps[t.Id], Sentence.Read(t.Progress)?.Say(words), t.Since, skippable.Contains(t.Id), OutcomesOf(definition, t.StepId)))],
            await JournalAsync(workflow, definition, journalBefore, ct),
            [.. given.Take(MostShown).Select(t => new TaskLine(tasks.Card(t), names[t.AssigneeKey], t.DelegateName, t.RowVersion))], given.Count > MostShown,
            [.. timers.Select(t => new TimerLine(steps.GetValueOrDefault(t.TokenId, ""), t.DueAt, t.ActiveAt is null))],
            [.. data.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (v.Key, v.Value.ToString()))],
            Sentence.Read(workflow.Fault)?.Say(words), workflow.FaultStepId is null ? null : StepTitle(definition, workflow.FaultStepId), faults, workflow.LastStepId is null ? null : StepTitle(definition, workflow.LastStepId))
        {
            WokenBy = woken is null ? null : woken.Timer is { } timer ? words.Text("Workflows.Resume.Timer", timer.DueAt) : EventNames.Say(words, woken.EventName),
        };
    }

    /// <summary>A workflow and one of the tasks that it waits for, closed ones too.</summary>
    public async Task<(WorkflowSight Sight, TaskLine Line)?> FindTaskAsync(Guid id, Guid taskId, CancellationToken ct)
    {
        if (await db.Set<UserTask>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == taskId && t.WorkflowId == id && t.SealId == null, ct) is not { } task) return null;
        return await FindAsync(id, null, ct) is { } sight ? (sight, new TaskLine(tasks.Card(task), await NameAsync(task.Assignee, ct), task.DelegateName, task.RowVersion)) : null;
    }

    private List<Choice> OutcomesOf(Definition definition, string stepId) => definition.Find(stepId) is not { } step ? []
        : [.. rescue.OutcomesOf(step).Select(o => new Choice(o, o == Activity.Done ? words.Text("Workflows.Skip.Done.Outcome") : Upper(diagrams.OutcomeOf(o)),
            step.Then[o] == Definition.End ? Upper(words.Text("Workflows.Type.WayEnds")) : Upper(words.Text("Workflows.Type.Way", StepTitle(definition, step.Then[o])))))];

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>What people call an assignee: the first room that knows it answers.</summary>
    public async Task<string> NameAsync(Assignee assignee, CancellationToken ct)
    {
        foreach (var source in services.GetServices<IAssignees>())
            if (await source.NameAsync(assignee, ct) is { } name) return name;
        if (assignee is Assignee.Person person && await accounts.FindAsync(person.UserId, ct) is { } account) return account.DisplayName;
        return assignee switch
        {
            Assignee.Organisation => words.Text("Workflows.Assignee.Organisation"),
            Assignee.Person => words.Text("Workflows.Assignee.Person"),
            Assignee.WithPermission p => words.Has("Permission." + p.Permission) ? words.Text("Permission." + p.Permission) : p.Permission,
            _ => "",
        };
    }

    public string StepTitle(Definition definition, string stepId) => definition.Find(stepId) is { } step ? diagrams.TitleOf(step) : stepId;

    private async Task<DiagramView> DrawAsync(Workflow workflow, WorkflowType type, Definition definition, List<WorkflowToken> tokens, CancellationToken ct)
    {
        var records = db.Set<WorkflowExecutionRecord>().Where(r => r.WorkflowId == workflow.Id && r.StepId != null);
        var ways = (await records.Where(r => r.Outcome != null).Select(r => new { r.StepId, r.Outcome }).Distinct().ToListAsync(ct)).Select(w => (w.StepId!, w.Outcome!)).ToHashSet();
        var done = (await records.Where(r => r.Kind == RecordKind.Took || r.Kind == RecordKind.Skipped).Select(r => r.StepId!).Distinct().ToListAsync(ct)).ToHashSet();
        var now = tokens.Select(t => t.StepId).ToHashSet();
        done.ExceptWith(now);
        var notes = new Dictionary<string, string>();
        foreach (var token in tokens) if (Sentence.Read(token.Progress)?.Say(words) is { } said) notes[token.StepId] = said;
        return diagrams.Of(
            "run", words.Text("Workflows.Instance.DiagramTitle", type.Title, workflow.VersionNumber, workflow.SubjectTitle ?? workflow.CorrelationId),
            words.Text("Workflows.Instance.DiagramAbout", done.Count, now.Count, definition.Activities.Count - done.Count - now.Count), definition, new Progress(done, now, ways, notes));
    }

    private async Task<Page<JournalLine>> JournalAsync(Workflow workflow, Definition definition, int? before, CancellationToken ct)
    {
        var below = before ?? int.MaxValue;
        var records = await db.Set<WorkflowExecutionRecord>().AsNoTracking().Where(r => r.WorkflowId == workflow.Id && r.Number < below)
            .OrderByDescending(r => r.Number).Take(JournalSize + 1).ToListAsync(ct);
        var shown = records.Take(JournalSize).ToArray();
        return new Page<JournalLine>([.. shown.Select(r => Line(r, definition))], records.Count > JournalSize ? shown[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The journal from its beginning, so far.</summary>
    public async Task<IReadOnlyList<JournalLine>> FromStartAsync(Workflow workflow, int most, CancellationToken ct)
    {
        var definition = await definitions.GetAsync(db, workflow.VersionId, ct);
        var records = await db.Set<WorkflowExecutionRecord>().AsNoTracking().Where(r => r.WorkflowId == workflow.Id).OrderBy(r => r.Number).Take(most).ToListAsync(ct);
        return [.. records.Select(r => Line(r, definition))];
    }

    private JournalLine Line(WorkflowExecutionRecord record, Definition definition)
    {
        var content = seals.Read<RecordContent>(null, record.Content);
        var step = record.StepId is null ? "" : StepTitle(definition, record.StepId);
        var said = content.Said.Count > 0 ? string.Join(". ", content.Said.Select(s => s.Say(words))) : null;
        var happened = EventNames.Say(words, content.Event);
        // These begin with what was done; the reason follows.
        if (record.Kind is RecordKind.Reassigned or RecordKind.Delegated or RecordKind.TakenBack) said = content.Said.Count > 1 ? string.Join(". ", content.Said.Skip(1).Select(s => s.Say(words))) : null;
        var speaks = said is not null && record.Kind is RecordKind.Took or RecordKind.Waits or RecordKind.Woke;
        var title = record.Kind switch
        {
            RecordKind.Took or RecordKind.Waits or RecordKind.Woke when said is not null => said,
            RecordKind.Started when said is not null => said,
            RecordKind.Started => words.Text("Workflows.Line.Started", happened),
            RecordKind.Took when record.Outcome is null or Activity.Done => words.Text("Workflows.Line.Took", step),
            RecordKind.Took => words.Text("Workflows.Line.TookOutcome", step, diagrams.OutcomeOf(record.Outcome)),
            RecordKind.Waits => words.Text("Workflows.Line.Waits", step),
            RecordKind.Woke when record.Outcome is not null => words.Text("Workflows.Line.Beside", step, diagrams.OutcomeOf(record.Outcome)),
            RecordKind.Woke when content.Timer is not null => words.Text("Workflows.Line.Timer", step),
            RecordKind.Woke => words.Text("Workflows.Line.Woke", step, happened),
            RecordKind.TriesAgain => words.Text("Workflows.Line.TriesAgain", step, content.NextTry),
            RecordKind.Faulted => words.Text("Workflows.Line.Faulted", step),
            RecordKind.Handled => words.Text("Workflows.Line.Handled", step),
            RecordKind.Dropped => words.Text("Workflows.Line.Dropped", step),
            RecordKind.Retried => words.Text("Workflows.Line.Retried", step),
            RecordKind.Resumed when content.Timer is not null => words.Text("Workflows.Line.ResumedTimer", step),
            RecordKind.Resumed => words.Text("Workflows.Line.Resumed", step, happened),
            RecordKind.Skipped => words.Text("Workflows.Line.Skipped", step, record.Outcome is null or Activity.Done ? words.Text("Workflows.Skip.Done.Outcome") : diagrams.OutcomeOf(record.Outcome)),
            RecordKind.Reassigned or RecordKind.Delegated or RecordKind.TakenBack => content.Said[0].Say(words),
            RecordKind.Finished => words.Text("Workflows.Line.Finished"),
            _ => words.Text("Workflows.Line.Cancelled"),
        };
        List<string> details = [];
        if (speaks) details.Add(words.Text("Workflows.Line.Step", step));
        else if (said is not null && record.Kind != RecordKind.Started) details.Add(said);
        if (content.Fault is { } fault) details.Add(fault.Say(words));
        if (!string.IsNullOrEmpty(content.ByName))
        {
            var forName = content.Event == IUserTasks.ClosedEvent && content.Input?.GetValueOrDefault("for") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
            details.Add(forName is null ? words.Text("Workflows.Line.By", content.ByName) : words.Text("Workflows.Line.ByFor", content.ByName, forName));
        }

        if (record.DurationMs >= 1000) details.Add(words.Text("Workflows.Line.Seconds", (record.DurationMs + 500) / 1000));
        return new JournalLine(record.At, title, details.Count == 0 ? null : string.Join(" · ", details), record.Kind is RecordKind.Faulted or RecordKind.TriesAgain or RecordKind.Handled);
    }
}
