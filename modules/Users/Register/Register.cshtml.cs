using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Accounts;

namespace Procurement.Users.Register;

/// <summary>Registers an account.</summary>
[EnableRateLimiting("register")]
public sealed class RegisterModel : PortalPage
{
    internal const string MailedKey = "mailed";

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    private RegisterHandler Handler => HttpContext.RequestServices.GetRequiredService<RegisterHandler>();

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet() => Who.IsSignedIn ? LocalRedirect(LocalAddress.OrHome(ReturnUrl, "/account")) : Page();

    /// <summary>Registers.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var refusals = await Handler.RegisterAsync(Input.Email, Input.DisplayName, Input.Password, ReturnUrl, ct);
        if (ModelState.Refuse(refusals, W)) return Page();
        TempData[MailedKey] = Input.Email!.Trim();
        return LocalRedirect(LocalAddress.With("/register/check-your-mail", ReturnUrl));
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The address.</summary>
        public string? Email { get; set; }

        /// <summary>What others read.</summary>
        public string? DisplayName { get; set; }

        /// <summary>The password.</summary>
        public string? Password { get; set; }
    }
}
