using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Domain;

namespace Procurement.Users.YourAccount;

/// <summary>Your account: what it holds, and what you can change.</summary>
public sealed class YourAccountModel : PortalPage
{
    internal PortalUser Account { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<YourAccountHandler>().LoadAsync(ct) is not { } account) return NotFound();
        Account = account;
        return Page();
    }
}
