using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procurement.Components;
using Procurement.Data;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.RunRecipe;

/// <summary>Lists the recipes, and runs one again.</summary>
public sealed partial class RecipesModel : PortalPage
{
    internal IReadOnlyList<(Recipe Recipe, RecipeRecord? Record)> Recipes { get; private set; } = [];

    private RecipeCatalogue Catalogue => HttpContext.RequestServices.GetRequiredService<RecipeCatalogue>();

    /// <summary>Lists them.</summary>
    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>Runs one.</summary>
    public async Task<IActionResult> OnPostAsync(string? recipe, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Recipes.FirstOrDefault(r => r.Recipe.Name == recipe) is not { Recipe: { } found } known) return NotFound();
        if (found.IsStory && known.Record?.FinishedAt is not null) return Refused(new RecipeWasPlayed());
        try
        {
            // Whoever asked may leave the page: a recipe that is half run would have to be run again.
            await HttpContext.RequestServices.GetRequiredService<IRecipeRunner>().RunAsync(found.Name, CancellationToken.None);
            return Confirmed("/admin/recipes", "Site.Recipes.Done", found.Title);
        }
        catch (RecipeFailedException e)
        {
            LogStopped(HttpContext.RequestServices.GetRequiredService<ILogger<RecipesModel>>(), found.Name, e.Step, e);
            await LoadAsync(ct);
            return Refused(new RecipeStopped(e.Step));
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var records = await services.GetRequiredService<PortalDbContext>().Set<RecipeRecord>().AsNoTracking().ToDictionaryAsync(r => r.Name, ct);
        var playground = RecipeRunner.IsPlayground(services.GetRequiredService<IHostEnvironment>());
        Recipes = [.. Catalogue.All.Where(r => playground || !r.IsStory).OrderBy(r => r.Title, StringComparer.CurrentCulture).Select(r => (r, records.GetValueOrDefault(r.Name)))];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The recipe {Recipe} stopped at step {Step}")]
    private static partial void LogStopped(ILogger logger, string recipe, string step, Exception e);
}
