using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Procurement.Data.Once;
using Procurement.Kernel;

namespace Procurement.Web.Security;

/// <summary>A form that carries a key does its work once: the second click is led to where the first one went.</summary>
internal sealed class OnceFilter(IOnce once, ChangeContext change) : IAsyncPageFilter
{
    private const string Field = "__once";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        // The page of an error is shown in the place of the one that failed: there is nothing to do once.
        if (http.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>() is not null || !HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType
            || http.Request.Form[Field].ToString() is not { Length: > 0 and <= 60 } sent)
        {
            await next();
            return;
        }

        var key = $"{sent} {context.ActionDescriptor.AreaName}{context.ActionDescriptor.ViewEnginePath}";
        if (await once.FindAsync(key, http.RequestAborted) is (true, var location))
        {
            context.Result = Back(http, location);
            return;
        }

        change.OnceKey = key;
        var done = await next();
        if (done.Exception is { } error && once.IsSecondClick(error))
        {
            done.ExceptionHandled = true;
            done.Result = Back(http, (await once.FindAsync(key, http.RequestAborted)).Location);
            return;
        }

        var used = change.OnceKey is null;
        if (used && done.Result is LocalRedirectResult { Url: var to }) await once.RememberAsync(key, to, CancellationToken.None);
        else if (used && done.Result is RedirectResult { Url: var url }) await once.RememberAsync(key, url, CancellationToken.None);
    }

    private static IActionResult Back(HttpContext http, string? location) =>
        new LocalRedirectResult(location is { Length: > 0 } l && l.StartsWith('/') ? l : http.Request.PathBase + http.Request.Path + http.Request.QueryString);
}
