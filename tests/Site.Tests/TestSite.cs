using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.RunRecipe;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Site.Tests;

internal static class TestSite
{
    /// <summary>A runner that knows the recipes of these tests, for that environment.</summary>
    public static RecipeRunner Runner(this Portal portal, string environment = "Development")
    {
        var where = new AnEnvironment(environment);
        return new RecipeRunner(portal.Services.GetRequiredService<IServiceScopeFactory>(), Catalogue(where), where,
            portal.Services.GetRequiredService<IEngine>(), portal.Clock, NullLogger<RecipeRunner>.Instance);
    }

    public static RecipeCatalogue Catalogue(IHostEnvironment? environment = null) =>
        new(new ModuleList([]), [new RecipeSource(typeof(TestSite).Assembly)], environment ?? new AnEnvironment("Development"));

    public static async Task<Browser> AdministratorAsync(this Portal portal)
    {
        var email = $"administrator.{Guid.CreateVersion7():N}@site.example.org";
        await portal.AsAsync(null, async s =>
        {
            var setup = s.GetRequiredService<IAccountSetup>();
            await setup.EnsureRoleAsync(Roles.Administrator, [], CancellationToken.None);
            await setup.EnsureDemonstrationAccountAsync(email, "Administrator (demo account)", "en", [Roles.Administrator], CancellationToken.None);
        });
        return await portal.SignInAsync(email);
    }

    public sealed class AnEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "No.Such.Assembly";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
