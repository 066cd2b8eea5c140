using System.Text.Json;
using Procurement.Kernel;

namespace Procurement.Workflows.Contracts;

/// <summary>Whether an activity acts or waits.</summary>
public enum ActivityKind
{
    /// <summary>It acts and goes on at once.</summary>
    Task,

    /// <summary>It waits for something. A loop needs one of these.</summary>
    Event,

    /// <summary>A workflow starts with it.</summary>
    Start,

    /// <summary>It takes over when another step faults: nothing leads to it, and no workflow starts with it.</summary>
    FaultHandler,
}

/// <summary>The kinds of values that workflows know.</summary>
public enum ValueKind
{
    /// <summary>A text, a key included.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>An instant, with its offset.</summary>
    Instant,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>Anything else; it may be handed on, but not compared.</summary>
    Any,
}

/// <summary>A value that an activity gives: later steps read it as <c>outputs.stepId.name</c>.</summary>
public sealed record Output(string Name, ValueKind Kind);

/// <summary>An answer that an activity can be tried out with.</summary>
/// <param name="EventName">The event that brings it.</param>
/// <param name="Key">What people read: the word <c>Workflows.Try.Answer.Key</c>.</param>
/// <param name="Brings">The event's variables.</param>
internal sealed record SampleAnswer(string EventName, string Key, object Brings);

/// <summary>What every activity is. Derive from <see cref="Activity{TSettings}"/>.</summary>
public abstract class Activity
{
    private protected Activity() { }

    /// <summary>The outcome of an activity that has only one.</summary>
    public const string Done = "Done";

    /// <summary>The stable name that definitions use: by default the class's, without <c>Activity</c> at its end.</summary>
    public virtual string Name => GetType().Name is var n && n.EndsWith("Activity", StringComparison.Ordinal) ? n[..^8] : n;

    /// <summary>The key of its title in Words; <c>.About</c> after it is the key of a sentence that says what it does.</summary>
    public virtual string DisplayKey => "Activity." + Name;

    /// <summary>Whether it acts or waits.</summary>
    public virtual ActivityKind Kind => ActivityKind.Task;

    /// <summary>The values that it gives.</summary>
    public virtual IReadOnlyList<Output> Outputs => [];

    /// <summary>Outcomes that it may take while it goes on waiting, on a branch of their own: a reminder, for example.</summary>
    public virtual IReadOnlyList<string> SideOutcomes => [];

    /// <summary>Outcomes that lead into a loop which comes to its end by itself.</summary>
    internal virtual IReadOnlyList<string> BoundedOutcomes => [];

    /// <summary>Answers from outside that it may wait for: nobody gives them when it is tried out, so that one of these is chosen.</summary>
    internal virtual IReadOnlyList<SampleAnswer> SampleAnswers => [];

    internal abstract Type SettingsType { get; }

    internal abstract IReadOnlyList<string> OutcomesOf(object settings);

    internal abstract string? StartsOn(object settings);

    internal abstract bool Admits(ActivityContext context, object settings);

    internal abstract IEnumerable<Refusal> Check(object settings, IDefinitionFacts facts);

    internal abstract string? Describe(object settings, IWords words);

    internal abstract Task<ActivityResult> ExecuteAsync(ActivityContext context, object settings, CancellationToken ct);

    internal abstract Task<ActivityResult> ResumeAsync(ActivityContext context, object settings, Stimulus stimulus, CancellationToken ct);
}

/// <summary>
/// A step that workflow types can be made of. It is made new, from the container, for each step taken, and works in one transaction
/// with the workflow's own rows: what it writes to the context, every notice and every event, happens once or not at all. It never
/// calls outside. Settings is a record: a parameter without a default is required, unknown names are refused on publishing, and
/// <see cref="System.ComponentModel.DataAnnotations"/> attributes on its properties are checked there too.
/// </summary>
/// <typeparam name="TSettings">The record that its JSON settings are read into.</typeparam>
public abstract class Activity<TSettings> : Activity where TSettings : class
{
    /// <summary>The outcomes that it can take, each of which a definition has to connect, or end by <c>"end"</c>.</summary>
    public virtual IReadOnlyList<string> Outcomes(TSettings settings) => [Done];

    /// <summary>For a start: the name of the event that it listens to.</summary>
    public virtual string? StartsOn(TSettings settings) => null;

    /// <summary>For a start: whether a workflow starts from what the event brought. It may only look at the context's variables.</summary>
    public virtual bool Admits(ActivityContext<TSettings> context) => true;

    /// <summary>What is wrong with the settings, beyond their types, when a version is published.</summary>
    public virtual IEnumerable<Refusal> Check(TSettings settings, IDefinitionFacts facts) => [];

    /// <summary>A few words for the second line in the diagram, for example "15 working days"; null for none.</summary>
    public virtual string? Describe(TSettings settings, IWords words) => null;

    /// <summary>Takes the step.</summary>
    public abstract Task<ActivityResult> ExecuteAsync(ActivityContext<TSettings> context, CancellationToken ct);

    /// <summary>Something that it waited for has come. It may take an outcome, go on waiting, or fault.</summary>
    public virtual Task<ActivityResult> ResumeAsync(ActivityContext<TSettings> context, Stimulus stimulus, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Take(Done));

