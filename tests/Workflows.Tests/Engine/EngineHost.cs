using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Procurement.Components;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Data.PostgreSql;
using Procurement.Data.Sqlite;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.ManageTypes;
using Procurement.Workflows.PublishTypes;
using Procurement.Workflows.Webhooks;

namespace Procurement.Workflows.Tests.Engine;

/// <summary>The engine on a database of its own, with activities made for tests, and a clock that stands still until it is moved.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly string? _database;
    private readonly PostgreSqlEngine? _connections;
    private readonly bool _isShared;

    private EngineHost(ServiceProvider services, string folder, string? database, PostgreSqlEngine? connections, bool isShared) =>
        (_services, _folder, _database, _connections, _isShared) = (services, folder, database, connections, isShared);

    public StillClock Clock => _services.GetRequiredService<StillClock>();
    public Crashes Crashes => _services.GetRequiredService<Crashes>();
    public Script Script => _services.GetRequiredService<Script>();
    public Told Told => _services.GetRequiredService<Told>();
    public WorkflowEngine Engine => _services.GetRequiredService<WorkflowEngine>();

    public const string Secret = "a secret that is long enough";

    /// <param name="postgreSql">The engine.</param>
    /// <param name="sharing">A host whose database this one works on too, as a second machine would; PostgreSQL alone.</param>
    /// <param name="configure">What differs.</param>
    public static async Task<EngineHost> StartAsync(bool postgreSql = false, EngineHost? sharing = null, Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-").FullName;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(new Development());
        services.AddSingleton<StillClock>().AddSingleton<TimeProvider>(s => s.GetRequiredService<StillClock>());
        services.AddSingleton(new ModuleList([Module.From(typeof(Startup).Assembly)!]));
        services.AddSingleton<IFeatures, AllOn>().AddSingleton<IWorkingDays, Weekdays>().AddSingleton<Told>().AddSingleton<Script>();
        services.AddScoped<INotify, Telling>();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Webhooks:AllowedHosts:0"] = "localhost",
            ["Webhooks:AllowedHosts:1"] = "*.example.org",
            ["Webhooks:Keys:orders"] = Secret,
        }).Build());
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddWords();
        var crashes = new Crashes();
        services.AddSingleton(crashes);
        string? database = null;
        PostgreSqlEngine? connections = null;
        if (postgreSql)
        {
            database = sharing?._database ?? "workflows_" + Guid.CreateVersion7().ToString("N");
            connections = new PostgreSqlEngine(sharing is null ? await Postgres.CreateAsync(database) : Postgres.To(database));
            services.AddPortalData(new CrashingEngine(connections, crashes));
        }
        else services.AddPortalData(new CrashingEngine(new SqliteEngine(Path.Combine(folder, "test.db")), crashes));
        Startup.AddEngine(services);
        services.AddScoped<ScheduleJob>().AddScoped<WebhookCallJob>().AddScoped<SwitchTypeHandler>();
        configure?.Invoke(services);
        services.AddActivity<EffectActivity>().AddActivity<AwaitActivity>().AddActivity<FailActivity>().AddActivity<RoundActivity>().AddActivity<RepeatActivity>();
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        var host = new EngineHost(provider, folder, database, connections, isShared: sharing is not null);
        await provider.GetRequiredService<IEngine>().PrepareAsync(CancellationToken.None);
        if (sharing is null) await host.ReadAsync(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        return await act(scope.ServiceProvider);
    }

    public Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read) => InAsync(s => read(s.GetRequiredService<PortalDbContext>()));

    public Task<Result<int>> TryPublishAsync(string json) =>
        InAsync(s => s.GetRequiredService<PublishTypeHandler>().PublishAsync(JsonDocument.Parse(json).RootElement, CancellationToken.None));

    public async Task<int> PublishAsync(string json)
    {
        var result = await TryPublishAsync(json);
        return result.IsDone ? result.Value : throw new InvalidOperationException(await InAsync(s => Task.FromResult(s.GetRequiredService<IWords>().Text(result.Refusal!))));
    }

    public async Task<string> MistakesAsync(string json)
    {
        var result = await TryPublishAsync(json);
        return result.Refusal is DefinitionHasMistakes m ? m.Mistakes : "";
    }

    public Task RaiseAsync(string name, Guid subject, object? variables = null, Guid? sealId = null, string? title = null) => InAsync(async s =>
    {
        await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of(name, subject, variables, title, sealId: sealId), CancellationToken.None);
        return await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    });

    /// <summary>Does all that is due.</summary>
    public async Task DrainAsync()
    {
        for (var pass = 0; pass < 100; pass++)
            if (await Engine.PumpAsync(CancellationToken.None) == 0) return;
        throw new InvalidOperationException("The engine does not come to rest.");
    }

    /// <summary>Runs a job, and then all that is due.</summary>
    public async Task<int> RunAsync<TJob>() where TJob : IJob
    {
        var did = await InAsync(s => s.GetRequiredService<TJob>().RunAsync(CancellationToken.None));
        await DrainAsync();
        return did;
    }

    public Task<Workflow> OnlyAsync() => ReadAsync(db => db.Set<Workflow>().AsNoTracking().SingleAsync());

    public Task<int> EffectsAsync(string name) => ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Type.Contains(nameof(EffectHappened)) && m.Payload.Contains($"\"{name}\"")));

    public Task<List<string>> PathAsync(Guid workflow) => ReadAsync(db => db.Set<WorkflowExecutionRecord>()
        .Where(r => r.WorkflowId == workflow && r.Kind == RecordKind.Took).OrderBy(r => r.Number).Select(r => r.StepId!).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_connections is not null) await _connections.DisposeAsync();
        if (_database is not null && !_isShared) await Postgres.DropAsync(_database);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "Tests";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class AllOn : IFeatures
    {
        public bool IsOn(string featureId) => true;
    }
}

