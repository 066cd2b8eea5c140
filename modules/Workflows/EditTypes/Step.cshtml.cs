using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.EditTypes;

/// <summary>One step of a draft: its title, its settings, and what comes after each of its outcomes.</summary>
public sealed class StepModel : DraftPage
{
    private const int LongestTitle = 200;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Step Step { get; private set; } = null!;
    internal Activity? Activity { get; private set; }
    internal Pickers Pickers { get; private set; } = null!;
    internal IReadOnlyList<FormNode> Nodes { get; private set; } = [];
    internal IReadOnlyList<string> Outcomes { get; private set; } = [];
    internal string StepTitle => Diagrams.TitleOf(Step);
    internal string? About => Activity is { } a && W.Has(a.DisplayKey + ".About") ? W.Text(a.DisplayKey + ".About") : null;
    internal bool TakesValues => Any(Nodes, n => n.TakesValues);

    internal IReadOnlyList<Choice> Targets =>
    [
        .. Sight.Definition.Activities.Where(s => Service<ActivityCatalogue>().Find(s.Activity)?.Kind is not (ActivityKind.Start or ActivityKind.FaultHandler)).Select(s => new Choice(s.Id, Diagrams.TitleOf(s))),
        new Choice(Definition.End, W.Text("Workflows.Step.BranchEnds")),
    ];

    /// <summary>Shows its form; <paramref name="more"/> names a list that is to have one more empty part.</summary>
    public async Task<IActionResult> OnGetAsync(string name, string id, string? more, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        if (Sight.Definition.Find(id) is not { } step) return NotFound();
        await PrepareAsync(step, ct);
        Input.Title = step.Title ?? StepTitle;
        if (Activity is { } activity)
        {
            var form = Form(activity);
            Fill(form, form.Flatten(step.Settings), more);
        }

        Input.Then = [.. Outcomes.Select(o => new OutcomeInput { Outcome = o, Target = step.Then.GetValueOrDefault(o) })];
        Input.Attempts = step.RetryOrDefault.Attempts.ToString(CultureInfo.InvariantCulture);
        Input.Seconds = step.RetryOrDefault.Seconds.ToString(CultureInfo.InvariantCulture);
        // A step that nobody has filled in yet is not reproached with what is missing.
        foreach (var problem in Sight.ProblemsOf(id).Where(p => more is null && (step.Settings is not null || !p.IsMissing))) ModelState.AddModelError(FieldOf(problem.Path), problem.Text);
        return Page();
    }

    /// <summary>Saves it. A button may also ask for one more or one less of something.</summary>
    public async Task<IActionResult> OnPostAsync(string name, string id, string? todo, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        if (Sight.Definition.Find(id) is not { } step) return NotFound();
        await PrepareAsync(step, ct);
        var texts = Input.Settings.Where(s => s.Path is { Length: > 0 and < 200 }).GroupBy(s => s.Path!).ToDictionary(g => g.Key, g => g.First().Text ?? "");
        if (todo?.StartsWith("less:", StringComparison.Ordinal) == true) texts = SettingsForm.Without(texts, todo[5..]);
        List<FormMistake> mistakes = [];
        JsonElement? settings = null;
        if (Activity is { } activity)
        {
            var form = Form(activity);
            settings = JsonSerializer.SerializeToElement(form.Parse(texts, mistakes));
            Fill(form, texts, null);
        }

        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.Settings", StringComparison.Ordinal)).ToArray()) ModelState.Remove(key);
        foreach (var mistake in mistakes) ModelState.AddModelError(FieldOf(mistake.Path), W.Text(mistake.Reason));
        var title = Input.Title?.Trim();
        if (string.IsNullOrEmpty(title)) ModelState.AddModelError("Input.Title", W.Text("Workflows.Step.TitleMissing"));
        else if (title.Length > LongestTitle) ModelState.AddModelError("Input.Title", W.Text(new TextIsTooLong(LongestTitle, "Input.Title")));
        var retry = ReadRetry();
        if (!ModelState.IsValid) return Page();

        var result = await Drafts.ChangeAsync(name, RowVersion, definition =>
        {
            if (definition.Find(id) is not { } now) return new NotFound();
            var before = Activity is null ? [] : SettingsSchema.Outcomes(Activity, now.Settings);
            var after = Activity is null ? [] : SettingsSchema.Outcomes(Activity, settings);
            var changed = now;
            foreach (var outcome in Input.Then.Where(t => before.Contains(t.Outcome ?? ""))) changed = changed.With(outcome.Outcome!, string.IsNullOrEmpty(outcome.Target) ? null : outcome.Target);
            if (Activity is not null) changed = changed.With(Keep(now.Settings, settings), before, after);
            changed = changed with { Title = title == (Activity is null ? "" : W.Text(Activity.DisplayKey)) && now.Title is null ? null : title, Retry = retry == now.RetryOrDefault ? now.Retry : retry };
            return new Edit(definition.Replace(changed), changed.Title != now.Title && SameBut(changed, now) ? "Workflows.Change.Renamed" : "Workflows.Change.StepChanged", title);
        }, ct);
        if (todo is { Length: > 5 } && result.IsDone)
        {
            // One more or one less: back to the form, where it is.
            var more = todo.StartsWith("more:", StringComparison.Ordinal) ? "?more=" + Uri.EscapeDataString(todo[5..]) : "";
            return LocalRedirect(Sight.StepUrl(id) + more + "#settings-h");
        }

        return await AnswerAsync(name, result, $"{Sight.Url}?at={id}#step-{id}", "Workflows.Step.Saved", ct, title);
    }

