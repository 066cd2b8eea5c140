using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.ManagePeople;

/// <summary>The people of an organisation, and who is invited.</summary>
public sealed class IndexModel : PortalPage
{
    internal Organisation Organisation { get; private set; } = null!;

    internal bool MayManage { get; private set; }

    internal IReadOnlyList<Row> People { get; private set; } = [];

    internal IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    private PeopleHandler Handler => HttpContext.RequestServices.GetRequiredService<PeopleHandler>();

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => await LoadAsync(reference, ct) ? Page() : NotFound();

    /// <summary>Takes an invitation back.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string reference, Guid invitationId, CancellationToken ct)
    {
        var result = await Handler.RevokeAsync(reference, invitationId, ct);
        if (result.Refusal is null) return Confirmed($"/your-organisation/{reference}/people", "Organisations.People.Revoked");
        return await LoadAsync(reference, ct) ? Refused(result.Refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await Handler.FindAsync(reference, ct) is not { } organisation) return false;
        var services = HttpContext.RequestServices;
        Organisation = organisation;
        MayManage = Handler.MayManage(organisation);
        var members = organisation.Members.Where(m => m.IsActive).OrderBy(m => m.JoinedAt).ThenBy(m => m.Id).ToArray();
        var accounts = await services.GetRequiredService<IAccounts>().FindAsync([.. members.Select(m => m.UserId)], ct);
        People = [.. members.Where(m => accounts.ContainsKey(m.UserId)).Select(m => new Row(m.Id, accounts[m.UserId].DisplayName, accounts[m.UserId].Email, m.Duties, m.JoinedAt, m.UserId == Who.UserId))];
        Invitations = await services.GetRequiredService<PortalDbContext>().Set<Invitation>().AsNoTracking()
            .Where(i => i.OrganisationId == organisation.Id && i.AcceptedAt == null && i.RevokedAt == null).OrderBy(i => i.Id).Take(100).ToListAsync(ct);
        return true;
    }

    internal sealed record Row(Guid MemberId, string Name, string Email, IReadOnlyList<string> Duties, DateTimeOffset Since, bool IsMe);
}
