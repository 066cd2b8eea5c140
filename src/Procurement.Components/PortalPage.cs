using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;

namespace Procurement.Components;

/// <summary>What every page can do: say who asks, and show a refusal beside its field with everything typed given back.</summary>
public abstract class PortalPage : PageModel
{
    /// <summary>The cookie that carries the sentence of the banner to the next page.</summary>
    public const string NoticeCookie = "notice";

    private const string ConfirmationKey = "confirmation";

    /// <summary>Who asks.</summary>
    public IWho Who => HttpContext.RequestServices.GetRequiredService<IWho>();

    /// <summary>The words.</summary>
    public IWords W => HttpContext.RequestServices.GetRequiredService<IWords>();

    /// <summary>Shows the page again with the refusal in the error summary and beside its field.</summary>
    protected IActionResult Refused(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal is NotFound) return NotFound();
        if (refusal is NotAllowed) return StatusCode(403);
        ModelState.AddModelError(refusal.Field ?? "", W.Text(refusal));
        return Page();
    }

    /// <summary>Goes to an address, where a banner says that it was done.</summary>
    /// <param name="url">A local address.</param>
    /// <param name="key">The key of the sentence.</param>
    /// <param name="args">Its arguments.</param>
    protected IActionResult Confirmed(string url, string key, params object?[] args)
    {
        TempData[ConfirmationKey] = W.Text(key, args);
        return LocalRedirect(url);
    }

    /// <summary>The sentence of the banner; null when there is none.</summary>
    public static string? ConfirmationOf(Microsoft.AspNetCore.Http.HttpRequest request, Microsoft.AspNetCore.Mvc.ViewFeatures.ITempDataDictionary tempData) =>
        // Merely to look writes the cookie anew, and an answer with a cookie is kept for no other visitor.
        request?.Cookies.ContainsKey(NoticeCookie) == true ? tempData[ConfirmationKey] as string : null;
}
