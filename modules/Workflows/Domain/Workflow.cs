using System.Text;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Domain;

/// <summary>One run of a type: where it stands, what it knows, and why it stopped if it did.</summary>
internal sealed class Workflow : Entity
{
    /// <summary>So many steps without a wait are a loop that nobody meant.</summary>
    public const int MostStepsWithoutWait = 500;

    private Workflow() { }

    public Workflow(WorkflowType type, string correlationId, Guid? sealId, string? title, string? url, string data, DateTimeOffset now)
    {
        (TypeId, VersionId, VersionNumber, CorrelationId, SealId) = (type.Id, type.LatestVersionId, type.LatestNumber, correlationId, sealId);
        (SubjectTitle, SubjectUrl, Data, StartedAt, RunAt, State) = (title, url, data, now, now, WorkflowState.Running);
        UniqueKey = type.OnePerSubject ? correlationId : null;
        SubjectKey = SubjectKeys.Of(title);
    }

    public Guid TypeId { get; private set; }
    public Guid VersionId { get; private set; }
    public int VersionNumber { get; private set; }

    /// <summary>The subject. Under seal a digest, which can be found again but tells nothing.</summary>
    public string CorrelationId { get; private set; } = "";

    /// <summary>The correlation while it lives, where the type allows one at a time.</summary>
    public string? UniqueKey { get; private set; }

    public Guid? SealId { get; private set; }
    public string? SubjectTitle { get; private set; }

    /// <summary>The title as the list is searched by: see <see cref="SubjectKeys"/>.</summary>
    public string? SubjectKey { get; private set; }
    public string? SubjectUrl { get; private set; }
    public WorkflowState State { get; private set; }

    /// <summary>Variables and outputs as JSON; encrypted under seal.</summary>
    public string Data { get; private set; } = "";

    /// <summary>When it has something to do; null when it waits.</summary>
    public DateTimeOffset? RunAt { get; private set; }

