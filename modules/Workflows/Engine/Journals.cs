using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Lines of the journal that people cause, beside those of the steps.</summary>
internal static class Journals
{
    /// <summary>What a line holds of who did it and why.</summary>
    public static RecordContent By(IWho who, string? why, params IEnumerable<Sentence> said) =>
        new([.. said, .. string.IsNullOrWhiteSpace(why) ? Array.Empty<Sentence>() : [Sentence.Of("Workflows.Journal.Text", [why.Trim()])]], who.DisplayName, who.UserId);

    /// <summary>Notes in the journal of the workflow that gave it what was done with a task, in the caller's transaction.</summary>
    public static async Task NoteAsync(
        PortalDbContext db, ISeals seals, IWho who, UserTask task, RecordKind kind, Sentence said, string? why, DateTimeOffset now, CancellationToken ct)
    {
        if (task.WorkflowId is not { } id || await WorkflowEngine.LockAsync(db, id, wait: true, ct) is not { } workflow) return;
        db.Add(new WorkflowExecutionRecord
        {
            WorkflowId = id,
            Number = workflow.NextRecord(),
            StepId = task.StepId,
            Kind = kind,
            At = now,
            Content = seals.Write(workflow.SealId, By(who, why, said)),
        });
    }
}
