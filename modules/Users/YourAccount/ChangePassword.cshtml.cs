using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.SignIn;

namespace Procurement.Users.YourAccount;

/// <summary>Changes the password.</summary>
[EnableRateLimiting("sign-in")]
public sealed class ChangePasswordModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Changes it; this session goes on, all others end.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var changed = await services.GetRequiredService<YourAccountHandler>().ChangePasswordAsync(Input.Current, Input.Password, ct);
        if (changed.Refusal is { } refusal) return Refused(refusal);
        await services.GetRequiredService<Sessions>().BeginAsync(HttpContext, changed.Value);
        return Confirmed("/account", "Users.ChangePassword.Done");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The password so far.</summary>
        public string? Current { get; set; }

        /// <summary>The new one.</summary>
        public string? Password { get; set; }
    }
}
