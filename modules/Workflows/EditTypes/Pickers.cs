using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.Webhooks;

namespace Procurement.Workflows.EditTypes;

/// <summary>A value that conditions and texts can name.</summary>
internal sealed record NamedValue(string Name, string Text, Contracts.ValueKind Kind);

/// <summary>What can be chosen from in the form of a step: the definition's own values and steps, and what the portal knows by name.</summary>
internal sealed partial class Pickers(Definition definition, IDefinitionFacts facts, PickerSources sources)
{
    public Contracts.ValueKind? KindOf(string variable) => variable.Length == 0 ? null : facts.KindOf(variable);

    public IReadOnlyList<NamedValue> Values { get; } = sources.ValuesOf(definition);

    public IReadOnlyList<Choice> Variables() => [.. Values.Select(v => new Choice(v.Name, v.Text))];

    /// <summary>What a setting is chosen from; null when it is typed.</summary>
    public IReadOnlyList<Choice>? Of(Setting setting)
    {
        foreach (var mark in setting.Marks)
        {
            switch (mark)
            {
                case VariableNameAttribute named:
                    return [.. Values.Where(v => !named.Declared || definition.Variables.Any(d => d.Name == v.Name)).Where(v => named.Kinds.Count == 0 || named.Kinds.Contains(v.Kind) || v.Kind == Contracts.ValueKind.Any)
                        .Select(v => new Choice(v.Name, v.Text))];
                case OrganisationDutyAttribute: return sources.Duties;
                case EventNameAttribute: return sources.Events;
                case PermissionNameAttribute: return sources.Permissions;
                case NoticeTemplateAttribute: return sources.Templates;
                case WorkflowTypeNameAttribute: return sources.Types;
                case WebhookKeyAttribute: return sources.WebhookKeys;
                case StepIdAttribute: return [.. definition.Activities.Select(s => new Choice(s.Id, sources.TitleOf(s)))];
            }
        }

        return null;
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    internal static partial Regex Between();
}

/// <summary>What the portal knows by name, for those lists.</summary>
internal sealed class PickerSources(
    PortalDbContext db, ActivityCatalogue catalogue, IEnumerable<WorkflowEventRegistration> events, IEnumerable<Permission> permissions, IEnumerable<NoticeKind> notices,
    DefinitionChecker checker, WebhookSettings webhooks, IWords words)
{
    public IReadOnlyList<Choice> Types { get; private set; } = [];

    public IReadOnlyList<Choice> WebhookKeys => [.. webhooks.Keys.Select(k => new Choice(k, k))];

    public IReadOnlyList<Choice> Duties => [.. Kernel.Duties.All.Select(d => new Choice(d, words.Has("Duty." + d) ? words.Text("Duty." + d) : d))];

    public IReadOnlyList<Choice> Events => [.. events.Select(e => new Choice(e.Name, Upper(EventNames.Say(words, e.Name)))).DistinctBy(c => c.Value).OrderBy(c => c.Text, StringComparer.Ordinal)];

    public IReadOnlyList<Choice> Permissions =>
        [.. permissions.Select(p => new Choice(p.Name, words.Has(p.Description) ? words.Text(p.Description) : p.Name)).DistinctBy(c => c.Value).OrderBy(c => c.Text, StringComparer.Ordinal)];

    public IReadOnlyList<Choice> Templates =>
        [.. notices.Where(n => words.Has($"Mail.{n.Template}.Subject")).Select(n => new Choice(n.Template, words.Text($"Mail.{n.Template}.Subject"))).DistinctBy(c => c.Value).OrderBy(c => c.Text, StringComparer.Ordinal)];

    public async Task<Pickers> ForAsync(Definition definition, CancellationToken ct)
    {
        Types = [.. (await db.Set<WorkflowType>().OrderBy(t => t.Title).Select(t => new { t.Name, t.Title }).ToListAsync(ct)).Select(t => new Choice(t.Name, t.Title))];
        return new Pickers(definition, checker.FactsOf(definition), this);
    }

    /// <summary>The declared variables, what each step gives, and what every workflow knows.</summary>
    public IReadOnlyList<NamedValue> ValuesOf(Definition definition) =>
    [
        .. definition.Variables.Select(v => new NamedValue(v.Name, words.Text("Workflows.Value.Variable", v.Name, words.Text(v.Kind)), v.Kind)),
        .. definition.Activities.SelectMany(s => (catalogue.Find(s.Activity)?.Outputs ?? []).Select(o =>
            new NamedValue($"{ValueReader.Outputs}.{s.Id}.{o.Name}", words.Text("Workflows.Value.Output", SayName(o.Name), TitleOf(s), words.Text(o.Kind)), o.Kind))),
        new NamedValue(ValueReader.Subject, words.Text("Workflows.Value.Subject"), Contracts.ValueKind.Text),
        new NamedValue(ValueReader.Url, words.Text("Workflows.Value.Url"), Contracts.ValueKind.Text),
    ];

    public string TitleOf(Step step) => step.Title ?? (catalogue.Find(step.Activity) is { } activity ? words.Text(activity.DisplayKey) : step.Activity);

    private static string SayName(string name) => Pickers.Between().Replace(name, " ").ToLowerInvariant();

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
