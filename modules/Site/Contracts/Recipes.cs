using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Users.Contracts;

namespace Procurement.Site.Contracts;

/// <summary>
/// Sets a site up: <c>{ "name": "new-site", "title": "...", "steps": [ { "step": "areas", ... } ] }</c>. A step may name
/// <c>"environments": ["Development"]</c>; elsewhere it is passed over. Recipes are embedded as <c>Recipes/*.json</c>; parts of the
/// same name in several modules are one recipe, lowest floor first, the host last.
/// </summary>
public interface IRecipeRunner
{
    /// <summary>
    /// Runs a recipe, on one machine at a time. Running it again adds what is missing and deletes nothing; one that moves the clock
    /// plays a story, and once it has been played to its end it does nothing. A step that fails stops it with an exception.
    /// </summary>
    Task RunAsync(string name, CancellationToken ct);

    /// <summary>Runs a recipe unless it has run to its end before: for the start of the portal.</summary>
    Task RunOnceAsync(string name, CancellationToken ct);

    /// <summary>
    /// Plays steps that stand in no recipe, for tests: names given by earlier steps are still known, and the clock stays where the
    /// steps left it. Refused outside Development and Testing.
    /// </summary>
    Task PlayAsync(JsonElement steps, CancellationToken ct);
}

/// <summary>One kind of step of a recipe, owned by the module that it fills.</summary>
public interface IRecipeStep
{
    /// <summary>Its name in recipes, for example <c>areas</c>.</summary>
    string Name { get; }

    /// <summary>Does it. It may be run again: it finds what it made before, and deletes nothing.</summary>
    Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct);
}

/// <summary>Where embedded recipes and their files are found: the host's own assembly, for example. Modules are found by themselves.</summary>
public sealed record RecipeSource(Assembly Assembly);

/// <summary>Adds to recipes.</summary>
public static class RecipeServices
{
    /// <summary>Adds a kind of step.</summary>
    public static IServiceCollection AddRecipeStep<T>(this IServiceCollection services) where T : class, IRecipeStep =>
        services.AddScoped<IRecipeStep, T>();

    /// <summary>Adds an assembly with embedded <c>Recipes/*</c> that is no module.</summary>
    public static IServiceCollection AddRecipes(this IServiceCollection services, Assembly assembly) =>
        services.AddSingleton(new RecipeSource(assembly));
}

/// <summary>What a step may use. Each step has a fresh scope, in which the portal itself acts until <see cref="ActAsAsync"/>.</summary>
public sealed class RecipeContext(IServiceProvider services, DateOnly dayZero, Dictionary<string, Guid> ids, Func<string, Stream> open)
{
    /// <summary>This step's scope.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The day that the recipe counts from: the London day of its first run.</summary>
    public DateOnly DayZero { get; } = dayZero;

    /// <summary>Names that steps of this run gave to what they made or found, for example <c>O04</c>.</summary>
    public Dictionary<string, Guid> Ids { get; } = ids;

    /// <summary>From here on, in this step's scope, that person acts.</summary>
    public Task ActAsAsync(string email, CancellationToken ct = default) => Services.GetRequiredService<IActAs>().BecomeAsync(email, ct);

    /// <summary>Does something in another fresh scope, as that person, or as the portal itself when null.</summary>
    public async Task AsAsync(string? email, Func<IServiceProvider, Task> act, CancellationToken ct = default)
    {
        await using var scope = Services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var inner = scope.ServiceProvider;
        inner.GetRequiredService<ChangeContext>().Why = Services.GetRequiredService<ChangeContext>().Why;
        if (email is null) inner.GetRequiredService<CurrentWho>().BecomeSystem();
        else await inner.GetRequiredService<IActAs>().BecomeAsync(email, ct);
        await act(inner);
    }

    /// <summary>The instant at which London's clocks show that time on a day counted from day zero.</summary>
    public DateTimeOffset At(int day, string time) =>
        London.At(DayZero.AddDays(day), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The day so many days from day zero.</summary>
    public DateOnly Day(int day) => DayZero.AddDays(day);

    /// <summary>What an earlier step of this run named so.</summary>
    public Guid IdOf(string name) => Ids.TryGetValue(name, out var id) ? id
        : throw new InvalidOperationException($"No earlier step of the recipe made '{name}'.");

    /// <summary>Opens an embedded file of <c>Recipes</c>, by its name there: the step's own module is looked at first.</summary>
    public Stream OpenFile(string name) => open(name);
}

/// <summary>Short forms for reading a step.</summary>
public static class StepReading
{
    /// <summary>The text of a property; throws when it is missing.</summary>
    public static string Text(this JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw new InvalidOperationException($"The step needs \"{name}\".");

    /// <summary>The text of a property; null when it is missing.</summary>
    public static string? TextOrNull(this JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The number of a property; the fallback, or an exception without one, when it is missing.</summary>
    public static int Number(this JsonElement step, string name, int? fallback = null) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32()
        : fallback ?? throw new InvalidOperationException($"The step needs \"{name}\".");

    /// <summary>The truth of a property; the fallback when it is missing.</summary>
    public static bool Flag(this JsonElement step, string name, bool fallback = false) =>
        step.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : fallback;

    /// <summary>The texts of a list; none when it is missing.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];

    /// <summary>The elements of a list; none when it is missing.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}

/// <summary>For steps that do what people do, through the same handlers: what is refused stops the recipe.</summary>
public static class StepOutcomes
{
    /// <summary>Throws when it was refused.</summary>
    public static void Must(Result result)
    {
        if (result.Refusal is { } refusal) throw Refused(refusal);
    }

    /// <summary>What was made; throws when it was refused.</summary>
    public static T Must<T>(Result<T> result)
    {
        return result.Refusal is { } refusal ? throw Refused(refusal) : result.Value;
    }

    private static InvalidOperationException Refused(Refusal refusal) => new($"The step was refused: {refusal}");
}
