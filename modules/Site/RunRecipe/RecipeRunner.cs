using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.RunRecipe;

/// <summary>Runs recipes, on one machine at a time.</summary>
internal sealed partial class RecipeRunner(
    IServiceScopeFactory scopes, RecipeCatalogue catalogue, IHostEnvironment environment, IEngine engine, PortalClock clock, ILogger<RecipeRunner> logger)
    : IRecipeRunner, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lock _naming = new();
    private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);

    public Task RunAsync(string name, CancellationToken ct) => RunAsync(name, once: false, ct);

    public Task RunOnceAsync(string name, CancellationToken ct) => RunAsync(name, once: true, ct);

    public async Task PlayAsync(JsonElement steps, CancellationToken ct)
    {
        if (!IsPlayground(environment)) throw new InvalidOperationException("Steps are played in Development and Testing alone.");
        await StepsAsync("played", RecipeCatalogue.StepsOf(steps, null), Today(), ct);
    }

    public void Dispose() => _one.Dispose();

    internal static bool IsPlayground(IHostEnvironment environment) => environment.IsDevelopment() || environment.IsEnvironment("Testing");

    private async Task RunAsync(string name, bool once, CancellationToken ct)
    {
        var recipe = catalogue.Find(name) ?? throw new InvalidOperationException(
            $"There is no recipe '{name}'. There are: {string.Join(", ", catalogue.All.Select(r => r.Name).Order())}.");
        if (recipe.IsStory && !IsPlayground(environment))
            throw new InvalidOperationException($"The recipe '{name}' moves the clock: it is played in Development and Testing alone.");
        await _one.WaitAsync(ct);
        try
        {
            await using var alone = await engine.LockAsync("Recipes", wait: true, ct);
            await RunAloneAsync(recipe, once, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task RunAloneAsync(Recipe recipe, bool once, CancellationToken ct)
    {
        var record = await RecordAsync(recipe.Name, ct);
        if (record.FinishedAt is not null && (once || recipe.IsStory)) return;
        LogRunning(logger, recipe.Name, recipe.Steps.Count);
        var before = clock.Offset;
        await ChangeAsync(recipe.Name, r => r.Start(Real()), ct);
        try
        {
            await StepsAsync(recipe.Name, recipe.Steps, record.DayZero, ct);
        }
        catch (RecipeFailedException e)
        {
            await ChangeAsync(recipe.Name, r => r.Fail(e.Step), CancellationToken.None);
            throw;
        }
        finally
        {
            clock.Move(before - clock.Offset);
        }

        await ChangeAsync(recipe.Name, r => r.Finish(Real()), ct);
        LogRun(logger, recipe.Name);
    }

    private async Task StepsAsync(string recipe, IReadOnlyList<RecipeStep> steps, DateOnly dayZero, CancellationToken ct)
    {
        Dictionary<string, Guid> ids;
        lock (_naming) ids = new Dictionary<string, Guid>(_ids, StringComparer.Ordinal);
        for (var at = 0; at < steps.Count; at++)
        {
            var step = steps[at];
            if (!step.IsFor(environment)) continue;
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            services.GetRequiredService<CurrentWho>().BecomeSystem();
            services.GetRequiredService<ChangeContext>().Why = $"Recipe {recipe}, step {at + 1}: {step.Name}";
            var kinds = services.GetServices<IRecipeStep>().ToList();
            var kind = kinds.Find(k => k.Name == step.Name) ?? throw new RecipeFailedException(recipe, at, step.Name,
                new InvalidOperationException($"No module knows this step. Known are: {string.Join(", ", kinds.Select(k => k.Name).Order())}."));
            try
            {
                await kind.RunAsync(step.Json, new RecipeContext(services, dayZero, ids, file => catalogue.Open(file, kind.GetType().Assembly, step.From)), ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                throw new RecipeFailedException(recipe, at, step.Name, e);
            }
            finally
            {
                lock (_naming)
                    foreach (var (key, id) in ids) _ids[key] = id;
            }
        }
    }

    private async Task<RecipeRecord> RecordAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (await db.Set<RecipeRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Name == name, ct) is { } record) return record;
        db.Add(record = new RecipeRecord(name, Today()));
        await db.SaveChangesAsync(ct);
        return record;
    }

    private async Task ChangeAsync(string name, Action<RecipeRecord> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        change(await db.Set<RecipeRecord>().FirstAsync(r => r.Name == name, ct));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The server's own time, wherever the portal's clock stands.</summary>
    private DateTimeOffset Real() => clock.GetUtcNow() - clock.Offset;

    private DateOnly Today() => London.DateOf(Real());

    [LoggerMessage(Level = LogLevel.Information, Message = "Running the recipe {Recipe}: {Steps} steps")]
    private static partial void LogRunning(ILogger logger, string recipe, int steps);

    [LoggerMessage(Level = LogLevel.Information, Message = "The recipe {Recipe} has run to its end")]
    private static partial void LogRun(ILogger logger, string recipe);
}

/// <summary>A recipe stopped. What its earlier steps made stays, and running it again goes on from there.</summary>
internal sealed class RecipeFailedException(string recipe, int at, string step, Exception inner)
    : InvalidOperationException($"The recipe '{recipe}' stopped at step {at + 1}, '{step}': {inner.Message}", inner)
{
    public string Step { get; } = $"{at + 1}, {step}";
}
