using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.SignIn;

namespace Procurement.Users.YourAccount;

/// <summary>Ends every session but this one.</summary>
public sealed class SignOutEverywhereModel : PortalPage
{
    /// <summary>Nothing stands here by itself.</summary>
    public IActionResult OnGet() => LocalRedirect("/account");

    /// <summary>Ends them.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var done = await HttpContext.RequestServices.GetRequiredService<YourAccountHandler>().SignOutEverywhereAsync(ct);
        if (done.Refusal is not null) return Confirmed("/account", "Users.Account.TryAgain");
        await HttpContext.RequestServices.GetRequiredService<Sessions>().BeginAsync(HttpContext, done.Value);
        return Confirmed("/account", "Users.Account.SignedOutEverywhere");
    }
}
