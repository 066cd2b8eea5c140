using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Users.ManageAccounts;

/// <summary>Lists accounts, newest first.</summary>
public sealed class AccountsModel : PortalPage
{
    /// <summary>Words to look for in address and name.</summary>
    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    /// <summary>Where the page starts.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    internal Page<AccountRow> Accounts { get; private set; } = new([], null);

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken ct) =>
        Accounts = await HttpContext.RequestServices.GetRequiredService<ManageAccountsHandler>().ListAsync(Search, After, ct);
}
