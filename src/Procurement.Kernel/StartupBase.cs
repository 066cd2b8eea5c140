using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Procurement.Kernel;

/// <summary>The entrance of a module: what it brings to the container and to the routes.</summary>
public abstract class StartupBase
{
    /// <summary>Set by the host before <see cref="ConfigureServices"/>.</summary>
    public IConfiguration Configuration { get; set; } = null!;

    /// <summary>Set by the host before <see cref="ConfigureServices"/>.</summary>
    public IHostEnvironment Environment { get; set; } = null!;

    /// <summary>Adds the module's services, permissions, menu items, access rules and reactions.</summary>
    public abstract void ConfigureServices(IServiceCollection services);

    /// <summary>Adds routes that are not pages. Each must carry <c>.WithAccess(...)</c>, or it is denied.</summary>
    public virtual void Configure(IEndpointRouteBuilder routes) { }
}
