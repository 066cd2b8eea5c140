using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Components;

namespace Procurement.AuditTrail.Verify;

/// <summary>Checks the trail and says what was found.</summary>
public sealed class IndexModel : PortalPage
{
    private IAuditVerifier Verifier => HttpContext.RequestServices.GetRequiredService<IAuditVerifier>();

    internal AuditVerdict? Verdict { get; private set; }

    /// <summary>Explains.</summary>
    public void OnGet()
    {
    }

    /// <summary>Checks. It changes nothing, so that the answer is shown at once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Verdict = await Verifier.VerifyAsync(ct);
        return Page();
    }
}