    /// <summary>Not before this is a step that failed tried again.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    public int Attempts { get; private set; }
    public int Steps { get; private set; }
    public int StepsWithoutWait { get; private set; }
    public int Records { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? FaultStepId { get; private set; }

    /// <summary>The workflow that ran this one; null when an event or a date started it.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>The branch of it that waits for this one's end; null when none does.</summary>
    public Guid? ParentTokenId { get; private set; }

    /// <summary>How many workflows stand above this one.</summary>
    public int Depth { get; private set; }

    /// <summary>The last step that was taken, and by which outcome: what stays of it when the journal is trimmed.</summary>
    public string? LastStepId { get; private set; }
    public string? LastOutcome { get; private set; }

    /// <summary>When its journal was trimmed; null while it is whole.</summary>
    public DateTimeOffset? TrimmedAt { get; private set; }

    /// <summary>The fault's sentence, as <see cref="Engine.Sentence"/>; encrypted under seal.</summary>
    public string? Fault { get; private set; }

    public bool HasEnded => State is WorkflowState.Finished or WorkflowState.Cancelled;

    public int NextRecord() => ++Records;

    public void RunBy(Workflow parent, Guid? waitingToken) => (ParentId, ParentTokenId, Depth) = (parent.Id, waitingToken, parent.Depth + 1);

    public void Took(string? stepId, string? outcome) => (LastStepId, LastOutcome) = (stepId, outcome);

    /// <summary>Is about another subject from here on.</summary>
    public void Correlate(string correlationId)
    {
        CorrelationId = correlationId;
        if (UniqueKey is not null) UniqueKey = correlationId;
    }

    /// <summary>A round of a loop that has an end does not count towards a loop that has none.</summary>
    public void CountStepsFrom(int stepsWithoutWait) => StepsWithoutWait = Math.Min(StepsWithoutWait, stepsWithoutWait);

    /// <summary>What is left of it when its journal is trimmed.</summary>
    public void Trim(string data, DateTimeOffset now) => (Data, TrimmedAt) = (data, now);

    public void Stepped(string data, bool hasMore, bool waits, DateTimeOffset now)
    {
        Data = data;
        Steps++;
        StepsWithoutWait = waits ? 0 : StepsWithoutWait + 1;
        (Attempts, NotBefore) = (0, null);
        RunAt = hasMore ? now : null;
        State = hasMore ? WorkflowState.Running : WorkflowState.Waiting;
    }

    /// <summary>Nothing to do now.</summary>
    public void Rest(bool hasTokens)
    {
        RunAt = null;
        if (State == WorkflowState.Running && hasTokens) State = WorkflowState.Waiting;
    }

    public void Finish(string data, DateTimeOffset now)
    {
        Data = data;
        Steps++;
        End(WorkflowState.Finished, now);
    }

    public void WillTryAgain(DateTimeOffset at)
    {
        Attempts++;
        (NotBefore, RunAt) = (at, at);
    }

    public void Stop(string stepId, string fault)
    {
        Attempts++;
        State = WorkflowState.Faulted;
        (FaultStepId, Fault, RunAt, NotBefore) = (stepId, fault, null, null);
    }

    /// <summary>A step failed for good, and a fault handler goes on from there.</summary>
    public void GoOnByHandler(string data, DateTimeOffset now)
    {
        Data = data;
        State = WorkflowState.Running;
        (RunAt, NotBefore, Attempts, StepsWithoutWait) = (now, null, 0, 0);
    }

    public Result Retry(DateTimeOffset now)
    {
        if (State != WorkflowState.Faulted) return new WorkflowHasNoFault();
        Raise(new WorkflowRetried(Id, FaultStepId!));
        GoOn(now);
        return Result.Done;
    }

    /// <summary>Goes on waiting where it waited when something came that its step could not take.</summary>
    public Result Resume(DateTimeOffset now)
    {
        if (State != WorkflowState.Faulted) return new WorkflowHasNoFault();
        Raise(new WorkflowResumed(Id, FaultStepId!));
        GoOn(now);
        return Result.Done;
    }

    /// <summary>Goes on after a step that somebody has passed.</summary>
    public Result Skip(string stepId, string outcome, DateTimeOffset now)
    {
        if (HasEnded) return new WorkflowHasEnded();
        Raise(new WorkflowStepSkipped(Id, stepId, outcome));
        GoOn(now);
        return Result.Done;
    }

    public Result Cancel(DateTimeOffset now)
    {
        if (HasEnded) return new WorkflowHasEnded();
        End(WorkflowState.Cancelled, now);
        if (SealId is null) Raise(new WorkflowCancelled(Id));
        return Result.Done;
    }

    public void Unseal(string correlationId, string data, string? fault, string? title, string? url)
    {
        (SealId, CorrelationId, Data, Fault, SubjectTitle, SubjectUrl) = (null, correlationId, data, fault, title, url);
        SubjectKey = SubjectKeys.Of(title);
        if (UniqueKey is not null) UniqueKey = correlationId;
    }

    private void GoOn(DateTimeOffset now)
    {
        State = WorkflowState.Running;
        (RunAt, NotBefore, Attempts, StepsWithoutWait, FaultStepId, Fault) = (now, null, 0, 0, null, null);
    }

    private void End(WorkflowState state, DateTimeOffset now)
    {
        State = state;
        (EndedAt, RunAt, NotBefore, UniqueKey, Attempts) = (now, null, null, null, 0);
    }
}

/// <summary>
/// Titles as they are searched by their beginning: lower case, written in hexadecimal, so that every engine and collation orders them
/// alike and a beginning is a range of an ordinary index.
/// </summary>
internal static class SubjectKeys
{
    private const int LongestTitle = 80;

    /// <summary>After all keys that go on from a beginning.</summary>
    public const char After = 'g';

    public static string? Of(string? title)
    {
        if (title is null) return null;
        var words = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return Convert.ToHexStringLower(Encoding.UTF8.GetBytes(words.Length <= LongestTitle ? words : words[..LongestTitle]));
    }
}

/// <summary>Where a branch of a workflow stands.</summary>
internal sealed class WorkflowToken
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public required Guid WorkflowId { get; init; }
    public required string StepId { get; set; }
    public TokenState State { get; set; }

