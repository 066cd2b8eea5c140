using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Procurement.Data;

/// <summary>Brings the database up to date at the start. A failure stops the start with a sentence that says what to do.</summary>
public sealed partial class DatabaseStart(IServiceScopeFactory scopes, IEngine engine, IEnumerable<SchemaScript> scripts, ILogger<DatabaseStart> logger)
{
    /// <summary>Applies what is missing.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        var step = "opening the database";
        try
        {
            await engine.PrepareAsync(ct);
            using var alone = await engine.StartAloneAsync(ct);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            step = "applying the migrations";
            // To migrate also compares the model with the last migration, which costs a tenth of a start, and is a test's business.
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) await db.Database.MigrateAsync(ct);
            foreach (var script in scripts)
            {
                step = "running the script " + script.Name;
                await db.Database.ExecuteSqlRawAsync((engine.IsSqlite ? script.Sqlite : script.PostgreSql).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), ct);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, step);
            throw new InvalidOperationException(
                $"The portal did not start: {step} failed ({e.Message}). Nothing was deleted. Check Database:Provider and Database:ConnectionString, " +
                "restore the last backup if the database is damaged, and see docs/operations.md, 'When the start fails'.", e);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The start failed while {Step}")]
    private static partial void LogFailed(ILogger logger, string step);
}
