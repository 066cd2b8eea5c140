using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Accounts;
using Procurement.Users.Register;

namespace Procurement.Users.ConfirmEmail;

/// <summary>Sends the link that confirms an address again.</summary>
[EnableRateLimiting("register")]
public sealed class SendAgainModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    private RegisterHandler Handler => HttpContext.RequestServices.GetRequiredService<RegisterHandler>();

    /// <summary>Shows the form.</summary>
    public void OnGet() => Input.Email = TempData.Peek(RegisterModel.MailedKey) as string;

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Handler.SendAgainAsync(Input.Email, ReturnUrl, ct) is { } refusal) return Refused(refusal);
        TempData[RegisterModel.MailedKey] = Input.Email!.Trim();
        return LocalRedirect(LocalAddress.With("/register/check-your-mail", ReturnUrl));
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The address.</summary>
        public string? Email { get; set; }
    }
}
