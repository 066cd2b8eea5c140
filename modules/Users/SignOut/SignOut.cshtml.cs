using Microsoft.AspNetCore.Mvc;
using Procurement.Components;
using Procurement.Users.SignIn;

namespace Procurement.Users.SignOut;

/// <summary>Signs out.</summary>
public sealed class SignOutModel : PortalPage
{
    /// <summary>Asks.</summary>
    public IActionResult OnGet() => Who.IsSignedIn ? Page() : LocalRedirect("/");

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await Sessions.EndAsync(HttpContext);
        return Confirmed("/", "Users.SignOut.Done");
    }
}
