using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.EditTypes;

/// <summary>What a draft says of itself, and the variables that its workflows know.</summary>
public sealed partial class AboutModel : DraftPage
{
    private const int LongestTitle = 200;
    private const int LongestAbout = 1000;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Kinds => [.. Enum.GetValues<Contracts.ValueKind>().Select(k => new Choice(k.ToString(), W.Text(k)))];

    /// <summary>The variables that the events which start it bring, and that it has not declared.</summary>
    internal IReadOnlyList<Output> Offered { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string name, bool more, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        await AgainAsync(ct);
        var definition = Sight.Definition;
        (Input.Title, Input.About, Input.OnePerSubject) = (definition.Title, definition.About, definition.OnePerSubject);
        Input.Variables = [.. definition.Variables.Select(v => new VariableInput { Name = v.Name, Kind = v.Kind.ToString(), Default = v.Default is { } d ? Say(d) : null })];
        if (more || Input.Variables.Count == 0) Input.Variables.Add(new VariableInput());
        return Page();
    }

    /// <summary>Saves it. A button may also ask for one more or one less variable, or take what an event brings.</summary>
    public async Task<IActionResult> OnPostAsync(string name, string? todo, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        await AgainAsync(ct);
        if (todo?.StartsWith("less:", StringComparison.Ordinal) == true && int.TryParse(todo[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var gone) && gone < Input.Variables.Count)
        {
            Input.Variables.RemoveAt(gone);
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.Variables", StringComparison.Ordinal)).ToArray()) ModelState.Remove(key);
        }

        if (string.IsNullOrWhiteSpace(Input.Title)) ModelState.AddModelError("Input.Title", W.Text(new TypeTitleMissing()));
        else if (Input.Title.Trim().Length > LongestTitle) ModelState.AddModelError("Input.Title", W.Text(new TextIsTooLong(LongestTitle, "Input.Title")));
        if (Input.About is { Length: > LongestAbout }) ModelState.AddModelError("Input.About", W.Text(new TextIsTooLong(LongestAbout, "Input.About")));
        var variables = ReadVariables();
        if (todo == "take") variables.AddRange(Offered.Select(o => new Variable(o.Name, o.Kind)));
        if (!ModelState.IsValid) return Page();

        var result = await Drafts.ChangeAsync(name, RowVersion, d => new Edit(
            d with { Title = Input.Title!.Trim(), About = Input.About?.Trim() ?? "", OnePerSubject = Input.OnePerSubject, Variables = variables }, "Workflows.Change.AboutChanged", null), ct);
        if (todo is { Length: > 0 } && result.IsDone) return LocalRedirect(Sight.Url + "/about" + (todo == "more" ? "?more=true" : "") + "#variables-h");
        return await AnswerAsync(name, result, Sight.Url, "Workflows.About.Saved", ct);
    }

    internal override Task AgainAsync(CancellationToken ct)
    {
        var catalogue = Service<ActivityCatalogue>();
        var started = Sight.Definition.Activities.Select(s => (Step: s, Activity: catalogue.Find(s.Activity))).Where(s => s.Activity is { Kind: ActivityKind.Start } && s.Step.Settings is not null)
            .Select(s => s.Step.Settings!.Value.TryGetProperty("event", out var e) ? e.GetString() : null).OfType<string>().ToHashSet();
        Offered = [.. HttpContext.RequestServices.GetService(typeof(IEnumerable<WorkflowEventRegistration>)) is IEnumerable<WorkflowEventRegistration> known
            ? known.Where(e => started.Contains(e.Name)).SelectMany(e => e.Brings).DistinctBy(o => o.Name).Where(o => Sight.Definition.Variables.All(v => v.Name != o.Name)) : []];
        return Task.CompletedTask;
    }

    private List<Variable> ReadVariables()
    {
        List<Variable> variables = [];
        for (var i = 0; i < Input.Variables.Count; i++)
        {
            var typed = Input.Variables[i];
            var field = $"Input.Variables[{i}]";
            if (string.IsNullOrWhiteSpace(typed.Name))
            {
                if (!string.IsNullOrWhiteSpace(typed.Default)) ModelState.AddModelError(field + ".Name", W.Text("Workflows.About.NameMissing"));
                continue;
            }

            var variable = typed.Name.Trim();
            if (!VariableForm().IsMatch(variable) || variable is ValueReader.Outputs or ValueReader.Subject or ValueReader.Url) ModelState.AddModelError(field + ".Name", W.Text("Workflows.About.NameWrong"));
            else if (variables.Exists(v => v.Name == variable)) ModelState.AddModelError(field + ".Name", W.Text("Workflows.About.NameTwice", variable));
            if (!Enum.TryParse<Contracts.ValueKind>(typed.Kind, out var kind)) ModelState.AddModelError(field + ".Kind", W.Text("Workflows.About.KindMissing"));
            JsonElement? value = null;
            if (!string.IsNullOrWhiteSpace(typed.Default))
            {
                value = Read(kind, typed.Default.Trim());
                if (value is null) ModelState.AddModelError(field + ".Default", W.Text(new SettingNotOfKind(W.Text("Workflows.About.Default"), W.Text(kind))));
            }

            variables.Add(new Variable(variable, kind, value));
        }

        return variables;
    }

    private static JsonElement? Read(Contracts.ValueKind kind, string text) => kind switch
    {
        Contracts.ValueKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? Values.One(n) : null,
        Contracts.ValueKind.Boolean => text.ToLowerInvariant() switch { "yes" or "true" => Values.One(true), "no" or "false" => Values.One(false), _ => null },
        Contracts.ValueKind.Day => DateOnly.TryParse(text, CultureInfo.GetCultureInfo("en-GB"), out var day) ? Values.One(day) : null,
        Contracts.ValueKind.Instant => text.Length >= 16 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Values.One(at) : null,
        Contracts.ValueKind.List => Values.One(text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        _ => Values.One(text),
    };

    private static string Say(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(v => v.ToString())),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,99}$")]
    private static partial Regex VariableForm();

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The title of the type.</summary>
        public string? Title { get; set; }

        /// <summary>What it is for.</summary>
        public string? About { get; set; }

        /// <summary>Whether only one workflow of a subject runs at a time.</summary>
        public bool OnePerSubject { get; set; }

        /// <summary>The variables.</summary>
        public List<VariableInput> Variables { get; set; } = [];
    }

    /// <summary>A variable.</summary>
    public sealed class VariableInput
    {
        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Its kind.</summary>
        public string? Kind { get; set; }

        /// <summary>What it is when nothing else is given.</summary>
        public string? Default { get; set; }
    }
}
