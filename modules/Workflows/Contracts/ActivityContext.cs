using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data.Outbox;

namespace Procurement.Workflows.Contracts;

/// <summary>What an activity sees of its workflow.</summary>
public class ActivityContext
{
    private readonly IActivityFrame _frame;

    internal ActivityContext(IActivityFrame frame) => _frame = frame;

    private protected ActivityContext(ActivityContext other) => _frame = other._frame;

    internal IActivityFrame Frame => _frame;

    /// <summary>The workflow.</summary>
    public Guid WorkflowId => _frame.WorkflowId;

    /// <summary>The step's name in the definition.</summary>
    public string ActivityId => _frame.ActivityId;

    /// <summary>The step's title in the definition.</summary>
    public string Title => _frame.Title;

    /// <summary>The branch. It stays the same while the activity waits.</summary>
    public Guid TokenId => _frame.TokenId;

    /// <summary>The subject, as text.</summary>
    public string CorrelationId => _frame.CorrelationId;

    /// <summary>The subject, when it is a key.</summary>
    public Guid SubjectId => Guid.Parse(_frame.CorrelationId);

    /// <summary>What people call the subject.</summary>
    public string? SubjectTitle => _frame.SubjectTitle;

    /// <summary>Where the subject can be read.</summary>
    public string? SubjectUrl => _frame.SubjectUrl;

    /// <summary>What hides this workflow; null when nothing does. Hand it on with every notice, task and event.</summary>
    public Guid? SealId => _frame.SealId;

    /// <summary>The instant of this step, in UTC.</summary>
    public DateTimeOffset Now => _frame.Now;

    /// <summary>The services of this step: its context is in the step's transaction.</summary>
    public IServiceProvider Services => _frame.Services;

    /// <summary>One service.</summary>
    public T Service<T>() where T : notnull => _frame.Services.GetRequiredService<T>();

    /// <summary>The workflow's variables.</summary>
    public IReadOnlyDictionary<string, JsonElement> Variables => _frame.Variables;

    /// <summary>What each activity gave, by step and name; a step that ran again shows its last.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Outputs => _frame.Outputs;

    /// <summary>A variable. What is not there is a fault of this workflow.</summary>
    public T Get<T>(string name) =>
        TryGet<T>(name, out var value) ? value : throw new CannotEvaluateException(name);

    /// <summary>A variable, if there is one.</summary>
    public bool TryGet<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!_frame.Variables.TryGetValue(name, out var json) || json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return false;
        value = json.Deserialize<T>(EventJson.Options)!;
        return true;
    }

    /// <summary>Sets a variable.</summary>
    public void Set(string name, object? value) => _frame.SetVariable(name, Values.One(value));

    /// <summary>Gives a value under the step's name.</summary>
    public void Give(string name, object? value) => _frame.Give(name, Values.One(value));

    /// <summary>What the activity noted for itself while it waits; null at first.</summary>
    public T? Recall<T>() where T : class => _frame.Memory is { } json ? JsonSerializer.Deserialize<T>(json, EventJson.Options) : null;

    /// <summary>Notes something for the activity itself, until it takes an outcome.</summary>
    public void Remember<T>(T memory) where T : class => _frame.Memory = JsonSerializer.Serialize(memory, EventJson.Options);

    /// <summary>Forgets a timer that this activity set.</summary>
    public void ForgetTimer(string name) => _frame.ForgetTimer(name);

    /// <summary>Says in the journal what was done: a sentence of the module's Words, whose <c>{0}</c>, <c>{1}</c> the arguments fill.</summary>
    public void Say(string key, params object?[] args) => _frame.Say(key, args);

    /// <summary>Says how far it has come, under the step's title in the diagram, for example "4 in, 29 to come".</summary>
    public void Progress(string key, params object?[] args) => _frame.Progress(key, args);

    /// <summary>Fills a Handlebars text with variables, outputs, <c>subject</c> and <c>url</c>. A name that is not there is a fault.</summary>
    public string Fill(string text) => _frame.Fill(text);

    /// <summary>True if the conditions hold. What cannot be evaluated is a fault.</summary>
    public bool Holds(ConditionGroup conditions) => _frame.Holds(conditions);

    /// <summary>
    /// True the first time in this workflow's life that the key is asked for, in the step's transaction: for what must not happen
    /// again even when an administrator has the activity taken once more.
    /// </summary>
    public Task<bool> OnceAsync(string key, CancellationToken ct) => _frame.OnceAsync(key, ct);
}

/// <summary>What an activity sees of its workflow, and its settings.</summary>
/// <typeparam name="TSettings">The record of its settings.</typeparam>
public sealed class ActivityContext<TSettings> : ActivityContext
{
    internal ActivityContext(ActivityContext context, TSettings settings) : base(context) => Settings = settings;

    /// <summary>The settings in the version that this workflow started with.</summary>
    public TSettings Settings { get; }
}

/// <summary>Something named in a condition, a text or an activity is not there or not of its kind: a fault of the workflow, never "no".</summary>
/// <param name="what">What could not be evaluated.</param>
public sealed class CannotEvaluateException(string what) : Exception(what)
{
    /// <summary>What could not be evaluated.</summary>
    public string What { get; } = what;
}

internal interface IActivityFrame
{
    Guid WorkflowId { get; }
    string ActivityId { get; }
    string Title { get; }
    Guid TokenId { get; }
    string CorrelationId { get; }
    string? SubjectTitle { get; }
    string? SubjectUrl { get; }
    Guid? SealId { get; }
    DateTimeOffset Now { get; }
    IServiceProvider Services { get; }
    IReadOnlyDictionary<string, JsonElement> Variables { get; }
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Outputs { get; }
    string? Memory { get; set; }
    void SetVariable(string name, JsonElement value);
    void Give(string name, JsonElement value);
    void ForgetTimer(string name);
    void Say(string key, object?[] args);
    void Progress(string key, object?[] args);
    string Fill(string text);
    bool Holds(ConditionGroup conditions);
    Task<bool> OnceAsync(string key, CancellationToken ct);

    // For the activities of this module alone.
    Domain.RetryPolicy Retry { get; }
    JsonElement Find(string name);
    JsonElement FillAs(string text, ValueKind kind);
    void Correlate(string correlationId);
    Engine.Loop? Loop { get; set; }
    bool IsLoopOfOuterFork { get; }
}
