using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Places.Data;
using Procurement.Places.LoadFacts;
using Procurement.Places.ManageBankHolidays;
using Procurement.Site.Contracts;

namespace Procurement.Places;

/// <summary>Knows the areas, the local authorities, the services and the working days, and shows them to everybody.</summary>
public sealed class Startup : StartupBase
{
    internal const string ManagePlaces = "ManagePlaces";

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<PlacesMemory>();
        services.AddSingleton<IPlaces>(s => s.GetRequiredService<PlacesMemory>());
        services.AddSingleton<IServiceCatalogue>(s => s.GetRequiredService<PlacesMemory>());
        services.AddSingleton<IWorkingDays>(s => s.GetRequiredService<PlacesMemory>());
        services.AddScoped<FactsLoader>();
        services.AddScoped<ProclaimBankHolidayHandler>();

        services.AddRecipeStep<AreasStep>();
        services.AddRecipeStep<AuthoritiesStep>();
        services.AddRecipeStep<CommissionersStep>();
        services.AddRecipeStep<ServicesStep>();
        services.AddRecipeStep<CohortsStep>();
        services.AddRecipeStep<BankHolidaysStep>();

        services.AddPermission(new Permission(ManagePlaces, "Permission.ManagePlaces", Roles.Administrator));
        services.AddAccess("Places", a => a
            .Folder("BrowseAreas", AccessRule.Anyone)
            .Folder("ViewArea", AccessRule.Anyone)
            .Folder("ManageBankHolidays", AccessRule.Permission(ManagePlaces)));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Areas", "/areas", "Places", AccessRule.Anyone, 20));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.BankHolidays", "/admin/bank-holidays", "Places", AccessRule.Permission(ManagePlaces), 60));
    }
}
