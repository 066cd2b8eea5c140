using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Domain;
using Procurement.Users.SignIn;

namespace Procurement.Users.TwoStep;

/// <summary>Codes at sign-in: whether they are on, and how to turn them on or off.</summary>
[EnableRateLimiting("sign-in")]
public sealed class TwoStepModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal PortalUser Account { get; private set; } = null!;

    internal IReadOnlyList<string>? Codes { get; private set; }

    private TwoStepHandler Handler => HttpContext.RequestServices.GetRequiredService<TwoStepHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await Handler.LoadAsync(ct) is not { } account) return NotFound();
        Account = account;
        return Page();
    }

    /// <summary>Begins to set up.</summary>
    public async Task<IActionResult> OnPostStartAsync(CancellationToken ct)
    {
        if ((await Handler.PrepareAsync(ct)).Refusal is { } refusal) return await AgainAsync(refusal, ct);
        return LocalRedirect("/account/two-step/set-up");
    }

    /// <summary>Makes new recovery codes; the old ones end.</summary>
    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct)
    {
        var made = await Handler.NewCodesAsync(Input.Current, ct);
        if (made.Refusal is { } refusal) return await AgainAsync(refusal, ct);
        Codes = made.Value;
        return await OnGetAsync(ct);
    }

    /// <summary>Turns codes off.</summary>
    public async Task<IActionResult> OnPostOffAsync(CancellationToken ct)
    {
        var off = await Handler.TurnOffAsync(Input.Current, ct);
        if (off.Refusal is { } refusal) return await AgainAsync(refusal, ct);
        await HttpContext.RequestServices.GetRequiredService<Sessions>().BeginAsync(HttpContext, off.Value);
        return Confirmed("/account", "Users.TwoStep.TurnedOff");
    }

    private async Task<IActionResult> AgainAsync(Kernel.Refusal refusal, CancellationToken ct)
    {
        if (await Handler.LoadAsync(ct) is not { } account) return NotFound();
        Account = account;
        return Refused(refusal);
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The password, asked for again.</summary>
        public string? Current { get; set; }
    }
}