/// <summary>A clock that only a test moves.</summary>
internal sealed class StillClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>What was told to whom.</summary>
internal sealed class Told
{
    public ConcurrentQueue<Notice> Notices { get; } = new();
}

internal sealed class Telling(Told told) : INotify
{
    public Task SendAsync(Notice notice, CancellationToken ct)
    {
        told.Notices.Enqueue(notice);
        return Task.CompletedTask;
    }
}

/// <summary>Monday to Friday.</summary>
internal sealed class Weekdays : IWorkingDays
{
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public DateOnly Add(DateOnly from, int workingDays)
    {
        var day = from;
        for (var left = Math.Abs(workingDays); left > 0;)
        {
            day = day.AddDays(Math.Sign(workingDays));
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    public DateTimeOffset EndOfPeriod(DateTimeOffset from, int workingDays) => London.EndOf(Add(London.DateOf(from), workingDays));

    public DateTimeOffset EndOfStandstill(DateTimeOffset notified, int days) => London.EndOf(Add(London.DateOf(notified), days - 1));

    public int Between(DateOnly a, DateOnly b) => throw new NotSupportedException();

    public DateTimeOffset Before(DateTimeOffset instant, int workingDays) =>
        London.At(Add(London.DateOf(instant), -workingDays), TimeOnly.FromDateTime(London.Local(instant).DateTime));
}

/// <summary>Kills the process, as it were, before a commit: nothing after it is done until the next start.</summary>
internal sealed class Crashes
{
    private CancellationTokenSource _alive = new();
    private int _countdown = -1;

    public CancellationToken Alive => _alive.Token;

    public int Commits { get; private set; }

    public void After(int commits) => _countdown = commits;

    public void Restart()
    {
        _countdown = -1;
        _alive = new CancellationTokenSource();
    }

    public void BeforeCommit()
    {
        if (!_alive.IsCancellationRequested && _countdown-- == 0) _alive.Cancel();
        _alive.Token.ThrowIfCancellationRequested();
        Commits++;
    }
}

internal sealed class CrashingEngine(IEngine inner, Crashes crashes) : IEngine
{
    public bool IsSqlite => inner.IsSqlite;

    public void Configure(DbContextOptionsBuilder options)
    {
        inner.Configure(options);
        options.AddInterceptors(new BeforeCommits(crashes));
    }

    public Task PrepareAsync(CancellationToken ct) => inner.PrepareAsync(ct);

    public Task<IDisposable?> StartAloneAsync(CancellationToken ct) => inner.StartAloneAsync(ct);

    public Task<IAsyncDisposable?> LockAsync(string name, bool wait, CancellationToken ct) => inner.LockAsync(name, wait, ct);

    public string? UniqueViolation(DbUpdateException error) => inner.UniqueViolation(error);

    private sealed class BeforeCommits(Crashes crashes) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            crashes.BeforeCommit();
            return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
        }
    }
}

