using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Places.Domain;

namespace Procurement.Places.Data;

/// <summary>
/// All facts in memory: some hundred rows that everybody reads and hardly anybody changes. A change on this machine empties it at
/// once; another machine's is seen within a minute.
/// </summary>
internal sealed class PlacesMemory(IServiceScopeFactory scopes, TimeProvider clock) : IPlaces, IServiceCatalogue, IWorkingDays
{
    private const long MaxAgeInMilliseconds = 60_000;
    private readonly Lock _loading = new();
    private Picture? _picture;

    /// <summary>Forgets everything, so that the next reader sees what was saved.</summary>
    public void Forget() => Volatile.Write(ref _picture, null);

    public IReadOnlyList<AreaCard> Areas() => Now().Areas;

    public AreaCard? Area(string? code) => code is null ? null : Now().AreaByCode.GetValueOrDefault(code);

    public AreaCard? AreaBySlug(string? slug) => slug is null ? null : Now().Areas.FirstOrDefault(a => a.Slug == slug);

    public AuthorityCard? Authority(string? gss) => gss is null ? null : Now().AuthorityByCode.GetValueOrDefault(gss);

    public IReadOnlyList<AuthorityCard> Authorities() => Now().Authorities;

    public IReadOnlyList<AuthorityCard> CurrentAuthorities()
    {
        var today = Today;
        return [.. Now().Authorities.Where(a => a.IsThereOn(today))];
    }

    public IReadOnlyList<AuthorityCard> AuthoritiesIn(string areaCode)
    {
        var today = Today;
        return [.. Now().Authorities.Where(a => a.AreaCode == areaCode && a.IsThereOn(today))];
    }

    public IReadOnlyList<AuthorityCard> Resolve(IEnumerable<string> areaOrGssCodes)
    {
        var (picture, today) = (Now(), Today);
        var found = new Dictionary<string, AuthorityCard>();
        foreach (var code in areaOrGssCodes)
        {
            if (picture.AreaByCode.ContainsKey(code))
            {
                foreach (var authority in picture.Authorities.Where(a => a.AreaCode == code && a.IsThereOn(today))) found[authority.Gss] = authority;
            }
            else
            {
                Follow(code, []);
            }
        }

        return [.. found.Values.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];

        void Follow(string gss, HashSet<string> seen)
        {
            if (!seen.Add(gss) || picture.AuthorityByCode.GetValueOrDefault(gss) is not { } authority) return;
            if (authority.IsThereOn(today)) found[authority.Gss] = authority;
            else foreach (var next in authority.ValidTo < today ? authority.ReplacedBy : authority.Replaces) Follow(next, seen);
        }
    }

    public IReadOnlyList<CommissionerCard> Commissioners() => Now().Commissioners;

    public IReadOnlyList<CommissionerCard> CommissionersIn(string areaCode) => [.. Now().Commissioners.Where(c => c.AreaCode == areaCode)];

    public IReadOnlyList<ServiceCard> Services() => Now().Services;

    public ServiceCard? Service(string? code) => code is null ? null : Now().ServiceByCode.GetValueOrDefault(code);

    public IReadOnlyList<CohortCard> Cohorts() => Now().Cohorts;

    public CohortCard? Cohort(string? code) => code is null ? null : Now().CohortByCode.GetValueOrDefault(code);

    public bool IsWorkingDay(DateOnly day) => Now().Calendar.IsWorkingDay(day);

    public DateOnly Add(DateOnly from, int workingDays) => Now().Calendar.Add(from, workingDays);

    public DateTimeOffset EndOfPeriod(DateTimeOffset from, int workingDays) => Now().Calendar.EndOfPeriod(from, workingDays);

    public DateTimeOffset EndOfStandstill(DateTimeOffset notified, int days) => Now().Calendar.EndOfStandstill(notified, days);

    public int Between(DateOnly a, DateOnly b) => Now().Calendar.Between(a, b);

    public DateTimeOffset Before(DateTimeOffset instant, int workingDays) => Now().Calendar.Before(instant, workingDays);

    private DateOnly Today => London.DateOf(clock.GetUtcNow());

