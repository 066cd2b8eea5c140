using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Site.Contracts;
using Procurement.Site.Dashboard;
using Procurement.Site.EditSettings;
using Procurement.Site.RecipeSteps;
using Procurement.Site.RunRecipe;
using Procurement.Site.Settings;
using Procurement.Site.SwitchFeature;
using Procurement.Site.WatchHealth;

namespace Procurement.Site;

/// <summary>What runs the site: its settings, its features, the recipes that set it up, and its health.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<SettingsCache>();
        services.AddScoped<ISettings, SettingsStore>();
        services.AddSingleton<SiteIdentity>();
        services.AddSingleton<ISiteIdentity>(s => s.GetRequiredService<SiteIdentity>());
        services.AddSingleton<IPublicAddress>(s => s.GetRequiredService<SiteIdentity>());
        services.AddScoped<EditSettingsHandler>();

        services.AddSingleton<FeatureBoard>();
        services.AddSingleton<IFeatures>(s => s.GetRequiredService<FeatureBoard>());
        services.AddScoped<SwitchFeatureHandler>();

        services.AddScoped<GivenUpMessages>();
        services.AddSingleton<RecipeCatalogue>();
        services.AddSingleton<IRecipeRunner, RecipeRunner>();
        services.AddRecipeStep<FeaturesStep>();
        services.AddRecipeStep<SettingsStep>();
        services.AddRecipeStep<RolesStep>();
        services.AddRecipeStep<AccountsStep>();
        services.AddRecipeStep<ClockStep>();
        services.AddRecipeStep<DrainStep>();

        services.AddHealthChecks()
            .AddCheck<ReadinessCheck>("start", tags: [HealthRoutes.Ready])
            .AddCheck<DatabaseCheck>("database", tags: [HealthRoutes.Ready])
            .AddCheck<DiskCheck>("disk", tags: [HealthRoutes.Ready])
            .AddCheck<OutboxCheck>("messages");

        services.AddPermission(new Permission(SitePermissions.ManageSite, "Change settings, switch features, run recipes, read health", Roles.Administrator));
        var manage = AccessRule.Permission(SitePermissions.ManageSite);
        var any = new AnyPermissionRule();
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Admin", "/admin", "Site", any, 90));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Settings", "/admin/settings", "Site", manage, 80));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Features", "/admin/features", "Site", manage, 82));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Recipes", "/admin/recipes", "Site", manage, 84));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Health", "/admin/health", "Site", manage, 86));
        services.AddAccess("Site", a => a
            .Folder("Dashboard", any)
            .Folder("EditSettings", manage)
            .Folder("SwitchFeature", manage)
            .Folder("RunRecipe", manage)
            .Folder("WatchHealth", manage));
    }

    /// <inheritdoc />
    public override void Configure(IEndpointRouteBuilder routes) => HealthRoutes.Map(routes);
}
