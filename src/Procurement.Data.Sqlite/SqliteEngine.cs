using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Procurement.Data.Sqlite;

/// <summary>The embedded engine: one file, WAL, synced at every commit, foreign keys on.</summary>
/// <param name="path">The database file.</param>
public sealed class SqliteEngine(string path) : IEngine
{
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    private readonly string _connection = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        Cache = SqliteCacheMode.Default,
        Pooling = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <inheritdoc />
    public bool IsSqlite => true;

    /// <inheritdoc />
    public void Configure(DbContextOptionsBuilder options) => options
        .UseSqlite(_connection, o => o.MigrationsAssembly(typeof(SqliteEngine).Assembly.GetName().Name).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .AddInterceptors(Pragmas.Instance);

    /// <inheritdoc />
    public async Task PrepareAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL;";
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc />
    public string? UniqueViolation(DbUpdateException error) =>
        error.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey } e ? e.Message : null;

    private sealed class Pragmas : DbConnectionInterceptor
    {
        internal static Pragmas Instance { get; } = new();

        // FULL: an acknowledged write survives a power cut; NORMAL was measured to lose hundreds.
        private const string Sql = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
