using Microsoft.AspNetCore.Builder;
using Procurement.Users.SignIn;

namespace Procurement.Users.Contracts;

/// <summary>What the host puts into the pipeline.</summary>
public static class UsersPipeline
{
    /// <summary>Finds out who asks. After <c>UseAuthentication()</c>, before anything that asks <c>IWho</c>.</summary>
    public static IApplicationBuilder UsePortalWho(this IApplicationBuilder app) => app.UseMiddleware<WhoMiddleware>();
}
