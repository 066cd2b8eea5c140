using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Accounts;
using Procurement.Users.Domain;
using Procurement.Users.SignIn;

namespace Procurement.Users.ConfirmEmail;

/// <summary>What the link of the first mail opens. Opening it does nothing; the button decides.</summary>
[EnableRateLimiting("sign-in")]
public sealed class ConfirmEmailModel : PortalPage
{
    /// <summary>From the mail.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal bool Works { get; private set; }

    internal string? Email { get; private set; }

    private ConfirmEmailHandler Handler => HttpContext.RequestServices.GetRequiredService<ConfirmEmailHandler>();

    private Sessions Sessions => HttpContext.RequestServices.GetRequiredService<Sessions>();

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => (Works, _, Email) = await Handler.LookAsync(Token, ct);

    /// <summary>Confirms, and signs in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (Works, var returnUrl, Email) = await Handler.LookAsync(Token, ct);
        var confirmed = await Handler.ConfirmAsync(Token, Input.Password, ct);
        if (confirmed.Refusal is LinkIsOver)
        {
            Works = false;
            return Page();
        }

        if (confirmed.Refusal is { } refusal) return Refused(refusal);
        await Sessions.BeginAsync(HttpContext, confirmed.Value);
        return Confirmed(LocalAddress.OrHome(returnUrl, "/account"), "Users.Confirm.Done");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The password.</summary>
        public string? Password { get; set; }
    }
}