    internal sealed override Type SettingsType => typeof(TSettings);

    internal sealed override IReadOnlyList<string> OutcomesOf(object settings) => Outcomes((TSettings)settings);

    internal sealed override string? StartsOn(object settings) => StartsOn((TSettings)settings);

    internal sealed override bool Admits(ActivityContext context, object settings) => Admits(new ActivityContext<TSettings>(context, (TSettings)settings));

    internal sealed override IEnumerable<Refusal> Check(object settings, IDefinitionFacts facts) => Check((TSettings)settings, facts);

    internal sealed override string? Describe(object settings, IWords words) => Describe((TSettings)settings, words);

    internal sealed override Task<ActivityResult> ExecuteAsync(ActivityContext context, object settings, CancellationToken ct) =>
        ExecuteAsync(new ActivityContext<TSettings>(context, (TSettings)settings), ct);

    internal sealed override Task<ActivityResult> ResumeAsync(ActivityContext context, object settings, Stimulus stimulus, CancellationToken ct) =>
        ResumeAsync(new ActivityContext<TSettings>(context, (TSettings)settings), stimulus, ct);
}

/// <summary>For an activity without settings.</summary>
public sealed record NoSettings;

/// <summary>What an activity may ask of the definition that it stands in, when it checks its settings.</summary>
public interface IDefinitionFacts
{
    /// <summary>The kind of a variable or an output, named as in conditions; null when the definition knows none of that name.</summary>
    ValueKind? KindOf(string variable);

    /// <summary>What is wrong with the names in a Handlebars text.</summary>
    IEnumerable<Refusal> CheckText(string text);

    /// <summary>What is wrong with conditions.</summary>
    IEnumerable<Refusal> CheckConditions(ConditionGroup conditions);
}

/// <summary>What an activity came to.</summary>
public abstract record ActivityResult
{
    private ActivityResult() { }

    /// <summary>Goes on by one outcome, or, on as many branches, by several.</summary>
    public static ActivityResult Take(params IReadOnlyList<string> outcomes) => new Taken(outcomes);

    /// <summary>
    /// Waits for any of these, keeping what it waits for already; one with the same name takes the place of the earlier one.
    /// What is left is forgotten when the activity takes an outcome.
    /// </summary>
    public static ActivityResult Wait(params IReadOnlyList<WaitFor> waits) => new Waiting(waits, []);

    /// <summary>Goes on waiting as before.</summary>
    public static ActivityResult StillWaiting { get; } = new Waiting([], []);

    /// <summary>Stops this workflow here, with a reason; nothing that the step wrote is kept.</summary>
    /// <param name="reason">The reason: its sentence stands in Words.</param>
    /// <param name="retry">True when trying again by the retry policy may help.</param>
    public static ActivityResult Fault(Refusal reason, bool retry = false) => new Faulted(reason, retry);

    /// <summary>Ends the whole workflow, all branches included.</summary>
    public static ActivityResult Finish { get; } = new Finished();

    /// <summary>Also takes an outcome of <see cref="Activity.SideOutcomes"/> on a branch of its own, while waiting.</summary>
    public ActivityResult AndTake(string sideOutcome) => this is Waiting w ? w with { Side = [.. w.Side, sideOutcome] } : throw new InvalidOperationException("Only who waits takes an outcome aside.");

    /// <summary>A refusal is a fault.</summary>
    public static implicit operator ActivityResult(Refusal reason) => Fault(reason);

    internal sealed record Taken(IReadOnlyList<string> Outcomes) : ActivityResult;

    internal sealed record Waiting(IReadOnlyList<WaitFor> Waits, IReadOnlyList<string> Side) : ActivityResult;

    internal sealed record Faulted(Refusal Reason, bool Retry) : ActivityResult;

    internal sealed record Finished : ActivityResult;

    /// <summary>Goes on by several outcomes at once, on branches that a join can wait for.</summary>
    internal sealed record Forked(IReadOnlyList<string> Outcomes) : ActivityResult;

    /// <summary>Waits for other branches of the same fork, as the settings of the join say.</summary>
    internal sealed record Joined : ActivityResult;
}

/// <summary>What an activity waits for.</summary>
public abstract record WaitFor
{
    private WaitFor() { }

    /// <summary>An event of that name about that subject.</summary>
    public static WaitFor Event(string name, string correlationId) => new ForEvent(name, correlationId);

    /// <summary>An instant. The name tells timers of one activity apart.</summary>
    public static WaitFor Timer(string name, DateTimeOffset dueAt) => new ForTimer(name, dueAt);

    internal sealed record ForEvent(string Name, string CorrelationId) : WaitFor;

    internal sealed record ForTimer(string Name, DateTimeOffset DueAt) : WaitFor;
}

/// <summary>What wakes an activity that waits.</summary>
public abstract record Stimulus
{
    private Stimulus() { }

    /// <summary>An event that it waited for.</summary>
    public sealed record Event(string Name, string CorrelationId, IReadOnlyDictionary<string, JsonElement> Variables, Guid? ByUserId, string ByName) : Stimulus;

    /// <summary>A timer of its own that has come due.</summary>
    public sealed record Timer(string Name, DateTimeOffset DueAt) : Stimulus;
}