    private Picture Now()
    {
        if (Volatile.Read(ref _picture) is { } fresh && Environment.TickCount64 - fresh.TakenAt < MaxAgeInMilliseconds) return fresh;
        lock (_loading)
        {
            if (_picture is { } other && Environment.TickCount64 - other.TakenAt < MaxAgeInMilliseconds) return other;
            var taken = Rehearsal.Outside(Take);
            Volatile.Write(ref _picture, taken);
            return taken;
        }
    }

    private Picture Take()
    {
        using var scope = scopes.CreateScope();
        return Picture.Of(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    private sealed class Picture
    {
        public required long TakenAt { get; init; }
        public required IReadOnlyList<AreaCard> Areas { get; init; }
        public required IReadOnlyList<AuthorityCard> Authorities { get; init; }
        public required IReadOnlyList<CommissionerCard> Commissioners { get; init; }
        public required IReadOnlyList<ServiceCard> Services { get; init; }
        public required IReadOnlyList<CohortCard> Cohorts { get; init; }
        public required WorkingDayCalendar Calendar { get; init; }
        public required IReadOnlyDictionary<string, AreaCard> AreaByCode { get; init; }
        public required IReadOnlyDictionary<string, AuthorityCard> AuthorityByCode { get; init; }
        public required IReadOnlyDictionary<string, ServiceCard> ServiceByCode { get; init; }
        public required IReadOnlyDictionary<string, CohortCard> CohortByCode { get; init; }

        public static Picture Of(PortalDbContext db)
        {
            var takenAt = Environment.TickCount64;
            var areas = db.Set<Area>().AsNoTracking().OrderBy(a => a.Code).AsEnumerable().Select(Card).ToArray();
            var authorities = db.Set<Authority>().AsNoTracking().AsEnumerable().Select(Card)
                .OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Gss, StringComparer.Ordinal).ToArray();
            var byCode = authorities.ToDictionary(a => a.Gss);
            foreach (var authority in authorities)
            {
                foreach (var former in authority.FormerGss) byCode.TryAdd(former, authority);
            }

            var services = db.Set<Service>().AsNoTracking().OrderBy(s => s.Order).AsEnumerable().Select(Card).ToArray();
            var cohorts = db.Set<Cohort>().AsNoTracking().OrderBy(c => c.Order).AsEnumerable().Select(Card).ToArray();
            return new Picture
            {
                TakenAt = takenAt,
                Areas = areas,
                AreaByCode = areas.ToDictionary(a => a.Code),
                Authorities = authorities,
                AuthorityByCode = byCode,
                Commissioners = db.Set<Commissioner>().AsNoTracking().OrderBy(c => c.Order).AsEnumerable().Select(Card).ToArray(),
                Services = services,
                ServiceByCode = services.ToDictionary(s => s.Code),
                Cohorts = cohorts,
                CohortByCode = cohorts.ToDictionary(c => c.Code),
                Calendar = new WorkingDayCalendar(db.Set<BankHoliday>().AsNoTracking().Select(h => h.Date).ToArray()),
            };
        }

        private static AreaCard Card(Area a) => new(
            a.Code, a.Name, a.NameCy, a.Slug, a.ShortName, a.Nation, a.TileColumn, a.TileRow, a.TileLabel, a.TileShortLabel, a.PoliceForceAreas,
            a.CompanyName, a.CompanyNameCy, a.PredecessorTrusts, a.ProbationRegions);

        private static AuthorityCard Card(Authority a) => new(
            a.Code, a.Name, a.NameCy, a.CouncilName, a.CouncilNameCy, a.AreaCode, a.Kind, a.OrgId, a.PoliceForceArea, a.ValidFrom, a.ValidTo,
            a.FormerCodes, a.Replaces, a.ReplacedBy);

        private static CommissionerCard Card(Commissioner c) => new(
            c.PoliceForceArea, c.AreaCode, c.PoliceForce, c.PoliceForceCy, c.Office, c.OfficeCy, c.HostBody, c.Code);

        private static ServiceCard Card(Service s) => new(
            s.Code, s.Name, s.Description, s.PathwayCode, s.Pathway, s.IsSubcontractable, s.Tiers, s.CohortCodes,
            [.. s.CpvCodes.Zip(s.CpvLabels, (code, label) => new CpvCode(code, label))], s.Category2020);

        private static CohortCard Card(Cohort c) => new(c.Code, c.Name, c.Description, c.Basis, c.AgeMin, c.AgeMax, c.StatementRequired);
    }
}
