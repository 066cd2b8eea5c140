using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>One step of one workflow, in the transaction and scope of the step.</summary>
internal sealed class StepRun(PortalDbContext db, IServiceProvider services, ActivityCatalogue catalogue, DefinitionStore definitions, TimeProvider clock)
{
    // Clocks of two machines differ; an event that two of them see is applied once anyhow.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(30);
    private const int MostBranches = 200;
    private const int LongestCorrelation = 100;

    private readonly ISeals _seals = services.GetRequiredService<ISeals>();
    private List<WorkflowToken> _tokens = [];
    private List<WorkflowBookmark> _bookmarks = [];
    private List<WorkflowTimer> _timers = [];
    private Workflow _workflow = null!;
    private WorkflowData _data = null!;
    private Definition _definition = null!;
    private Shape? _shape;
    private DateTimeOffset _now;
    private bool _finished;
    private (WorkflowToken Token, RecordContent Record, int Duration)? _arrived;

    public bool Took { get; private set; }
    public StepFault? Fault { get; set; }
    public Step? Step { get; private set; }
    public Guid? TokenId { get; private set; }
    public Guid? SealId { get; private set; }
    public int RowVersion { get; private set; }

    /// <summary>Takes the next step, if there is one. A fault is returned, so that the transaction is rolled back.</summary>
    public async Task<Refusal?> TakeAsync(Workflow workflow, CancellationToken ct)
    {
        (_workflow, _now, SealId, RowVersion) = (workflow, clock.GetUtcNow(), workflow.SealId, workflow.RowVersion);
        if (workflow.State is not (WorkflowState.Running or WorkflowState.Waiting) || workflow.NotBefore > _now) return null;

        _tokens = await db.Set<WorkflowToken>().Where(t => t.WorkflowId == workflow.Id).OrderBy(t => t.Id).ToListAsync(ct);
        _bookmarks = await db.Set<WorkflowBookmark>().Where(b => b.WorkflowId == workflow.Id).ToListAsync(ct);
        _timers = await db.Set<WorkflowTimer>().Where(t => t.WorkflowId == workflow.Id).ToListAsync(ct);
        var ready = _tokens.Find(t => t.State == TokenState.Ready);
        var delivery = ready is not null ? null : await db.Set<WorkflowDelivery>()
            .Where(d => d.WorkflowId == workflow.Id && d.HandledAt == null).OrderBy(d => d.EventNumber).FirstOrDefaultAsync(ct);
        var happened = delivery is null ? null : await db.Set<StoredEvent>().AsNoTracking().SingleAsync(e => e.Number == delivery.EventNumber, ct);
        var timer = ready is not null ? null : _timers.Where(t => t.ActiveAt <= _now).OrderBy(t => t.DueAt).ThenBy(t => t.Id).FirstOrDefault();
        var mayJoin = ready is null && delivery is null && timer is null && _tokens.Exists(t => t.State == TokenState.Joining);
        if (mayJoin)
        {
            _definition = await definitions.GetAsync(db, workflow.VersionId, ct);
            mayJoin = await JoinAsync(ct);
        }

        if (ready is null && delivery is null && timer is null && !mayJoin)
        {
            workflow.Rest(_tokens.Count > 0);
            return null;
        }

        Took = true;
        _definition = await definitions.GetAsync(db, workflow.VersionId, ct);
        _data = _seals.Read<WorkflowData>(workflow.SealId, workflow.Data);
        Refusal? fault;
        // What happened first is told first, a timer's instant among the events.
        if (mayJoin) fault = null;
        else if (ready is not null) fault = await ExecuteAsync(ready, ct);
        else if (timer is not null && (happened is null || timer.DueAt <= happened.At)) fault = await RingAsync(timer, ct);
        else fault = await DeliverAsync(delivery!, happened!, ct);
        if (fault is not null) return fault;
        if (!_finished) await JoinAsync(ct);
        if (_arrived is { Token.State: TokenState.Joining } waits && _tokens.Contains(waits.Token)) Journal(waits.Token, RecordKind.Waits, null, waits.Record, waits.Duration);

        if (_finished || _tokens.Count == 0)
        {
            workflow.Finish(_seals.Write(workflow.SealId, _data), _now);
            await WorkflowEnding.ClearAsync(db, services, workflow, _now, ct);
            await WorkflowEnding.TellParentAsync(services, workflow, ct);
            Journal(null, RecordKind.Finished, null, new RecordContent([]), 0);
            return null;
        }

        var isReady = _tokens.Exists(t => t.State == TokenState.Ready);
        if (workflow.StepsWithoutWait >= Workflow.MostStepsWithoutWait) return Fail(new TooManyStepsWithoutWait(Workflow.MostStepsWithoutWait), retry: false);
        var handled = delivery is { HandledAt: not null } ? delivery.EventNumber : -1;
        var more = isReady || await db.Set<WorkflowDelivery>().AnyAsync(d => d.WorkflowId == workflow.Id && d.HandledAt == null && d.EventNumber != handled, ct)
            || db.Set<WorkflowDelivery>().Local.Any(d => d.HandledAt == null);
        workflow.Stepped(_seals.Write(workflow.SealId, _data), more, waits: !isReady, _now);
        return null;
    }

