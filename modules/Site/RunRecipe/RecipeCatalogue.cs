using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Site.RunRecipe;

/// <summary>A step as it stands in a recipe, and the assembly that the recipe is from.</summary>
internal sealed record RecipeStep(string Name, JsonElement Json, Assembly? From)
{
    /// <summary>Where the step is meant for; everywhere when it does not say.</summary>
    public bool IsFor(IHostEnvironment environment) => Json.Texts("environments") is not { Count: > 0 } only || only.Any(environment.IsEnvironment);
}

/// <summary>A recipe: the parts of one name, lowest floor first.</summary>
internal sealed record Recipe(string Name, string Title, IReadOnlyList<RecipeStep> Steps)
{
    private static readonly string[] Moving = ["clock", "drain"];

    /// <summary>True when it moves the clock: it plays a story, which happens once.</summary>
    public bool IsStory => Steps.Any(s => Moving.Contains(s.Name));
}

/// <summary>The recipes that are embedded in modules, in the host and wherever else the host says.</summary>
internal sealed class RecipeCatalogue
{
    private const string Folder = "Recipes/";
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly IReadOnlyList<Assembly> _sources;
    private readonly Lazy<IReadOnlyDictionary<string, Recipe>> _recipes;

    public RecipeCatalogue(ModuleList modules, IEnumerable<RecipeSource> more, IHostEnvironment environment)
    {
        _sources = [.. modules.All.Select(m => m.Assembly).Concat(more.Select(s => s.Assembly)).Append(HostOf(environment)).OfType<Assembly>().Distinct()];
        _recipes = new Lazy<IReadOnlyDictionary<string, Recipe>>(Read);
    }

    public IEnumerable<Recipe> All => _recipes.Value.Values;

    public Recipe? Find(string name) => _recipes.Value.GetValueOrDefault(name);

    public static IReadOnlyList<RecipeStep> StepsOf(JsonElement steps, Assembly? from) =>
        [.. steps.EnumerateArray().Select(s => new RecipeStep(s.Text("step"), s.Clone(), from))];

    /// <summary>Opens a file beside a recipe: in the step's own module, then beside the recipe, then wherever there is one of that name.</summary>
    public Stream Open(string name, params Assembly?[] first)
    {
        var path = name.StartsWith(Folder, StringComparison.Ordinal) ? name : Folder + name;
        foreach (var assembly in first.OfType<Assembly>().Concat(_sources))
            if (assembly.GetManifestResourceStream(path) is { } stream) return stream;
        throw new InvalidOperationException($"No module holds the file '{path}'.");
    }

    private static Assembly? HostOf(IHostEnvironment environment)
    {
        try
        {
            return Assembly.Load(environment.ApplicationName);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or ArgumentException)
        {
            return null;
        }
    }

    private Dictionary<string, Recipe> Read()
    {
        var found = new Dictionary<string, Recipe>(StringComparer.Ordinal);
        foreach (var assembly in _sources)
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(IsTopLevelJson).Order(StringComparer.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                using var json = Parse(stream, resource, assembly);
                // A file of facts lies beside the recipes and is none.
                if (json.RootElement.ValueKind != JsonValueKind.Object || json.RootElement.TextOrNull("name") is not { } name || !json.RootElement.TryGetProperty("steps", out var steps)) continue;
                var part = StepsOf(steps, assembly);
                var title = json.RootElement.TextOrNull("title");
                found[name] = found.TryGetValue(name, out var before)
                    ? before with { Title = title ?? before.Title, Steps = [.. before.Steps, .. part] }
                    : new Recipe(name, title ?? name, part);
            }
        }

        return found;
    }

    private static JsonDocument Parse(Stream stream, string resource, Assembly assembly)
    {
        try
        {
            return JsonDocument.Parse(stream, Reading);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{resource} of {assembly.GetName().Name} is not JSON: {e.Message}", e);
        }
    }

    private static bool IsTopLevelJson(string resource) =>
        resource.StartsWith(Folder, StringComparison.Ordinal) && resource.EndsWith(".json", StringComparison.Ordinal) && !resource[Folder.Length..].Contains('/', StringComparison.Ordinal);
}
