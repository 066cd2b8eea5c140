using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Accounts;

namespace Procurement.Users.ResetPassword;

/// <summary>Asks for a link that sets a new password.</summary>
[EnableRateLimiting("reset")]
public sealed class ForgotPasswordModel : PortalPage
{
    internal const string MailedKey = "reset-mailed";

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    private ResetPasswordHandler Handler => HttpContext.RequestServices.GetRequiredService<ResetPasswordHandler>();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Handler.AskAsync(Input.Email, ReturnUrl, ct) is { } refusal) return Refused(refusal);
        TempData[MailedKey] = Input.Email!.Trim();
        return LocalRedirect("/forgot-password/check-your-mail");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The address.</summary>
        public string? Email { get; set; }
    }
}
