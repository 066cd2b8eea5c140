using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Accounts;
using Procurement.Users.SignIn;

namespace Procurement.Users.Setup;

/// <summary>Makes the first administrator. There is nothing here once there is one.</summary>
[EnableRateLimiting("sign-in")]
public sealed class SetupModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    private SetupHandler Handler => HttpContext.RequestServices.GetRequiredService<SetupHandler>();

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Handler.IsNeededAsync(ct) ? Page() : NotFound();

    /// <summary>Makes the administrator, and signs in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Handler.IsNeededAsync(ct)) return NotFound();
        var (refusals, user) = await Handler.MakeAdministratorAsync(Input.Token, Input.Email, Input.DisplayName, Input.Password, ct);
        if (ModelState.Refuse(refusals, W) || user is null) return Page();
        await HttpContext.RequestServices.GetRequiredService<Sessions>().BeginAsync(HttpContext, user);
        return Confirmed("/admin", "Users.Setup.Done");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The token from the log.</summary>
        public string? Token { get; set; }

        /// <summary>The address.</summary>
        public string? Email { get; set; }

        /// <summary>What others read.</summary>
        public string? DisplayName { get; set; }

        /// <summary>The password.</summary>
        public string? Password { get; set; }
    }
}
