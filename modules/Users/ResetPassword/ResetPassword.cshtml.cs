using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Domain;

namespace Procurement.Users.ResetPassword;

/// <summary>What the link of the mail opens. Opening it does nothing; the button decides.</summary>
[EnableRateLimiting("reset")]
public sealed class ResetPasswordModel : PortalPage
{
    /// <summary>From the mail.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal bool Works { get; private set; }

    private ResetPasswordHandler Handler => HttpContext.RequestServices.GetRequiredService<ResetPasswordHandler>();

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Works = await Handler.WorksAsync(Token, ct);

    /// <summary>Sets the password.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var reset = await Handler.ResetAsync(Token, Input.Password, ct);
        Works = reset.Refusal is not LinkIsOver;
        if (!Works) return Page();
        return reset.Refusal is { } refusal ? Refused(refusal) : Confirmed(reset.Value, "Users.Reset.Done");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The new password.</summary>
        public string? Password { get; set; }
    }
}
