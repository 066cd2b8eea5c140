using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Accounts;
using Procurement.Users.Domain;

namespace Procurement.Users.SignIn;

/// <summary>Asks for the code after the password.</summary>
[EnableRateLimiting("sign-in")]
public sealed class CodeModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>True when a recovery code is asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    private SignInHandler Handler => HttpContext.RequestServices.GetRequiredService<SignInHandler>();

    private Sessions Sessions => HttpContext.RequestServices.GetRequiredService<Sessions>();

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync() => await Sessions.AwaitingCodeAsync(HttpContext) is null ? Again() : Page();

    /// <summary>Checks the code.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Sessions.AwaitingCodeAsync(HttpContext) is not { } awaiting) return Again();
        var checkedCode = await Handler.CheckCodeAsync(awaiting, Input.Code, Recovery, ct);
        if (checkedCode.Refusal is LinkIsOver) return Again();
        if (checkedCode.Refusal is { } refusal) return Refused(refusal);
        await Sessions.BeginAsync(HttpContext, checkedCode.Value);
        return LocalRedirect(LocalAddress.OrHome(ReturnUrl));
    }

    private IActionResult Again() => LocalRedirect(LocalAddress.With("/sign-in", ReturnUrl));

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The code.</summary>
        public string? Code { get; set; }
    }
}