    /// <summary>Takes the step out.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string name, string id, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        if (Sight.Definition.Find(id) is not { } step) return NotFound();
        await PrepareAsync(step, ct);
        var title = StepTitle;
        var result = await Drafts.ChangeAsync(name, RowVersion, d => d.Find(id) is null ? new NotFound() : new Edit(d.Remove(id), "Workflows.Change.StepRemoved", title), ct);
        if (!result.IsDone) await OnGetAsync(name, id, null, ct);
        return await AnswerAsync(name, result, Sight.Url, "Workflows.Step.Removed", ct, title);
    }

    internal override async Task AgainAsync(CancellationToken ct)
    {
        if (Sight.Definition.Find(Step.Id) is { } step) await PrepareAsync(step, ct);
    }

    /// <summary>The label of the field that says what comes after an outcome.</summary>
    internal string LabelOf(string outcome) => Activity?.SideOutcomes.Contains(outcome) == true ? W.Text("Workflows.Step.ThenBeside", Diagrams.OutcomeOf(outcome)) : Diagrams.AfterOutcome(outcome);

    private async Task PrepareAsync(Step step, CancellationToken ct)
    {
        Step = step;
        Activity = Service<ActivityCatalogue>().Find(step.Activity);
        Pickers = await Service<PickerSources>().ForAsync(Sight.Definition, ct);
        Outcomes = Activity is null ? [.. step.Then.Keys] : SettingsSchema.Outcomes(Activity, step.Settings);
    }

    private SettingsForm Form(Activity activity) => new(SettingsSchema.Of(activity), Pickers, W);

    private void Fill(SettingsForm form, Dictionary<string, string> texts, string? more)
    {
        Nodes = form.Build(texts, more);
        Input.Settings = [.. form.Leaves.Select(path => new SettingInput { Path = path, Text = texts.GetValueOrDefault(path) ?? (path.EndsWith(".match", StringComparison.Ordinal) ? nameof(Match.All) : null) })];
    }

    /// <summary>The name of the field that a path speaks of.</summary>
    private string FieldOf(string? path)
    {
        if (path is null) return "";
        if (path == "retry") return "Input.Attempts";
        if (path.StartsWith("then.", StringComparison.Ordinal)) return Outcomes.ToList().IndexOf(path[5..]) is >= 0 and var at ? $"Input.Then[{at}].Target" : "";
        var index = Input.Settings.FindIndex(s => s.Path == path);
        // The first field within it; of conditions, the first variable.
        if (index < 0) index = Input.Settings.FindIndex(s => s.Path!.StartsWith(path + ".", StringComparison.Ordinal) && !s.Path.EndsWith(".match", StringComparison.Ordinal));
        return index < 0 ? "" : $"Input.Settings[{index}].Text";
    }

    private RetryPolicy ReadRetry()
    {
        if (!int.TryParse(Input.Attempts, NumberStyles.Integer, CultureInfo.InvariantCulture, out var attempts) || attempts is < 1 or > 20) ModelState.AddModelError("Input.Attempts", W.Text("Workflows.Step.AttemptsWrong"));
        if (!int.TryParse(Input.Seconds, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 86400) ModelState.AddModelError("Input.Seconds", W.Text("Workflows.Step.SecondsWrong"));
        return new RetryPolicy(attempts, seconds);
    }

    /// <summary>Settings that were never there and are empty still are no change.</summary>
    private static JsonElement? Keep(JsonElement? before, JsonElement? now) => before is null && now is { ValueKind: JsonValueKind.Object } o && !o.EnumerateObject().Any() ? null : now;

    private static bool SameBut(Step changed, Step before) =>
        changed.Then.Count == before.Then.Count && changed.Then.All(t => before.Then.GetValueOrDefault(t.Key) == t.Value) && changed.Settings?.GetRawText() == before.Settings?.GetRawText() && changed.Retry == before.Retry;

    private static bool Any(IEnumerable<FormNode> nodes, Func<FormNode, bool> test) => nodes.Any(n => test(n) || Any(n.Nodes, test));

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>What people read.</summary>
        public string? Title { get; set; }

        /// <summary>The settings, each with its path.</summary>
        public List<SettingInput> Settings { get; set; } = [];

        /// <summary>What comes after each outcome.</summary>
        public List<OutcomeInput> Then { get; set; } = [];

        /// <summary>How often it is tried in all.</summary>
        public string? Attempts { get; set; }

        /// <summary>How long before the second time.</summary>
        public string? Seconds { get; set; }
    }

    /// <summary>A field of the settings.</summary>
    public sealed class SettingInput
    {
        /// <summary>Which.</summary>
        public string? Path { get; set; }

        /// <summary>What was typed.</summary>
        public string? Text { get; set; }
    }

    /// <summary>What comes after an outcome.</summary>
    public sealed class OutcomeInput
    {
        /// <summary>Which.</summary>
        public string? Outcome { get; set; }

        /// <summary>The step, or <c>end</c>; nothing leaves it open.</summary>
        public string? Target { get; set; }
    }
}
