using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Media.CleanUp;
using Procurement.Media.Contracts;
using Procurement.Media.Keep;
using Procurement.Media.Scan;
using Procurement.Media.Serve;

namespace Procurement.Media;

/// <summary>Keeps files, after looking at what they are, and serves them to those who may read them.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<Disk>();
        services.AddSingleton<MediaSettings>();
        services.AddSingleton<FactsCipher>();
        switch (Configuration["Media:Scanner:Kind"])
        {
            case null or "" or "None":
                services.AddSingleton<IScanFiles, NoScanner>();
                break;
            case "Clamd":
                services.AddSingleton<IScanFiles, ClamScanner>();
                break;
            case var other:
                throw new InvalidOperationException($"Media:Scanner:Kind is '{other}': it can be None or Clamd.");
        }

        services.AddScoped<Files>();
        services.AddScoped<IFiles>(s => s.GetRequiredService<Files>());
        services.AddJob<RemoveOrphansJob>("Media", TimeSpan.FromHours(1));
        services.AddJob<SweepJob>("Media", TimeSpan.FromHours(12));
    }

    /// <inheritdoc />
    public override void Configure(IEndpointRouteBuilder routes) =>
        routes.MapGet(FileRoute.Pattern, FileRoute.ServeAsync).WithAccess("Media", AccessRule.Anyone).CacheOutput(p => p.NoCache());
}
