using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Testing;

namespace Procurement.Data.Tests;

public sealed class MigrationsOnSqlite(OnSqlite fixture) : MigrationsTests(fixture), IClassFixture<OnSqlite>;

public sealed class MigrationsOnPostgreSql(OnPostgreSql fixture) : MigrationsTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class MigrationsTests(PortalFixture fixture)
{
    [Fact]
    public async Task The_model_has_not_changed_without_a_migration() =>
        Assert.False(await fixture.Portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<PortalDbContext>().Database.HasPendingModelChanges())));

    [Fact]
    public async Task All_migrations_are_applied_at_the_start() =>
        Assert.Empty(await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database.GetPendingMigrationsAsync()));
}

public sealed class KilledStartTests
{
    [Fact]
    public async Task What_a_start_that_was_killed_while_it_migrated_has_left_holds_no_later_start_up()
    {
        await using var room = await Room.StartAsync(Engine.Sqlite, []);
        // The mapper's own lock, as it stands in the file when its process is gone.
        await room.SqlAsync("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await room.SqlAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00+00:00')");
        using var alone = await room.Services.GetRequiredService<IEngine>().StartAloneAsync(CancellationToken.None);

        await room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().GetService<IHistoryRepository>().AcquireDatabaseLockAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token));
    }

    [Fact]
    public async Task Two_processes_that_start_on_one_database_start_one_after_the_other()
    {
        await using var room = await Room.StartAsync(Engine.Sqlite, []);
        var engine = room.Services.GetRequiredService<IEngine>();
        var first = await engine.StartAloneAsync(CancellationToken.None);
        var second = engine.StartAloneAsync(CancellationToken.None);
        await Task.Delay(300);
        Assert.False(second.IsCompleted);

        first!.Dispose();

        using var started = await second.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.NotNull(started);
    }
}
