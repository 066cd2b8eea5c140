using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Pages.ShowError;

/// <summary>Says what went wrong in plain words, and nothing that is nobody's business.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PortalPage
{
    private static readonly int[] Known = [400, 403, 404, 409, 413, 429, 500, 503];

    internal int Code { get; private set; } = 500;

    internal string Key => $"Pages.Error.{Code}";

    internal string ContactEmail { get; private set; } = "";

    /// <summary>What support finds the failure by in the log; only for failures of ours.</summary>
    internal string? Reference => Code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;

    /// <inheritdoc />
    // Else it is taken for what answers a method of the name "Page".
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Any method leads here: a form that failed is answered too.
        var asked = int.TryParse(RouteData.Values["code"]?.ToString(), out var code) ? code : 500;
        Code = Known.Contains(asked) ? asked : asked is >= 400 and < 500 ? 400 : 500;
        if (Response.StatusCode < 400) Response.StatusCode = Code;
        ContactEmail = HttpContext.RequestServices.GetService<ISiteIdentity>()?.ContactEmail ?? "";
        // What the failed form held has nothing to say here.
        ModelState.Clear();
    }

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
    }

    /// <summary>Shows it, when the failed request was a form.</summary>
    public void OnPost()
    {
    }
}
