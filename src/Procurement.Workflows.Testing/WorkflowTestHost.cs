using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Procurement.Components;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Data.Sqlite;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;
using Procurement.Places.Domain;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.PublishTypes;
using Module = Procurement.Kernel.Module;

namespace Procurement.Workflows.Testing;

/// <summary>
/// The engine of workflows on a small database of its own, without a web and without a portal, on a clock that only the test moves.
/// After each call everything that is due has been done. One host is for one test, and one thing at a time.
/// </summary>
public sealed class WorkflowTestHost : IAsyncDisposable
{
    private const int MostPasses = 1000;
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private WorkflowTestHost(ServiceProvider services, string folder) => (_services, _folder) = (services, folder);

    /// <summary>What the clock shows, in UTC. It starts on Monday 12 October 2026 at 10:00 in London.</summary>
    public DateTimeOffset Now => Clock.Now;

    private TestClock Clock => _services.GetRequiredService<TestClock>();

    /// <summary>Starts one.</summary>
    /// <param name="configure">Adds what the type under test needs: <c>services.AddActivity&lt;T&gt;()</c>, and what those activities ask for.</param>
    /// <param name="modules">Assemblies of modules whose tables and words are needed too; that of workflows is there.</param>
    public static async Task<WorkflowTestHost> StartAsync(Action<IServiceCollection>? configure = null, params Assembly[] modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var folder = Directory.CreateTempSubdirectory("workflow-test-").FullName;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IHostEnvironment>(new TestEnvironment(folder));
        services.AddSingleton<TestClock>().AddSingleton<TimeProvider>(s => s.GetRequiredService<TestClock>());
        services.AddSingleton(new ModuleList([.. modules.Append(typeof(Startup).Assembly).Distinct().Select(Module.From).OfType<Module>().OrderBy(m => m.Floor)]));
        services.AddSingleton<IFeatures, AllFeaturesOn>();
        services.AddSingleton<IWorkingDays>(new WorkingDayCalendar([]));
        services.AddSingleton<NoticeNumbers>().AddScoped<INotify, NoticeBook>();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddWords();
        services.AddPortalData(new SqliteEngine(Path.Combine(folder, "test.db")));
        Startup.AddEngine(services);
        configure?.Invoke(services);

        var host = new WorkflowTestHost(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), folder);
        try
        {
            await host._services.GetRequiredService<IEngine>().PrepareAsync(CancellationToken.None);
            await host.InAsync(s => s.GetRequiredService<PortalDbContext>().Database.EnsureCreatedAsync());
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes a type: the JSON of its recipe step, or a whole recipe, of which the steps <c>workflow-type</c> are taken.</summary>
    /// <exception cref="WorkflowTestException">The definition has mistakes: the message has a sentence for each.</exception>
    public async Task PublishAsync(string json)
    {
        using var document = JsonDocument.Parse(json);
        var types = document.RootElement.TryGetProperty("steps", out var steps)
            ? steps.EnumerateArray().Where(s => s.TryGetProperty("step", out var name) && name.GetString() == "workflow-type").ToArray()
            : [document.RootElement];
        if (types.Length == 0) throw new WorkflowTestException("The recipe has no step workflow-type.");
        foreach (var type in types)
        {
            await InAsync(async s =>
            {
                var published = await s.GetRequiredService<PublishTypeHandler>().PublishAsync(type, CancellationToken.None);
                return published.Refusal is { } refusal ? throw new WorkflowTestException(s.GetRequiredService<IWords>().Text(refusal)) : published.Value;
            });
        }
    }

    /// <summary>Something happens, as a module would say it.</summary>
    /// <param name="name">What, for example <c>AwardProposed</c>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="variables">What it brings: the properties of an object.</param>
    /// <param name="title">What people call the subject.</param>
    /// <param name="url">Where the subject can be read.</param>
    /// <param name="sealId">What hides it, if anything does.</param>
    public async Task RaiseAsync(string name, Guid subject, object? variables = null, string? title = null, string? url = null, Guid? sealId = null)
    {
        await InAsync(async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of(name, subject, variables, title, url, sealId), CancellationToken.None);
            return await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await RestAsync();
    }

    /// <summary>Moves the clock on.</summary>
    public Task MoveAsync(TimeSpan span) => MoveToAsync(Now + span);

    /// <summary>Moves the clock to the same time in London, so many working days of England and Wales later.</summary>
    public Task MoveWorkingDaysAsync(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = _services.GetRequiredService<IWorkingDays>().Add(London.DateOf(Now), days);
        return MoveToAsync(London.At(day, TimeOnly.FromDateTime(London.Local(Now).DateTime)));
    }

    /// <summary>Moves the clock to an instant. On the way it stops wherever something is due, so that everything happens at its own time.</summary>
    public async Task MoveToAsync(DateTimeOffset instant)
    {
        if (instant < Now) throw new ArgumentOutOfRangeException(nameof(instant), "The clock only goes forward.");
        await RestAsync();
        while (await NextAsync(instant) is { } due)
        {
            Clock.Now = due;
            await RestAsync();
        }

        Clock.Now = instant;
        await RestAsync();
    }

    /// <summary>Somebody does the open task of that title.</summary>
    /// <param name="title">The title of the task, or of the step that gave it.</param>
    /// <param name="decision">One of the task's decisions; null when it has none.</param>
    /// <param name="comment">What is said with it.</param>
    /// <param name="by">Who does it, as the journal has it.</param>
    public async Task CompleteTaskAsync(string title, string? decision = null, string? comment = null, string by = "A person")
    {
        await InAsync(async s =>
        {
            s.GetRequiredService<CurrentWho>().Become(new TestPerson(by));
            var db = s.GetRequiredService<PortalDbContext>();
            var open = await db.Set<UserTask>().Where(t => t.State == UserTaskState.Open).ToListAsync();
            var cards = open.Select(t => (Task: t, Card: s.GetRequiredService<UserTaskService>().Card(t))).Where(t => t.Card.Title == title || t.Task.StepId == title).ToArray();
            if (cards is not [{ Task: var task }])
                throw new WorkflowTestException($"There are {cards.Length} open tasks '{title}'. Open are: {string.Join("; ", open.Select(t => s.GetRequiredService<UserTaskService>().Card(t).Title))}");
            if (task.Decisions.Count > 0 ? decision is null || !task.Decisions.Contains(decision) : decision is not null)
                throw new WorkflowTestException($"'{title}' is decided by one of: {string.Join(", ", task.Decisions)}");
            await s.GetRequiredService<IUserTasks>().CompleteAsync(task.Key, decision, comment, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        await RestAsync();
    }

    /// <summary>The tasks that wait for somebody, the first given first.</summary>
    public Task<IReadOnlyList<UserTaskCard>> OpenTasksAsync() => InAsync<IReadOnlyList<UserTaskCard>>(async s =>
    {
        var open = await s.GetRequiredService<PortalDbContext>().Set<UserTask>().AsNoTracking().Where(t => t.State == UserTaskState.Open).OrderBy(t => t.GivenAt).ThenBy(t => t.Id).ToListAsync();
        return [.. open.Select(s.GetRequiredService<UserTaskService>().Card)];
    });

    /// <summary>The notices that went out, in order: none of a step that failed.</summary>
    public Task<IReadOnlyList<SentNotice>> NoticesAsync() => InAsync<IReadOnlyList<SentNotice>>(async s =>
    {
        var messages = await s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking().Where(m => m.Type.StartsWith(NoticeWritten.TypeName)).Select(m => m.Payload).ToListAsync();
        return [.. messages.Select(m => JsonSerializer.Deserialize<NoticeWritten>(m, EventJson.Options)!).OrderBy(n => n.Number).Select(n => n.Read())];
    });

    /// <summary>The newest workflow about a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="type">The name of its type, where a subject has workflows of several.</param>
    /// <exception cref="WorkflowTestException">There is none.</exception>
    public Task<TestedWorkflow> WorkflowOfAsync(Guid subject, string? type = null) => InAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var found = await (from w in db.Set<Workflow>()
                           join t in db.Set<WorkflowType>() on w.TypeId equals t.Id
                           where type == null || t.Name == type
                           orderby w.StartedAt descending, w.Id descending
                           select new { Workflow = w, t.Name }).AsNoTracking().ToListAsync();
        return found.Find(f => f.Workflow.CorrelationId == Sealing.Correlation(f.Workflow.SealId, subject.ToString())) is { } first
            ? await ReadAsync(s, first.Workflow, first.Name)
            : throw new WorkflowTestException("No workflow has started about that subject.");
    });

    /// <summary>Does something in a scope of its own as the portal itself, for what the activities under test write or read.</summary>
    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        return await act(scope.ServiceProvider);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // The folder is temporary.
        }
    }

