using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Domain;

namespace Procurement.Users.SignIn;

/// <summary>Signs in.</summary>
[EnableRateLimiting("sign-in")]
public sealed class SignInModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    internal IReadOnlyList<DemonstrationGroup> Demonstration { get; private set; } = [];

    internal bool OffersAnotherMail { get; private set; }

    private SignInHandler Handler => HttpContext.RequestServices.GetRequiredService<SignInHandler>();

    private Sessions Sessions => HttpContext.RequestServices.GetRequiredService<Sessions>();

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Who.IsSignedIn && LocalAddress.Safe(ReturnUrl) is null) return LocalRedirect("/account");
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>Checks the password.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var checkedPassword = await Handler.CheckPasswordAsync(Input.Email, Input.Password, ct);
        if (checkedPassword.Refusal is { } refusal)
        {
            OffersAnotherMail = refusal is EmailIsNotConfirmed;
            await LoadAsync(ct);
            return Refused(refusal);
        }

        var user = checkedPassword.Value;
        if (user.TwoFactorEnabled)
        {
            await Sessions.AwaitCodeAsync(HttpContext, user);
            return LocalRedirect(LocalAddress.With("/sign-in/code", ReturnUrl));
        }

        await Sessions.BeginAsync(HttpContext, user);
        return LocalRedirect(LocalAddress.OrHome(ReturnUrl));
    }

    /// <summary>Signs in as an account of the demonstration.</summary>
    public async Task<IActionResult> OnPostDemonstrationAsync(Guid account, CancellationToken ct)
    {
        if (await Handler.DemonstrationAccountAsync(account, ct) is not { } user) return NotFound();
        await Sessions.BeginAsync(HttpContext, user);
        return LocalRedirect(LocalAddress.OrHome(ReturnUrl));
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Demonstration = await HttpContext.RequestServices.GetRequiredService<DemonstrationList>().GroupsAsync(ct);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The address.</summary>
        public string? Email { get; set; }

        /// <summary>The password.</summary>
        public string? Password { get; set; }
    }
}
