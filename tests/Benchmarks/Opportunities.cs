using Microsoft.Data.Sqlite;

namespace Procurement.Benchmarks;

/// <summary>Fills a portal with many opportunities: copies of a published one, some open and the rest long past.</summary>
internal static class Opportunities
{
    private static readonly string[] Areas = [.. Enumerable.Range(1, 21).Select(n => $"CPA{n:00}")];
    private static readonly string[] Services = ["MEN-ONE", "ACC-ADV", "WOM-CTR", "FBD-ADV", "SUB-AFT", "ETE-JOB", "RES-JUS", "TTG-GAT"];
    private static readonly string[] Nouns = ["mentoring", "housing", "recovery", "advice", "training", "outreach", "befriending", "navigation"];
    private static readonly string[] Adjectives = ["peer", "family", "community", "rural", "coastal", "young", "women", "veterans"];

    /// <summary>Adds rows until there are so many, of which so many are open.</summary>
    public static async Task FillAsync(string database, int total, int open)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Foreign Keys=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA synchronous = OFF");
        await using var transaction = connection.BeginTransaction();
        var opportunity = await TemplateAsync(connection, "opportunities_opportunities", "\"Reference\" IS NOT NULL AND \"Stage\" <> 'Draft'");
        var listing = await TemplateAsync(connection, "opportunities_listings", "1 = 1");
        var next = Convert.ToInt32(await ScalarAsync(connection, "SELECT MAX(\"Number\") FROM opportunities_listings"), System.Globalization.CultureInfo.InvariantCulture) + 1;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var insertOpportunity = Insert(connection, "opportunities_opportunities", opportunity);
        await using var insertListing = Insert(connection, "opportunities_listings", listing);
        await using var insertFacet = connection.CreateCommand();
        insertFacet.CommandText = "INSERT INTO opportunities_facets (\"Name\", \"EndsAt\", \"Number\", \"OpensAt\") VALUES ($name, $ends, $number, $opens)";
        foreach (var p in new[] { "$name", "$ends", "$number", "$opens" }) insertFacet.Parameters.Add(new SqliteParameter { ParameterName = p });
        await using var insertWords = connection.CreateCommand();
        insertWords.Parameters.Add(new SqliteParameter { ParameterName = "$rowid" });
        insertWords.Parameters.Add(new SqliteParameter { ParameterName = "$words" });

        for (var i = 0; i < total; i++)
        {
            var isOpen = i < open;
            var (area, service) = (Areas[i % Areas.Length], Services[i % Services.Length]);
            var title = $"{Adjectives[i / 8 % 8]} {Nouns[i % 8]} {i}";
            var opens = isOpen ? now.AddDays(-5) : now.AddDays(-200 - (i % 2000));
            var ends = isOpen ? now.AddDays(20).AddMinutes(i) : opens.AddDays(30).AddMinutes(i % 1440);
            var id = Guid.CreateVersion7();
            Set(insertOpportunity, "Id", id.ToString().ToUpperInvariant());
            Set(insertOpportunity, "Reference", $"OPP-1999-{i:000000}");
            Set(insertOpportunity, "Title", title);
            Set(insertOpportunity, "Stage", isOpen ? "Open" : "Unsuccessful");
            Set(insertOpportunity, "OpensAt", opens);
            Set(insertOpportunity, "ClosesAt", ends);
            await insertOpportunity.ExecuteNonQueryAsync();
            Set(insertListing, "Number", next);
            Set(insertListing, "OpportunityId", id.ToString().ToUpperInvariant());
            Set(insertListing, "Reference", $"OPP-1999-{i:000000}");
            Set(insertListing, "Title", title);
            Set(insertListing, "Stage", isOpen ? "Open" : "Unsuccessful");
            Set(insertListing, "OpensAt", opens);
            Set(insertListing, "ClosesAt", ends);
            Set(insertListing, "EndsAt", ends);
            Set(insertListing, "IsShelved", isOpen ? 0 : 1);
            Set(insertListing, "Areas", $"[\"{area}\"]");
            Set(insertListing, "Services", $"[\"{service}\"]");
            await insertListing.ExecuteNonQueryAsync();
            foreach (var facet in new[] { "area:" + area, "service:" + service, "tier:3", "value:2", "cohort:U12M" })
            {
                insertFacet.Parameters["$name"].Value = facet;
                insertFacet.Parameters["$ends"].Value = ends;
                insertFacet.Parameters["$number"].Value = next;
                insertFacet.Parameters["$opens"].Value = opens;
                await insertFacet.ExecuteNonQueryAsync();
            }

            insertWords.CommandText = $"INSERT INTO opportunities_words_{(isOpen ? "current" : "past")} (rowid, words) VALUES ($rowid, $words)";
            insertWords.Parameters["$rowid"].Value = next;
            insertWords.Parameters["$words"].Value = $"{title} {area} {service} rehabilitation work small organisations".ToLowerInvariant();
            await insertWords.ExecuteNonQueryAsync();
            next++;
        }

        await ExecuteAsync(connection, $"UPDATE data_sequences SET value = {next} WHERE name = 'opportunities-listings'");
        await transaction.CommitAsync();
        await ExecuteAsync(connection, "ANALYZE");
        await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static async Task<Dictionary<string, object?>> TemplateAsync(SqliteConnection connection, string table, string where)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE {where} LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidOperationException($"{table} has no row to copy: the demonstration was not played.");
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i));
    }

    private static SqliteCommand Insert(SqliteConnection connection, string table, Dictionary<string, object?> template)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", template.Keys.Select(k => $"\"{k}\""))}) VALUES ({string.Join(", ", template.Keys.Select(k => "$" + k))})";
        foreach (var (name, value) in template) command.Parameters.Add(new SqliteParameter("$" + name, value ?? DBNull.Value));
        return command;
    }

    private static void Set(SqliteCommand command, string column, object value)
    {
        if (command.Parameters.Contains("$" + column)) command.Parameters["$" + column].Value = value;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