/// <summary>What fake activities are told to do.</summary>
internal sealed class Script
{
    public ConcurrentDictionary<string, int> Failures { get; } = new();
    public ConcurrentQueue<string> Seen { get; } = new();
}

internal sealed record EffectHappened(string Name, Guid WorkflowId) : IEvent
{
    public Subject Subject => new("Workflow", WorkflowId);
}

/// <summary>Has an effect: an outbox message, which a crash must neither lose nor repeat.</summary>
internal sealed class EffectActivity(PortalDbContext db, Script script) : Activity<EffectActivity.Settings>
{
    internal sealed record Settings(string Name);

    public override string DisplayKey => "Activity.Log";
    public override IReadOnlyList<Output> Outputs => [new("count", ValueKind.Number)];

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        db.Raise(new EffectHappened(context.Settings.Name, context.WorkflowId));
        script.Seen.Enqueue(context.Settings.Name);
        context.Give("count", 1);
        return Task.FromResult(ActivityResult.Take(Done));
    }
}

/// <summary>Waits for so many events, with reminders aside.</summary>
internal sealed class AwaitActivity(Script script) : Activity<AwaitActivity.Settings>
{
    internal sealed record Settings(string Event, int Count = 1, int? RemindAfterHours = null, int? DueAfterHours = null);

    private sealed record Memory(int Had);

    public override string DisplayKey => "Activity.Delay";
    public override ActivityKind Kind => ActivityKind.Event;
    public override IReadOnlyList<string> SideOutcomes => ["Remind"];

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        context.Remember(new Memory(0));
        List<WaitFor> waits = [WaitFor.Event(context.Settings.Event, context.CorrelationId)];
        if (context.Settings.RemindAfterHours is { } remind) waits.Add(WaitFor.Timer("remind", context.Now.AddHours(remind)));
        if (context.Settings.DueAfterHours is { } due) waits.Add(WaitFor.Timer("due", context.Now.AddHours(due)));
        return Task.FromResult(ActivityResult.Wait(waits));
    }

    public override Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        if (stimulus is Stimulus.Timer { Name: "remind" }) return Task.FromResult(ActivityResult.StillWaiting.AndTake("Remind"));
        if (stimulus is Stimulus.Timer) return Task.FromResult(ActivityResult.Take(Done));
        script.Seen.Enqueue(((Stimulus.Event)stimulus).Variables.TryGetValue("n", out var n) ? n.ToString() : "event");
        var memory = new Memory(context.Recall<Memory>()!.Had + 1);
        context.Remember(memory);
        return Task.FromResult(memory.Had >= context.Settings.Count ? ActivityResult.Take(Done) : ActivityResult.StillWaiting);
    }
}

/// <summary>Throws as often as the script says.</summary>
internal sealed class FailActivity(PortalDbContext db, Script script) : Activity<FailActivity.Settings>
{
    internal sealed record Settings(string Name);

    public override string DisplayKey => "Activity.Log";

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        db.Raise(new EffectHappened(context.Settings.Name, context.WorkflowId));
        if (!script.Failures.TryGetValue(context.Settings.Name, out var left) || left <= 0) return Task.FromResult(ActivityResult.Take(Done));
        script.Failures[context.Settings.Name] = left - 1;
        throw new InvalidOperationException("On purpose.");
    }
}

/// <summary>Says that it waits, so that a loop of it may be published, but does not.</summary>
internal sealed class RoundActivity : Activity<NoSettings>
{
    public override string DisplayKey => "Activity.Delay";
    public override ActivityKind Kind => ActivityKind.Event;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct) => Task.FromResult(ActivityResult.Take(Done));
}

/// <summary>Has the effect that a variable names.</summary>
internal sealed class RepeatActivity(PortalDbContext db) : Activity<RepeatActivity.Settings>
{
    internal sealed record Settings(string Variable);

    public override string DisplayKey => "Activity.Log";

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        db.Raise(new EffectHappened(context.Get<string>(context.Settings.Variable), context.WorkflowId));
        return Task.FromResult(ActivityResult.Take(Done));
    }
}
