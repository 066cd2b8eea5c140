using Microsoft.EntityFrameworkCore;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.SignIn;

/// <summary>Accounts of the demonstration that belong together.</summary>
internal sealed record DemonstrationGroup(string TitleKey, IReadOnlyList<DemonstrationAccount> Accounts);

/// <summary>One of them.</summary>
internal sealed record DemonstrationAccount(Guid Id, string Email, string DisplayName, string? Organisation);

/// <summary>Lists the demonstration's accounts on the sign-in page, where they exist.</summary>
internal sealed class DemonstrationList(PortalDbContext db, DemonstrationGuard guard, ISiteIdentity site, IEnumerable<IMembershipSource> sources)
{
    public async Task<IReadOnlyList<DemonstrationGroup>> GroupsAsync(CancellationToken ct)
    {
        if (!guard.IsAllowed || !site.Demonstration) return [];
        var accounts = await db.Set<PortalUser>().AsNoTracking().Where(u => u.IsDemonstration && u.BlockedAt == null).OrderBy(u => u.Email)
            .Select(u => new { u.Id, u.Email, u.DisplayName }).ToListAsync(ct);
        List<(int Group, DemonstrationAccount Account)> found = [];
        foreach (var account in accounts)
        {
            List<Membership> memberships = [];
            foreach (var source in sources) memberships.AddRange(await source.OfAsync(account.Id, ct));
            var group = memberships.Count == 0 ? 3 : memberships[0].Kind switch
            {
                OrganisationKind.LeadProvider => 0,
                OrganisationKind.Supplier => 1,
                _ => 2,
            };
            found.Add((group, new DemonstrationAccount(account.Id, account.Email!, account.DisplayName, memberships.FirstOrDefault()?.OrganisationName)));
        }

        string[] titles = ["Users.Demonstration.LeadProviders", "Users.Demonstration.Organisations", "Users.Demonstration.Authorities", "Users.Demonstration.Administration"];
        return [.. found.GroupBy(f => f.Group).OrderBy(g => g.Key).Select(g => new DemonstrationGroup(titles[g.Key], [.. g.Select(f => f.Account).OrderBy(a => a.Organisation, StringComparer.CurrentCulture).ThenBy(a => a.Email, StringComparer.Ordinal)]))];
    }
}