    private async Task<Refusal?> ExecuteAsync(WorkflowToken token, CancellationToken ct)
    {
        if (Prepare(token) is not { } run) return Fault!.Reason;
        var began = clock.GetTimestamp();
        var result = await run.Activity.ExecuteAsync(new ActivityContext(run.Frame), run.Settings, ct);
        return await ApplyAsync(token, run.Frame, result, RecordKind.Waits, new RecordContent([]), Elapsed(began), ct);
    }

    private async Task<Refusal?> RingAsync(WorkflowTimer timer, CancellationToken ct)
    {
        var token = _tokens.Single(t => t.Id == timer.TokenId);
        if (Prepare(token) is not { } run) return Fault!.Reason;
        db.Remove(timer);
        _timers.Remove(timer);
        var began = clock.GetTimestamp();
        var result = await run.Activity.ResumeAsync(new ActivityContext(run.Frame), run.Settings, new Stimulus.Timer(timer.Name, timer.DueAt), ct);
        return await ApplyAsync(token, run.Frame, result, RecordKind.Woke, new RecordContent([], Timer: timer.Name), Elapsed(began), ct);
    }

    private async Task<Refusal?> DeliverAsync(WorkflowDelivery delivery, StoredEvent happened, CancellationToken ct)
    {
        delivery.HandledAt = _now;
        var content = _seals.Read<EventContent>(happened.SealId, happened.Content);
        var waiting = _bookmarks.Where(b => b.EventName == content.Name && b.CorrelationId == happened.CorrelationId).Select(b => b.TokenId).Distinct().ToArray();
        foreach (var tokenId in waiting)
        {
            // An earlier branch may have ended this one.
            if (_finished || _tokens.Find(t => t.Id == tokenId && t.State == TokenState.Waiting) is not { } token) continue;
            if (Prepare(token) is not { } run) return Fault!.Reason;
            var began = clock.GetTimestamp();
            var stimulus = new Stimulus.Event(content.Name, content.CorrelationId, content.Variables, content.ByUserId, content.ByName);
            var result = await run.Activity.ResumeAsync(new ActivityContext(run.Frame), run.Settings, stimulus, ct);
            var record = new RecordContent([], content.ByName, content.ByUserId, content.Name, Input: content.Variables);
            if (await ApplyAsync(token, run.Frame, result, RecordKind.Woke, record, Elapsed(began), ct) is { } fault) return fault;
        }

        return null;
    }

    private (Activity Activity, object Settings, ActivityFrame Frame)? Prepare(WorkflowToken token)
    {
        TokenId = token.Id;
        Step = _definition.Find(token.StepId);
        if (Step is null || catalogue.Make(Step.Activity, services) is not { } activity)
        {
            _ = Fail(new ActivityIsUnknown(Step?.Activity ?? token.StepId), retry: false);
            return null;
        }

        services.GetRequiredService<ChangeContext>().Why = $"Workflow step {Step.Id}";
        var title = Step.Title ?? services.GetRequiredService<IWords>().Text(activity.DisplayKey);
        var memory = token.Memory is null ? null : _seals.Show(SealId, token.Memory);
        var frame = new ActivityFrame(_workflow.Id, token.Id, SealId, Step, title, _data, memory, _now, services, db, token.Scope, _workflow.StepsWithoutWait);
        return (activity, SettingsReader.Read(activity.SettingsType, Step.Settings), frame);
    }

