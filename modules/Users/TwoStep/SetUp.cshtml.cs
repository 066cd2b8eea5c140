using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Users.TwoStep;

/// <summary>Shows the key to the app, and asks for its first code.</summary>
[EnableRateLimiting("sign-in")]
public sealed class SetUpModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string Key { get; private set; } = "";

    internal string Picture { get; private set; } = "";

    internal IReadOnlyList<string>? Codes { get; private set; }

    private TwoStepHandler Handler => HttpContext.RequestServices.GetRequiredService<TwoStepHandler>();

    /// <summary>Shows the key.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ? Page() : LocalRedirect("/account/two-step");

    /// <summary>Turns codes on, and shows the recovery codes.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var on = await Handler.TurnOnAsync(Input.Code, ct);
        if (on.Refusal is { } refusal)
        {
            if (!await ShowAsync(ct)) return LocalRedirect("/account/two-step");
            return Refused(refusal);
        }

        Codes = on.Value;
        return Page();
    }

    private async Task<bool> ShowAsync(CancellationToken ct)
    {
        if (await Handler.LoadAsync(ct) is not { TwoFactorEnabled: false, TwoStepKey: not null } account) return false;
        (Key, Picture) = Handler.Show(account);
        return true;
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The code that the app shows.</summary>
        public string? Code { get; set; }
    }
}
