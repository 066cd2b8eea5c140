using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.Data;

/// <summary>What to look for in a list of organisations; what is empty does not narrow.</summary>
internal sealed record OrganisationFilter(
    string? Text = null, string? AreaCode = null, string? ServiceCode = null, OrganisationKind? Kind = null, OrganisationStatus? Status = null,
    bool WithoutDrafts = false);

internal sealed class OrganisationQueries(PortalDbContext db, IWords words, IAccounts accounts) : IOrganisations
{
    private const int PageSize = 20;

    public async Task<OrganisationCard?> FindAsync(Guid id, CancellationToken ct) =>
        await Rows().FirstOrDefaultAsync(o => o.Id == id, ct) is { } found ? Card(found) : null;

    public async Task<IReadOnlyDictionary<Guid, OrganisationCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return new Dictionary<Guid, OrganisationCard>();
        Guid[] wanted = [.. ids.Distinct()];
        return await Rows().Where(o => wanted.Contains(o.Id)).AsAsyncEnumerable().ToDictionaryAsync(o => o.Id, Card, cancellationToken: ct);
    }

    public async Task<OrganisationCard?> FindByReferenceAsync(string reference, CancellationToken ct)
    {
        var wanted = reference.ToUpperInvariant();
        return await Rows().FirstOrDefaultAsync(o => o.Reference == wanted, ct) is { } found ? Card(found) : null;
    }

    public async Task<IReadOnlyDictionary<string, OrganisationCard>> AuthoritiesAsync(IReadOnlyCollection<string> gssCodes, CancellationToken ct)
    {
        if (gssCodes.Count == 0) return new Dictionary<string, OrganisationCard>();
        string[] wanted = [.. gssCodes.Distinct()];
        return await Rows().Where(o => o.GssCode != null && wanted.Contains(o.GssCode)).AsAsyncEnumerable().ToDictionaryAsync(o => o.GssCode!, Card, cancellationToken: ct);
    }

    public async Task<IReadOnlySet<string>> AppointedAreasAsync(Guid leadId, DateOnly day, CancellationToken ct)
    {
        var isLead = await db.Set<Organisation>().AnyAsync(o => o.Id == leadId && o.Kind == OrganisationKind.LeadProvider && o.Status == OrganisationStatus.Approved, ct);
        if (!isLead) return new HashSet<string>();
        var appointments = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.OrganisationId == leadId && a.From <= day && (a.To == null || a.To >= day)).Select(a => a.AreaCodes).ToListAsync(ct);
        return appointments.SelectMany(a => a).ToHashSet();
    }

    public Task<Page<OrganisationCard>> SearchSuppliersAsync(string? text, string? areaCode, string? serviceCode, string? after, CancellationToken ct) =>
        SearchAsync(new OrganisationFilter(text, areaCode, serviceCode, OrganisationKind.Supplier, OrganisationStatus.Approved), after, ct);

    public async Task<IReadOnlyList<MemberPerson>> MembersAsync(Guid organisationId, string? duty, CancellationToken ct)
    {
        var members = await db.Set<Member>().AsNoTracking()
            .Where(m => m.OrganisationId == organisationId && m.LeftAt == null).OrderBy(m => m.JoinedAt).ThenBy(m => m.Id).ToListAsync(ct);
        if (duty is not null) members = members.FindAll(m => m.Duties.Contains(duty));
        var people = await accounts.FindAsync([.. members.Select(m => m.UserId)], ct);
        return [.. members.Where(m => people.TryGetValue(m.UserId, out var p) && !p.IsClosed).Select(m => new MemberPerson(m.UserId, people[m.UserId].DisplayName, m.Duties.ToHashSet()))];
    }

    /// <summary>A list by name, a page at a time.</summary>
    public async Task<Page<OrganisationCard>> SearchAsync(OrganisationFilter filter, string? after, CancellationToken ct)
    {
        var query = Rows();
        if (filter.Kind is { } kind) query = query.Where(o => o.Kind == kind);
        if (filter.Status is { } status) query = query.Where(o => o.Status == status);
        if (filter.WithoutDrafts) query = query.Where(o => o.Status != OrganisationStatus.Draft);
        foreach (var word in Naming.Folded(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            query = query.Where(o => o.SearchText.Contains(word));
        if (!string.IsNullOrEmpty(filter.AreaCode))
        {
            var token = Organisation.AreaToken(filter.AreaCode);
            query = query.Where(o => o.SearchText.Contains(token));
        }

        if (!string.IsNullOrEmpty(filter.ServiceCode))
        {
            var token = Organisation.ServiceToken(filter.ServiceCode);
            query = query.Where(o => o.SearchText.Contains(token));
        }

#pragma warning disable CA1309 // The database compares, in the order in which it sorts.
        if (Cursor.Read(after) is { } from)
            query = query.Where(o => string.Compare(o.NameKey, from.Name) > 0 || (o.NameKey == from.Name && string.Compare(o.Reference, from.Reference) > 0));
#pragma warning restore CA1309
        var rows = await query.OrderBy(o => o.NameKey).ThenBy(o => o.Reference).Take(PageSize + 1).ToListAsync(ct);
        var next = rows.Count > PageSize ? new Cursor(rows[PageSize - 1].NameKey, rows[PageSize - 1].Reference).ToString() : null;
        return new Page<OrganisationCard>([.. rows.Take(PageSize).Select(Card)], next);
    }

    internal OrganisationCard Card(Organisation o) => new(
        o.Id, o.Name.Length > 0 ? o.Name : o.Reference, o.NameCy, o.Kind, o.TypeCode, o.Type is { } type ? words.Text("OrganisationType." + type.Code) : "",
        o.Type?.HasLegalPersonality ?? false, o.Type?.IsVcse ?? false, o.Status == OrganisationStatus.Approved, o.Status, o.GssCode,
        [.. InOrder(o.Identifiers).Select(i => new IdentifierCard(i.Scheme, i.Number, IdentifierSchemes.Of(i.Scheme).Register, i.IsChecked))],
        o.ServiceCodes, o.CohortCodes, o.AreaCodes, o.Reference, o.Slug, o.IsAccountsOverdue);

    internal static IEnumerable<Identifier> InOrder(IEnumerable<Identifier> identifiers) =>
        identifiers.OrderBy(i => IdentifierSchemes.OrderOf(i.Scheme)).ThenBy(i => i.Id);

    private IQueryable<Organisation> Rows() => db.Set<Organisation>().AsNoTracking().Include(o => o.Identifiers);

    private sealed record Cursor(string Name, string Reference)
    {
        public static Cursor? Read(string? text)
        {
            if (string.IsNullOrEmpty(text) || text.Length > 1000) return null;
            try
            {
                var parts = System.Text.Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(text)).Split('\n');
                return parts.Length == 2 ? new Cursor(parts[0], parts[1]) : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }

        public override string ToString() =>
            Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(Name + "\n" + Reference));
    }
}