    private async Task<Refusal?> ApplyAsync(
        WorkflowToken token, ActivityFrame frame, ActivityResult result, RecordKind kind, RecordContent record, int duration, CancellationToken ct)
    {
        record = record with { Said = frame.Said, Given = frame.Given.Count > 0 ? frame.Given : null };
        if (result is not ActivityResult.Faulted)
        {
            if (frame.CountsFrom is { } steps) _workflow.CountStepsFrom(steps);
            if (frame.NewCorrelation is { } correlation && await CorrelateAsync(correlation, ct) is { } refused) return Fail(refused, retry: false);
        }

        switch (result)
        {
            case ActivityResult.Faulted faulted:
                return Fail(faulted.Reason, faulted.Retry);

            case ActivityResult.Forked forked:
                return Fork(token, forked.Outcomes, record, duration);

            case ActivityResult.Joined:
                if (!Step!.Then.ContainsKey(Activity.Done)) return Fail(new OutcomeLeadsNowhere(Activity.Done), retry: false);
                token.State = TokenState.Joining;
                token.Progress = _seals.Hide(SealId, Sentence.Of("Workflows.Progress.Joining", []).Write());
                _arrived = (token, record, duration);
                return null;

            case ActivityResult.Finished:
                Journal(token, RecordKind.Took, null, record, duration);
                Forget(token);
                _finished = true;
                return null;

            case ActivityResult.Taken taken:
                foreach (var outcome in taken.Outcomes)
                    if (!Step!.Then.ContainsKey(outcome)) return Fail(new OutcomeLeadsNowhere(outcome), retry: false);
                Forget(token);
                var stays = false;
                JournalTaken(token, taken.Outcomes, record, duration);
                foreach (var target in taken.Outcomes.Select(o => Step!.Then[o]))
                {
                    if (target == Definition.End) continue;
                    if (stays) Branch(token, target, token.Scope);
                    else token.GoTo(target, _now);
                    stays = true;
                }

                if (!stays) Remove(token);
                return null;

            case ActivityResult.Waiting waiting:
                foreach (var outcome in waiting.Side)
                    if (!Step!.Then.ContainsKey(outcome)) return Fail(new OutcomeLeadsNowhere(outcome), retry: false);
                token.State = TokenState.Waiting;
                token.Memory = frame.Memory is null ? null : _seals.Hide(SealId, frame.Memory);
                if (frame.ProgressSaid is { } progress) token.Progress = _seals.Hide(SealId, progress.Write());
                foreach (var timer in _timers.Where(t => t.TokenId == token.Id && frame.ForgottenTimers.Contains(t.Name)).ToArray()) RemoveTimer(timer);
                foreach (var wait in waiting.Waits) await WaitForAsync(token, wait, ct);
                if (!_bookmarks.Exists(b => b.TokenId == token.Id) && !_timers.Exists(t => t.TokenId == token.Id))
                    return Fail(new WaitsForNothing(Step!.Activity), retry: false);
                if (kind == RecordKind.Waits || record.Said.Count > 0 || waiting.Side.Count == 0) Journal(token, kind, null, record, duration);
                foreach (var outcome in waiting.Side)
                {
                    Journal(token, RecordKind.Woke, outcome, record with { Said = [] }, 0);
                    if (Step!.Then[outcome] != Definition.End) Branch(token, Step.Then[outcome], token.Scope);
                }

                return null;

            default:
                throw new InvalidOperationException("An activity gave no result.");
        }
    }

