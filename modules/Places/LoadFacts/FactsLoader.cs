using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Places.Data;
using Procurement.Places.Domain;

namespace Procurement.Places.LoadFacts;

/// <summary>Brings the facts in from CSV: adds what is missing, corrects what differs, deletes nothing. Twice is the same as once.</summary>
internal sealed class FactsLoader(PortalDbContext db, PlacesMemory memory)
{
    /// <summary>The project's own copy of a file.</summary>
    public static Stream OwnFile(string name) =>
        typeof(FactsLoader).Assembly.GetManifestResourceStream("Recipes/facts/" + name) ?? throw new FileNotFoundException("There is no such file of facts.", name);

    public Task AreasAsync(Stream csv, CancellationToken ct) => MergeAsync<Area>("areas", csv, "code", (row, _, a) =>
    {
        a.Name = row["name"];
        a.NameCy = row["name_cy"];
        a.Slug = row["slug"];
        a.ShortName = row["short_name"];
        a.Nation = row["nation"];
        a.TileColumn = Number(row["tile_column"]);
        a.TileRow = Number(row["tile_row"]);
        a.TileLabel = row["tile_label"];
        a.TileShortLabel = row["tile_short_label"];
        a.PoliceForceAreas = Several(row["police_force_areas"]);
        a.CompanyName = row["crc_name"];
        a.CompanyNameCy = row["crc_name_cy"];
        a.PredecessorTrusts = Several(row["predecessor_probation_trusts"]);
        a.ProbationRegions = Several(row["probation_regions_2021"]);
    }, ct);

    public Task AuthoritiesAsync(Stream csv, CancellationToken ct) => MergeAsync<Authority>("authorities", csv, "gss_code", (row, _, a) =>
    {
        a.Name = row["name"];
        a.NameCy = row["name_cy"];
        a.CouncilName = row["council_name"];
        a.CouncilNameCy = row["council_name_cy"];
        a.AreaCode = row["cpa_code"];
        a.Kind = row["kind"];
        a.OrgId = row["org_id"];
        a.PoliceForceArea = row["police_force_area"];
        a.ValidFrom = Date(row["valid_from"]);
        a.ValidTo = Date(row["valid_to"]);
        a.FormerCodes = Several(row["former_gss_codes"]);
        a.Replaces = Several(row["replaces"]);
        a.ReplacedBy = Several(row["replaced_by"]);
    }, ct);

    public Task CommissionersAsync(Stream csv, CancellationToken ct) => MergeAsync<Commissioner>("commissioners", csv, "pfa_code", (row, order, c) =>
    {
        c.PoliceForceArea = row["police_force_area"];
        c.AreaCode = row["cpa_code"];
        c.PoliceForce = row["police_force"];
        c.PoliceForceCy = row["police_force_cy"];
        c.Office = row["office_2026"];
        c.OfficeCy = row["office_name_cy"];
        c.HostBody = row["host_body_2026"];
        c.Order = order;
    }, ct);

    public Task ServicesAsync(Stream csv, CancellationToken ct) => MergeAsync<Service>("services", csv, "code", (row, _, s) =>
    {
        s.Name = row["name"];
        s.Description = row["description"];
        s.PathwayCode = row["pathway_code"];
        s.Pathway = row["pathway"];
        s.IsSubcontractable = row["subcontractable"] == "Y";
        s.Tiers = [.. Several(row["usual_tier"]).Where(t => t != "none").Select(Number)];
        s.CohortCodes = Several(row["cohort_codes"]);
        s.CpvCodes = Several(row["cpv_codes"]);
        s.CpvLabels = Several(row["cpv_labels"]);
        s.Category2020 = row["psdf_2020_category"];
        s.Order = Number(row["sort"]);
    }, ct);

    public Task CohortsAsync(Stream csv, CancellationToken ct) => MergeAsync<Cohort>("cohorts", csv, "code", (row, order, c) =>
    {
        c.Name = row["name"];
        c.Description = row["description"];
        c.Basis = row["basis"];
        c.AgeMin = row["age_min"].Length > 0 ? Number(row["age_min"]) : null;
        c.AgeMax = row["age_max"].Length > 0 ? Number(row["age_max"]) : null;
        c.StatementRequired = row["statement_required"] == "Y";
        c.Order = order;
    }, ct);

    /// <summary>Adds the days that are missing; a day that is there, proclaimed or listed, stays as it is.</summary>
    public async Task BankHolidaysAsync(Stream csv, CancellationToken ct)
    {
        var known = await db.Set<BankHoliday>().Select(h => h.Date).ToHashSetAsync(ct);
        var added = 0;
        foreach (var row in Rows(csv))
        {
            if (Date(row["date"]) is not { } date || !known.Add(date)) continue;
            db.Add(BankHoliday.Known(date, row["name"], row["note"]));
            added++;
        }

        await FinishAsync("bank-holidays", added, 0, ct);
    }

    private async Task MergeAsync<T>(string kind, Stream csv, string codeColumn, Action<IReadOnlyDictionary<string, string>, int, T> fill, CancellationToken ct)
        where T : Fact, new()
    {
        var known = await db.Set<T>().ToDictionaryAsync(f => f.Code, ct);
        var (added, order) = (0, 0);
        foreach (var row in Rows(csv))
        {
            var code = row[codeColumn];
            if (!known.TryGetValue(code, out var fact))
            {
                known[code] = fact = new T { Code = code };
                db.Add(fact);
                added++;
            }

            fill(row, ++order, fact);
        }

        db.ChangeTracker.DetectChanges();
        var changed = db.ChangeTracker.Entries<T>().Count(e => e.State == EntityState.Modified);
        await FinishAsync(kind, added, changed, ct);
    }

    private async Task FinishAsync(string kind, int added, int changed, CancellationToken ct)
    {
        if (added + changed == 0) return;
        db.Raise(new FactsLoaded(kind, added, changed));
        await db.SaveChangesAsync(ct);
        memory.Forget();
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Rows(Stream csv)
    {
        using var reader = new CsvReader(new StreamReader(csv), new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        reader.Read();
        reader.ReadHeader();
        var columns = reader.HeaderRecord!;
        while (reader.Read()) yield return columns.ToDictionary(c => c, c => reader.GetField(c) ?? "");
    }

    private static List<string> Several(string value) => [.. value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    private static DateOnly? Date(string value) => value.Length == 0 ? null : DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
