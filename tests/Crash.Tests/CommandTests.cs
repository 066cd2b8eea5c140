using Microsoft.Data.Sqlite;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>The command that an operator runs: what it says, and what a script is told by its code.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task The_audit_command_says_whether_the_trail_was_altered_by_its_words_and_by_its_code()
    {
        await using var place = await PortalPlace.MakeAsync(Engine.Sqlite);
        var settings = new Dictionary<string, string>(place.Settings) { ["Setup:Demonstration"] = "false" };
        await using (await PortalProcess.StartAsync(place.Storage, TimeSpan.FromMinutes(3), settings)) { }
        var (code, said) = await PortalProcess.CommandAsync("verify-audit", place.Storage, settings);
        Assert.True(code == 0, said);

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(place.Storage, "portal.db")}"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "SELECT 'DROP TRIGGER ' || group_concat('\"' || name || '\"', '; DROP TRIGGER ') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audittrail_records'";
            command.CommandText = (string)(await command.ExecuteScalarAsync())! + "; UPDATE audittrail_records SET \"Payload\" = \"Payload\" || ' ' WHERE \"Id\" = (SELECT MIN(\"Id\") FROM audittrail_records)";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        SqliteConnection.ClearAllPools();
        (code, said) = await PortalProcess.CommandAsync("verify-audit", place.Storage, settings);
        Assert.True(code == 1, said);
        Assert.Contains("altered", said, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, (await PortalProcess.CommandAsync("no-such-command", place.Storage, settings)).Code);
    }
}