    private async Task WaitForAsync(WorkflowToken token, WaitFor wait, CancellationToken ct)
    {
        if (wait is WaitFor.ForTimer t)
        {
            if (_timers.Find(x => x.TokenId == token.Id && x.Name == t.Name) is { } timer) (timer.DueAt, timer.ActiveAt) = (t.DueAt, t.DueAt);
            else
            {
                timer = new WorkflowTimer { WorkflowId = _workflow.Id, TokenId = token.Id, Name = t.Name, DueAt = t.DueAt, ActiveAt = t.DueAt };
                db.Add(timer);
                _timers.Add(timer);
            }

            return;
        }

        var e = (WaitFor.ForEvent)wait;
        var correlation = Sealing.Correlation(SealId, e.CorrelationId);
        if (_bookmarks.Exists(b => b.TokenId == token.Id && b.EventName == e.Name && b.CorrelationId == correlation)) return;
        var bookmark = new WorkflowBookmark
        {
            WorkflowId = _workflow.Id,
            TokenId = token.Id,
            EventName = e.Name,
            CorrelationId = correlation,
            Hidden = SealId is null ? null : _seals.Hide(SealId, e.CorrelationId),
        };
        db.Add(bookmark);
        _bookmarks.Add(bookmark);
        if (correlation == _workflow.CorrelationId || db.IsSqlite) return;

        // About its own subject it gets every event anyhow. About another it could miss one that was handed on while this step,
        // which has not seen it, was under way: nobody hands on events of that subject until this commits, and what was is added.
        await WorkflowEngine.LockCorrelationAsync(db, correlation, shared: false, ct);
        var since = _now - ClockSlack;
        var missed = await db.Set<StoredEvent>()
            .Where(x => x.CorrelationId == correlation && x.RoutedAt >= since && !db.Set<WorkflowDelivery>().Any(d => d.WorkflowId == _workflow.Id && d.EventNumber == x.Number))
            .Select(x => x.Number).ToListAsync(ct);
        foreach (var number in missed) db.Add(new WorkflowDelivery { WorkflowId = _workflow.Id, EventNumber = number });
    }

    private void Branch(WorkflowToken from, string target, string? scope)
    {
        var branch = new WorkflowToken { WorkflowId = _workflow.Id, StepId = target, State = TokenState.Ready, ParentId = from.Id, Scope = scope, IsHandling = from.IsHandling, Since = _now };
        db.Add(branch);
        _tokens.Add(branch);
    }

    // ---- forks and joins ----

    private Refusal? Fork(WorkflowToken token, IReadOnlyList<string> outcomes, RecordContent record, int duration)
    {
        foreach (var outcome in outcomes)
            if (!Step!.Then.ContainsKey(outcome)) return Fail(new OutcomeLeadsNowhere(outcome), retry: false);
        if (Scopes.Depth(token.Scope) >= Scopes.Deepest) return Fail(new ForksTooDeep(Scopes.Deepest), retry: false);
        if (_tokens.Count + outcomes.Count > MostBranches) return Fail(new TooManyBranches(MostBranches), retry: false);
        Forget(token);
        var scope = Scopes.Under(token.Scope, _workflow.Records + 1);
        var stays = false;
        JournalTaken(token, outcomes, record, duration);
        foreach (var target in outcomes.Select(o => Step!.Then[o]))
        {
            if (target == Definition.End) continue;
            if (stays) Branch(token, target, scope);
            else
            {
                token.GoTo(target, _now);
                token.Scope = scope;
            }

            stays = true;
        }

        if (!stays) Remove(token);
        return null;
    }

    /// <summary>
    /// Lets branches through the joins that have nothing to wait for any more. All: no branch of the fork that can still come is
    /// elsewhere; one that has ended, or that cannot come, holds nobody up. Any: the first goes on, and the fork's others are ended.
    /// </summary>
    private async Task<bool> JoinAsync(CancellationToken ct)
    {
        var did = false;
        for (var again = true; again;)
        {
            again = false;
            foreach (var group in _tokens.Where(t => t.State == TokenState.Joining).GroupBy(t => (t.StepId, t.Scope)).ToArray())
            {
                var (stepId, scope) = group.Key;
                if (_definition.Find(stepId) is not { } step || !step.Then.TryGetValue(Activity.Done, out var target)) continue;
                var isAny = ((JoinActivity.Settings)SettingsReader.Read(typeof(JoinActivity.Settings), step.Settings)).WaitFor == JoinRule.Any;
                var here = group.ToArray();
                if (scope is null)
                {
                    // It came past the fork: there is nobody to wait for.
                    foreach (var lone in here) PassJoin(lone, target);
                    (again, did) = (true, true);
                    break;
                }

                if (!isAny && Others(scope, here).Any(t => CanCome(t, scope, stepId))) continue;
                var first = here[0];
                foreach (var other in isAny ? Others(scope, [first]) : here[1..])
                {
                    if (isAny && !here.Contains(other)) Journal(other, RecordKind.Dropped, null, new RecordContent([]), 0);
                    await DropAsync(other, ct);
                }

                first.Scope = Scopes.Parent(scope);
                (again, did) = (true, true);
                // Where the branches of an inner fork come to the join of the outer one, it joins those next.
                if (first.Scope is { } outer && Others(outer, [first]).Any(t => CanCome(t, outer, stepId))) break;
                PassJoin(first, target);
                break;
            }
        }

        return did;
    }

