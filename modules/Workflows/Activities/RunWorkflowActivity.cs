using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using ValueKind = Procurement.Workflows.Contracts.ValueKind;

namespace Procurement.Workflows.Activities;

/// <summary>Runs a workflow of another type, and waits for its end if that is wanted.</summary>
internal sealed class RunWorkflowActivity(PortalDbContext db, WorkflowStarter starter, DefinitionStore definitions) : Activity<RunWorkflowActivity.Settings>
{
    /// <summary>The event that tells of a workflow's end, or of its fault: about the key of that workflow.</summary>
    public const string EndedEvent = "WorkflowEnded";
    public const int Deepest = 5;

    private const string Cancelled = "Cancelled";
    private const string Failed = "Failed";
    private const int LongestCorrelation = 100;

    internal sealed record Settings(
        [property: WorkflowTypeName, StringLength(100, MinimumLength = 1)] string Type, [property: Template] IReadOnlyDictionary<string, string>? Variables = null,
        [property: Template, StringLength(300)] string? Subject = null, bool Wait = true);

    private sealed record Memory(Guid WorkflowId);

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs => [new("workflow", ValueKind.Text), new("state", ValueKind.Text)];

    public override IReadOnlyList<string> Outcomes(Settings settings) => settings.Wait ? [Done, Cancelled, Failed] : [Done];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) =>
        (settings.Variables?.Values ?? []).Append(settings.Subject).OfType<string>().SelectMany(facts.CheckText);

    public override string? Describe(Settings settings, IWords words) => settings.Type;

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var settings = context.Settings;
        if (await db.Set<WorkflowType>().AsNoTracking().FirstOrDefaultAsync(t => t.Name == settings.Type, ct) is not { } type) return new RunTypeIsUnknown(settings.Type);
        if (!type.IsEnabled) return new RunTypeIsOff(type.Title);
        var parent = await db.Set<Workflow>().SingleAsync(w => w.Id == context.WorkflowId, ct);
        if (parent.Depth >= Deepest) return new RunsTooDeep(Deepest);
        var definition = await definitions.GetAsync(db, type.LatestVersionId, ct);
        if (starter.StartOf(definition) is not { } start || !start.Then.TryGetValue(Done, out var first) || definition.Find(first) is null) return new RunTypeIsUnknown(settings.Type);

        var subject = string.IsNullOrWhiteSpace(settings.Subject) ? context.CorrelationId : context.Fill(settings.Subject).Trim();
        if (subject.Length is 0 or > LongestCorrelation) return new CorrelationNotFit(LongestCorrelation);
        var correlation = Sealing.Correlation(context.SealId, subject);
        if (type.OnePerSubject && await db.Set<Workflow>().AnyAsync(w => w.TypeId == type.Id && w.UniqueKey == correlation, ct)) return new SubjectHasWorkflow();
        Dictionary<string, JsonElement> brought = [];
        foreach (var (name, text) in settings.Variables ?? new Dictionary<string, string>())
        {
            if (definition.Variables.FirstOrDefault(v => v.Name == name) is not { } declared) return new RunVariableUnknown(name, type.Title);
            brought[name] = context.Frame.FillAs(text, declared.Kind);
        }

        var isSame = subject == context.CorrelationId;
        var data = WorkflowStarter.DataOf(definition, subject, isSame ? context.SubjectTitle : null, isSame ? context.SubjectUrl : null, brought);
        // A start asks whether an event concerns it: here there is none, and it is passed over.
        var record = new RecordContent([Sentence.Of("Workflows.Journal.RunBy", [context.Title])], Input: brought);
        var child = starter.Begin(type, data, context.SealId, first, start.Id, record, context.Now, context.Now);
        child.RunBy(parent, settings.Wait ? context.TokenId : null);
        context.Give("workflow", child.Id.ToString());
        context.Say("Workflows.Journal.Ran", type.Title);
        if (!settings.Wait) return ActivityResult.Take(Done);
        context.Remember(new Memory(child.Id));
        context.Progress("Workflows.Progress.Runs", type.Title);
        return ActivityResult.Wait(WaitFor.Event(EndedEvent, child.Id.ToString()));
    }

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        var id = context.Recall<Memory>()!.WorkflowId;
        // How it stands counts, not what was told: meanwhile somebody may have had it try again.
        var state = await db.Set<Workflow>().Where(w => w.Id == id).Select(w => w.State).SingleAsync(ct);
        if (state is WorkflowState.Running or WorkflowState.Waiting) return ActivityResult.StillWaiting;
        // One that failed stands there to be rescued, but not for this one, which goes on: it is not stopped with it.
        if (state == WorkflowState.Faulted) await db.Set<Workflow>().Where(w => w.Id == id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ParentTokenId, (Guid?)null), ct);
        context.Give("state", state.ToString());
        context.Say("Workflows.Journal.RunEnded", state);
        return ActivityResult.Take(state switch { WorkflowState.Finished => Done, WorkflowState.Cancelled => Cancelled, _ => Failed });
    }
}
