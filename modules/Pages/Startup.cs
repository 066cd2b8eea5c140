using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Pages.EditMenus;
using Procurement.Pages.EditPages;
using Procurement.Pages.ReadPage;
using Procurement.Pages.SetUp;
using Procurement.Site.Contracts;

namespace Procurement.Pages;

/// <summary>Shows the home page and what editors write, and lets editors write it.</summary>
public sealed class Startup : StartupBase
{
    internal const string EditPages = "EditPages";

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<RenderedPages>();
        services.AddSingleton<MenuMemory>();
        services.AddScoped<PageReader>();
        services.AddScoped<IFooter, FooterMenus>();
        services.AddScoped<WritePageHandler>();
        services.AddScoped<RevisePageHandler>();
        services.AddScoped<PageChanges>();
        services.AddScoped<SaveMenuHandler>();

        services.AddRecipeStep<PagesStep>();
        services.AddRecipeStep<MenuStep>();

        services.AddPermission(new Permission(EditPages, "Permission.EditPages", Roles.Administrator, Roles.Editor));
        services.AddAccess("Pages", a => a
            .Folder("ShowHome", AccessRule.Anyone)
            .Folder("ShowError", AccessRule.Anyone)
            .Folder("ReadPage", AccessRule.Anyone)
            .Folder("EditPages", AccessRule.Permission(EditPages))
            .Folder("EditMenus", AccessRule.Permission(EditPages)));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Guidance", "/guidance", "Pages", AccessRule.Anyone, 90));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Pages", "/admin/pages", "Pages", AccessRule.Permission(EditPages), 20));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Menus", "/admin/menus", "Pages", AccessRule.Permission(EditPages), 25));
    }
}