    private static async Task<TestedWorkflow> ReadAsync(IServiceProvider services, Workflow workflow, string type)
    {
        var (db, seals, words) = (services.GetRequiredService<PortalDbContext>(), services.GetRequiredService<ISeals>(), services.GetRequiredService<IWords>());
        var records = await db.Set<WorkflowExecutionRecord>().AsNoTracking().Where(r => r.WorkflowId == workflow.Id).OrderBy(r => r.Number).ToListAsync();
        var journal = records.Select(r =>
        {
            var content = seals.Read<RecordContent>(workflow.SealId, r.Content);
            var said = content.Said.Select(x => x.Say(words)).ToList();
            if (content.Fault is { } fault) said.Add(fault.Say(words));
            return new JournalLine(r.At, r.Kind.ToString(), r.StepId, r.Outcome, said, content.ByName, content.Event);
        }).ToArray();
        var waiting = await db.Set<WorkflowToken>().AsNoTracking().Where(t => t.WorkflowId == workflow.Id).OrderBy(t => t.Id).Select(t => t.StepId).ToListAsync();
        return new TestedWorkflow(workflow.Id, type, workflow.VersionNumber, workflow.State, [.. records.Where(r => r.Kind == RecordKind.Took).Select(r => r.StepId!)], waiting,
            seals.Read<WorkflowData>(workflow.SealId, workflow.Data).Variables,
            Sentence.Read(workflow.Fault is null ? null : seals.Show(workflow.SealId, workflow.Fault))?.Say(words), journal);
    }

