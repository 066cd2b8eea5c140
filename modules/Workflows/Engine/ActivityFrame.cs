using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>What one step of one workflow sees and changes; nothing of it is written until the step has succeeded.</summary>
internal sealed class ActivityFrame(
    Guid workflowId, Guid tokenId, Guid? sealId, Step step, string title, WorkflowData data, string? memory, DateTimeOffset now, IServiceProvider services,
    PortalDbContext? db, string? scope = null, int stepsWithoutWait = 0) : IActivityFrame
{
    private readonly string _loopKey = $"{step.Id}:{scope}";

    public Guid WorkflowId => workflowId;
    public string ActivityId => step.Id;
    public string Title => title;
    public Guid TokenId => tokenId;
    public string CorrelationId => data.CorrelationId;
    public string? SubjectTitle => data.Title;
    public string? SubjectUrl => data.Url;
    public Guid? SealId => sealId;
    public DateTimeOffset Now => now;
    public IServiceProvider Services => services;
    public IReadOnlyDictionary<string, JsonElement> Variables => data.Variables;
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Outputs =>
        data.Outputs.ToDictionary(o => o.Key, o => (IReadOnlyDictionary<string, JsonElement>)o.Value);

    public string? Memory { get; set; } = memory;

    public List<Sentence> Said { get; } = [];
    public Sentence? ProgressSaid { get; private set; }
    public Dictionary<string, JsonElement> Given { get; } = [];
    public HashSet<string> ForgottenTimers { get; } = [];

    /// <summary>The subject that the workflow is about from here on; null when it stays.</summary>
    public string? NewCorrelation { get; private set; }

    /// <summary>From how many steps without a wait the count goes on; null when nothing changes it.</summary>
    public int? CountsFrom { get; private set; }

    public RetryPolicy Retry => step.RetryOrDefault;

    public Loop? Loop
    {
        get => data.Loops?.GetValueOrDefault(_loopKey);
        set
        {
            if (Loop is { } under) CountsFrom = under.StepsBefore;
            else if (value is not null) value = value with { StepsBefore = stepsWithoutWait };
            if (value is null) data.Loops?.Remove(_loopKey);
            else (data.Loops ??= [])[_loopKey] = value;
            if (data.Loops is { Count: 0 }) data.Loops = null;
        }
    }

    public bool IsLoopOfOuterFork
    {
        get
        {
            for (var outer = scope; outer is not null;)
            {
                outer = Scopes.Parent(outer);
                if (data.Loops?.ContainsKey($"{step.Id}:{outer}") == true) return true;
            }

            return false;
        }
    }

    public JsonElement Find(string name) => ValueReader.Find(name, data);

    public JsonElement FillAs(string text, ValueKind kind) => Texts.FillAs(text, kind, data);

    public void Correlate(string correlationId) => NewCorrelation = correlationId;

    public void SetVariable(string name, JsonElement value) => data.Variables[name] = value;

    public void Give(string name, JsonElement value)
    {
        Given[name] = value;
        if (!data.Outputs.TryGetValue(step.Id, out var outputs)) data.Outputs[step.Id] = outputs = [];
        outputs[name] = value;
    }

    public void ForgetTimer(string name) => ForgottenTimers.Add(name);

    public void Say(string key, object?[] args) => Said.Add(Sentence.Of(key, args));

    public void Progress(string key, object?[] args) => ProgressSaid = Sentence.Of(key, args);

    public string Fill(string text) => Texts.Fill(text, data);

    public bool Holds(ConditionGroup conditions) => ValueReader.Holds(conditions, name => ValueReader.Find(name, data));

    public async Task<bool> OnceAsync(string key, CancellationToken ct)
    {
        if (db is null) throw new InvalidOperationException("Nothing has effects before a workflow has started.");
        if (db.Set<WorkflowEffect>().Local.Any(e => e.WorkflowId == workflowId && e.Key == key)
            || await db.Set<WorkflowEffect>().AnyAsync(e => e.WorkflowId == workflowId && e.Key == key, ct)) return false;
        db.Add(new WorkflowEffect { WorkflowId = workflowId, Key = key });
        return true;
    }
}
