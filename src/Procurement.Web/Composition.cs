using System.Globalization;
using System.Reflection;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Procurement.Components;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Data.PostgreSql;
using Procurement.Data.Sqlite;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Users.Contracts;
using Procurement.Web.Security;
using Procurement.Web.Start;
using Module = Procurement.Kernel.Module;
using StartupBase = Procurement.Kernel.StartupBase;

namespace Procurement.Web;

/// <summary>Puts the portal together.</summary>
internal static class Composition
{
    private const long LargestRequest = 30 * 1024 * 1024;

    public static void AddPortal(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        var modules = FindModules();
        services.AddSingleton(modules);

        var storage = Path.GetFullPath(configuration["Storage:Path"] is { Length: > 0 } path ? path : "App_Data");
        configuration["Storage:Path"] = storage;
        Directory.CreateDirectory(storage);

        if (!builder.Environment.IsDevelopment()) builder.Logging.AddJsonConsole();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = LargestRequest;
        });

        var clock = new PortalClock();
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddPortalData(Engine(configuration, storage));
        services.AddDataProtection().SetApplicationName("Procurement").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(storage, "keys")));
        services.AddWords(typeof(Composition).Assembly, Assembly.Load("Procurement.Civic"));
        services.AddRecipes(typeof(Composition).Assembly);

        services.AddHttpContextAccessor();
        services.AddRazorPages(o =>
        {
            o.RootDirectory = "/Pages";
            o.Conventions.Add(new FolderFence(services, modules));
        }).AddMvcOptions(o =>
        {
            o.Filters.Add<HandlerFilter>();
            o.Filters.Add<OnceFilter>();
        });
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(o => o.Cookie.Name = PortalPage.NoticeCookie);
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(o =>
        {
            o.MultipartBodyLengthLimit = LargestRequest;
            // Beyond the threshold uploads wait in a temporary file, in clear: what will be sealed must not.
            o.MemoryBufferThreshold = (int)LargestRequest;
        });
        services.AddOutputCache(o => o.AddBasePolicy(p => p.AddPolicy<VisitorCache>(), excludeDefaultPolicy: true));
        services.AddResponseCompression(o => o.EnableForHttps = false);
        services.AddRequestLocalization(o =>
        {
            CultureInfo[] cultures = [CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("cy-GB")];
            o.DefaultRequestCulture = new RequestCulture("en-GB");
            (o.SupportedCultures, o.SupportedUICultures) = ([cultures[0]], cultures);
            o.RequestCultureProviders = [new LanguageCookie()];
        });
        AddRateLimits(services, configuration);
        AddProxies(services, configuration);
        services.AddSingleton<DoorPlan>();
        services.AddScoped<IDoors, Doors>();
        services.AddSingleton<PortalStart>();

        foreach (var module in modules.All)
        {
            foreach (var type in module.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(StartupBase))))
            {
                var startup = (StartupBase)Activator.CreateInstance(type)!;
                (startup.Configuration, startup.Environment) = (configuration, builder.Environment);
                startup.ConfigureServices(services);
                services.AddSingleton(startup);
            }
        }
    }

    public static void UsePortal(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler("/error/500");
        // Behind the handler of errors, which clears what was set before it and comes through here again.
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseRequestLocalization();
        app.UseMiddleware<LanguageSwitch>();
        app.UseRouting();
        // What is kept is for visitors: it is answered before anybody asks who they are.
        app.UseOutputCache();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UsePortalWho();
        app.UseMiddleware<Gatekeeper>();
        app.UseMiddleware<Arrival>();

        var kept = app.Services.GetRequiredService<IOutputCacheStore>();
        app.Services.GetRequiredService<OutboxSignal>().Committed += async () => await kept.EvictByTagAsync(VisitorCache.Tag, CancellationToken.None);

        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        foreach (var startup in app.Services.GetServices<StartupBase>()) startup.Configure(app);
    }

    /// <summary>The modules are the assemblies beside the host that say so in their manifest.</summary>
    internal static ModuleList FindModules()
    {
        var found = Directory.EnumerateFiles(AppContext.BaseDirectory, "Procurement.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(n => !n!.EndsWith(".Tests", StringComparison.Ordinal))
            .Select(n => Module.From(Assembly.Load(n!)))
            .OfType<Module>().OrderBy(m => m.Floor).ToArray();
        return new ModuleList(found);
    }

    private static IEngine Engine(ConfigurationManager configuration, string storage)
    {
        var connection = configuration["Database:ConnectionString"];
        return configuration["Database:Provider"] switch
        {
            "PostgreSql" => new PostgreSqlEngine(connection ?? throw new InvalidOperationException("Database:ConnectionString is missing: PostgreSQL needs one.")),
            null or "" or "Sqlite" => new SqliteEngine(connection is { Length: > 0 } file ? file : Path.Combine(storage, "portal.db")),
            var other => throw new InvalidOperationException($"Database:Provider is '{other}': it can be Sqlite or PostgreSql."),
        };
    }

    private static void AddRateLimits(IServiceCollection services, ConfigurationManager configuration) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        foreach (var (name, perMinute) in new[] { ("sign-in", 20), ("register", 6), ("reset", 6) })
        {
            var limit = configuration.GetValue($"RateLimits:{name}", perMinute);
            o.AddPolicy(name, http => HttpMethods.IsPost(http.Request.Method)
                ? RateLimitPartition.GetSlidingWindowLimiter(name + http.Connection.RemoteIpAddress, _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = limit,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = 6,
                    QueueLimit = 0,
                })
                : RateLimitPartition.GetNoLimiter(name));
        }
    });

    private static void AddProxies(IServiceCollection services, ConfigurationManager configuration)
    {
        var networks = configuration.GetSection("Proxy:KnownNetworks").Get<string[]>() ?? [];
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            // Nothing that a stranger sends is believed: headers count only when the operator has named the proxies.
            o.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var network in networks) o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
    }
}