    /// <summary>The branch that it came off; null for the first.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The forks that it is inside of, the outermost first: see <see cref="Engine.Scopes"/>; null outside any.</summary>
    public string? Scope { get; set; }

    /// <summary>True once a fault handler has taken it over: a fault of its own then stands.</summary>
    public bool IsHandling { get; set; }

    /// <summary>What the activity remembers while it waits, and how far it says it has come; encrypted under seal.</summary>
    public string? Memory { get; set; }
    public string? Progress { get; set; }
    public DateTimeOffset Since { get; set; }

    public void GoTo(string stepId, DateTimeOffset now) => (StepId, State, Memory, Progress, Since) = (stepId, TokenState.Ready, null, null, now);
}

internal enum TokenState
{
    Ready,
    Waiting,

    /// <summary>It has come to a join, where others are still to come.</summary>
    Joining,
}

/// <summary>An event that a branch waits for.</summary>
internal sealed class WorkflowBookmark
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public required Guid WorkflowId { get; init; }
    public required Guid TokenId { get; init; }
    public required string EventName { get; init; }

    /// <summary>The subject; under seal a digest, and the subject itself, encrypted, in <see cref="Hidden"/>.</summary>
    public required string CorrelationId { get; set; }
    public string? Hidden { get; set; }
}

/// <summary>An instant that a branch waits for. Only what is due is read: <see cref="ActiveAt"/> is indexed, and null while the workflow is stopped.</summary>
internal sealed class WorkflowTimer
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public required Guid WorkflowId { get; init; }
    public required Guid TokenId { get; init; }
    public required string Name { get; init; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? ActiveAt { get; set; }
}

/// <summary>What an activity has done once and must not do again.</summary>
internal sealed class WorkflowEffect
{
    public required Guid WorkflowId { get; init; }
    public required string Key { get; init; }
}

/// <summary>What a line of the journal tells.</summary>
internal enum RecordKind
{
    Started,
    Took,
    Waits,
    Woke,
    TriesAgain,
    Faulted,

    /// <summary>It failed, and a fault handler of the definition has taken over.</summary>
    Handled,

    /// <summary>A branch was ended, for another came first.</summary>
    Dropped,
    Retried,
    Resumed,
    Skipped,
    Reassigned,
    Delegated,
    TakenBack,
    Finished,
    Cancelled,
}

/// <summary>A line of the journal: append-only, written with what it tells.</summary>
internal sealed class WorkflowExecutionRecord
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public required Guid WorkflowId { get; init; }
    public required int Number { get; init; }
    public Guid? TokenId { get; init; }
    public string? StepId { get; init; }
    public required RecordKind Kind { get; init; }
    public string? Outcome { get; init; }
    public required DateTimeOffset At { get; init; }
    public int DurationMs { get; init; }

    /// <summary>Who, what was said, what came in and what was given, as JSON; encrypted under seal.</summary>
    public required string Content { get; set; }
}

/// <summary>An event, stored before anybody applies it.</summary>
internal sealed class StoredEvent
{
    public const string Sealed = "Sealed";

    /// <summary>Its place in the order of what happened.</summary>
    public long Number { get; private set; }
    public required string Name { get; init; }
    public required string CorrelationId { get; set; }
    public required string Content { get; set; }
    public Guid? SealId { get; set; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When it is to be handed to the workflows that it concerns; null when that was done.</summary>
    public DateTimeOffset? RouteAt { get; set; }
    public int Attempts { get; set; }
    public string? Error { get; set; }
    public DateTimeOffset? RoutedAt { get; set; }
}

/// <summary>An event in the queue of one workflow. The key is both, so that it is applied once.</summary>
internal sealed class WorkflowDelivery
{
    public required Guid WorkflowId { get; init; }
    public required long EventNumber { get; init; }
    public DateTimeOffset? HandledAt { get; set; }
}
