using System.Text.Json;

namespace Procurement.Workflows.Domain;

/// <summary>What an editor does to a definition. Each gives a new one; none of them needs the definition to be whole.</summary>
internal static class DefinitionEdits
{
    public const int MostSteps = 200;

    /// <summary>A start and an end.</summary>
    public static Definition Empty(string title) => new(title, "", false, [],
    [
        new Step("start", "Start", null, null, new Dictionary<string, string> { ["Done"] = "finished" }),
        new Step("finished", "Finish", null, null, new Dictionary<string, string>()),
    ]);

    /// <summary>Puts a step in, on the way from an outcome of another to where that led; unconnected when no outcome is named.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="step">The new step.</param>
    /// <param name="after">The step that it comes after.</param>
    /// <param name="outcome">By which outcome.</param>
    /// <param name="main">The outcome of the new step that leads on; null when it has none.</param>
    public static Definition Insert(this Definition definition, Step step, string? after, string? outcome, string? main)
    {
        var steps = definition.Activities.ToList();
        var place = steps.FindIndex(s => s.Id == after);
        if (place < 0 || outcome is null) return definition with { Activities = [.. steps, step] };
        var before = steps[place];
        if (main is not null && before.Then.TryGetValue(outcome, out var target)) step = step.With(main, target);
        steps[place] = before.With(outcome, step.Id);
        steps.Insert(place + 1, step);
        return definition with { Activities = steps };
    }

    /// <summary>Takes a step out; what led to it leads on to where its first outcome led.</summary>
    public static Definition Remove(this Definition definition, string id)
    {
        if (definition.Find(id) is not { } gone) return definition;
        var onward = gone.Then.Values.FirstOrDefault(t => t != id);
        return definition with
        {
            Activities = [.. definition.Activities.Where(s => s.Id != id).Select(s => s with
            {
                // A way that would lead from a step to itself is left open.
                Then = s.Then.Where(t => t.Value != id || (onward is not null && onward != s.Id)).ToDictionary(t => t.Key, t => t.Value == id ? onward! : t.Value),
            })],
        };
    }

    public static Definition Replace(this Definition definition, Step step) =>
        definition with { Activities = [.. definition.Activities.Select(s => s.Id == step.Id ? step : s)] };

    /// <summary>Connects an outcome; null leaves it open.</summary>
    public static Definition Connect(this Definition definition, string id, string outcome, string? target) =>
        definition.Find(id) is { } step ? definition.Replace(step.With(outcome, target)) : definition;

    public static Step With(this Step step, string outcome, string? target)
    {
        var then = new Dictionary<string, string>(step.Then);
        if (target is null) then.Remove(outcome);
        else then[outcome] = target;
        return step with { Then = then };
    }

    /// <summary>The step with other settings, whose outcomes may have other names: each keeps where it leads, the first one also when it was renamed.</summary>
    public static Step With(this Step step, JsonElement? settings, IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var then = step.Then.Where(t => now.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value);
        for (var i = 0; i < now.Count; i++)
        {
            if (then.ContainsKey(now[i])) continue;
            var old = before.Count == now.Count || i == 0 ? before.ElementAtOrDefault(i) : null;
            if (old is not null && !now.Contains(old) && step.Then.TryGetValue(old, out var target)) then[now[i]] = target;
        }

        return step with { Settings = settings, Then = now.Where(then.ContainsKey).ToDictionary(o => o, o => then[o]) };
    }

    /// <summary>An <c>id</c> that no step has, made of a title.</summary>
    public static string NewId(this Definition definition, string title)
    {
        var id = string.Join('-', new string([.. title.Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant().Where(c => c < 128).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')])
            .Split('-', StringSplitOptions.RemoveEmptyEntries).Take(4));
        if (id.Length is 0 or > 60 || id == Definition.End) id = "step";
        var free = id;
        for (var i = 2; definition.Find(free) is not null; i++) free = $"{id}-{i}";
        return free;
    }
}
