using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Procurement.Data.PostgreSql;

/// <summary>PostgreSQL 15 or later, for more than one machine.</summary>
/// <param name="connectionString">How to reach the database.</param>
public sealed class PostgreSqlEngine(string connectionString) : IEngine, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = new NpgsqlDataSourceBuilder(connectionString).Build();

    /// <inheritdoc />
    public bool IsSqlite => false;

    /// <inheritdoc />
    public void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(_source, o => o.MigrationsAssembly(typeof(PostgreSqlEngine).Assembly.GetName().Name));

    /// <inheritdoc />
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
    }

    /// <summary>Here the mapper's own lock belongs to a connection, and goes with it.</summary>
    public Task<IDisposable?> StartAloneAsync(CancellationToken ct) => Task.FromResult<IDisposable?>(null);

    /// <inheritdoc />
    public string? UniqueViolation(DbUpdateException error) =>
        error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e ? $"{e.TableName} {e.ConstraintName}" : null;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
