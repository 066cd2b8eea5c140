using System.Security.Cryptography;
using System.Text;
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
    public async Task<IAsyncDisposable?> LockAsync(string name, bool wait, CancellationToken ct)
    {
        var key = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var held = new Held(await _source.OpenConnectionAsync(ct), key);
        try
        {
            await using var command = held.Command(wait ? "SELECT pg_advisory_lock($1)" : "SELECT pg_try_advisory_lock($1)");
            if (wait) command.CommandTimeout = 1800;
            if (await command.ExecuteScalarAsync(ct) is not false) return held;
        }
        catch
        {
            // It may have been given in the same moment.
            await held.DisposeAsync();
            throw;
        }

        await held.Connection.DisposeAsync();
        return null;
    }

    /// <inheritdoc />
    public string? UniqueViolation(DbUpdateException error) =>
        error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e ? $"{e.TableName} {e.ConstraintName}" : null;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private sealed record Held(NpgsqlConnection Connection, long Key) : IAsyncDisposable
    {
        public NpgsqlCommand Command(string sql) => new(sql, Connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = Key } } };

        public async ValueTask DisposeAsync()
        {
            await using var connection = Connection;
            await using var command = Command("SELECT pg_advisory_unlock($1)");
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                // The lock went with its connection; what was done under it stands, or fails for a reason of its own.
            }
        }
    }
}