    /// <summary>The next instant at which something is due, up to and with another.</summary>
    private Task<DateTimeOffset?> NextAsync(DateTimeOffset until) => InAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        DateTimeOffset?[] next =
        [
            await db.Set<WorkflowTimer>().Where(t => t.ActiveAt > Now && t.ActiveAt <= until).OrderBy(t => t.ActiveAt).Select(t => t.ActiveAt).FirstOrDefaultAsync(),
            await db.Set<Workflow>().Where(w => w.RunAt > Now && w.RunAt <= until).OrderBy(w => w.RunAt).Select(w => w.RunAt).FirstOrDefaultAsync(),
            await db.Set<StoredEvent>().Where(e => e.RouteAt > Now && e.RouteAt <= until).OrderBy(e => e.RouteAt).Select(e => e.RouteAt).FirstOrDefaultAsync(),
        ];
        return next.Min();
    });

    private async Task RestAsync()
    {
        for (var pass = 0; pass < MostPasses; pass++)
            if (await _services.GetRequiredService<WorkflowEngine>().PumpAsync(CancellationToken.None) == 0) return;
        throw new WorkflowTestException("The workflows do not come to rest.");
    }

    private sealed class TestEnvironment(string folder) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "Workflow test";
        public string ContentRootPath { get; set; } = folder;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class AllFeaturesOn : IFeatures
    {
        public bool IsOn(string featureId) => true;
    }

    private sealed class TestPerson(string name) : IWho
    {
        public Guid? UserId { get; } = Guid.CreateVersion7();
        public string DisplayName => name;
        public bool IsSystem => false;
        public IReadOnlyList<Membership> Memberships => [];
        public IReadOnlySet<string> Permissions { get; } = new HashSet<string>();
    }
}

/// <summary>A test asked for what there is not, or published what has mistakes.</summary>
public sealed class WorkflowTestException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public WorkflowTestException(string message) : base(message) { }

    /// <inheritdoc cref="WorkflowTestException(string)" />
    public WorkflowTestException(string message, Exception inner) : base(message, inner) { }

    /// <inheritdoc cref="WorkflowTestException(string)" />
    public WorkflowTestException() { }
}

/// <summary>A clock that only the test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
