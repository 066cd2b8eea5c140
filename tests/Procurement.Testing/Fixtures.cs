using Xunit;

namespace Procurement.Testing;

/// <summary>A portal that the tests of an assembly share on one engine: each test makes its own organisations and looks at those alone.</summary>
public abstract class PortalFixture(Engine engine) : IAsyncLifetime
{
    private static readonly Dictionary<Engine, Task<Portal>> Shared = [];
    private Portal? _portal;

    /// <summary>The engine.</summary>
    public Engine Engine { get; } = engine;

    /// <summary>The portal.</summary>
    public Portal Portal => _portal!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Task<Portal> starting;
        lock (Shared)
        {
            if (!Shared.TryGetValue(Engine, out starting!)) Shared[Engine] = starting = StartAsync();
        }

        _portal = await starting;
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<Portal> StartAsync()
    {
        var portal = await Portal.StartAsync(new PortalOptions(Engine));
        // The process ends soon after its last test; the database and the folder must not outlive it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => portal.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        return portal;
    }
}

/// <summary>On the embedded engine.</summary>
public sealed class OnSqlite() : PortalFixture(Engine.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class OnPostgreSql() : PortalFixture(Engine.PostgreSql);