    private WorkflowToken[] Others(string scope, WorkflowToken[] but) => [.. _tokens.Where(t => Scopes.Below(t.Scope, scope) is not null && !but.Contains(t))];

    private bool CanCome(WorkflowToken token, string scope, string join) =>
        (_shape ??= new Shape(_definition, catalogue)).CanCome(token.StepId, Scopes.Below(token.Scope, scope)!.Value, join, token.IsHandling);

    private void PassJoin(WorkflowToken token, string target)
    {
        Journal(token, RecordKind.Took, Activity.Done, new RecordContent([]), 0);
        if (target == Definition.End) Remove(token);
        else token.GoTo(target, _now);
    }

    /// <summary>Ends a branch, and what only it waited for.</summary>
    private async Task DropAsync(WorkflowToken token, CancellationToken ct)
    {
        Forget(token);
        Remove(token);
        await WorkflowEnding.DropAsync(db, services, _workflow, token, isAlone: !_tokens.Exists(t => t.StepId == token.StepId), _now, ct);
    }

    private async Task<Refusal?> CorrelateAsync(string correlationId, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(correlationId) || correlationId.Length > LongestCorrelation) return new CorrelationNotFit(LongestCorrelation);
        if (correlationId == _data.CorrelationId) return null;
        var correlation = Sealing.Correlation(SealId, correlationId);
        // Events about that subject are handed on by who sees this workflow there, or before it came.
        await WorkflowEngine.LockCorrelationAsync(db, correlation, shared: false, ct);
        if (_workflow.UniqueKey is not null && await db.Set<Workflow>().AnyAsync(w => w.TypeId == _workflow.TypeId && w.UniqueKey == correlation && w.Id != _workflow.Id, ct)) return new SubjectHasWorkflow();
        _workflow.Correlate(correlation);
        _data = _data with { CorrelationId = correlationId };
        return null;
    }

    private void Forget(WorkflowToken token)
    {
        foreach (var bookmark in _bookmarks.Where(b => b.TokenId == token.Id).ToArray())
        {
            db.Remove(bookmark);
            _bookmarks.Remove(bookmark);
        }

        foreach (var timer in _timers.Where(t => t.TokenId == token.Id).ToArray()) RemoveTimer(timer);
    }

    private void RemoveTimer(WorkflowTimer timer)
    {
        db.Remove(timer);
        _timers.Remove(timer);
    }

    private void Remove(WorkflowToken token)
    {
        db.Remove(token);
        _tokens.Remove(token);
    }

    /// <summary>A line for each outcome, all of them written while the branch still stands at its step.</summary>
    private void JournalTaken(WorkflowToken token, IReadOnlyList<string> outcomes, RecordContent record, int duration)
    {
        for (var i = 0; i < outcomes.Count; i++) Journal(token, RecordKind.Took, outcomes[i], i == 0 ? record : new RecordContent([]), i == 0 ? duration : 0);
    }

    private void Journal(WorkflowToken? token, RecordKind kind, string? outcome, RecordContent content, int duration)
    {
        if (kind == RecordKind.Took) _workflow.Took(token?.StepId, outcome);
        db.Add(new WorkflowExecutionRecord
        {
            WorkflowId = _workflow.Id,
            Number = _workflow.NextRecord(),
            TokenId = token?.Id,
            StepId = token?.StepId,
            Kind = kind,
            Outcome = outcome,
            At = _now,
            DurationMs = duration,
            Content = _seals.Write(SealId, content),
        });
    }

    private Refusal Fail(Refusal reason, bool retry)
    {
        Fault = new StepFault(reason, retry);
        return reason;
    }

    private int Elapsed(long began) => (int)clock.GetElapsedTime(began).TotalMilliseconds;
}
