using Microsoft.EntityFrameworkCore;
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
