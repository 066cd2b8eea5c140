using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Activities;

/// <summary>Tells somebody, by a module's template or by texts of its own.</summary>
internal sealed class NotifyActivity(INotify notify, IEnumerable<ISealedSight> sights) : Activity<NotifyActivity.Settings>
{
    internal sealed record Settings(
        AssigneeSettings To, [property: NoticeTemplate] string? Template = null, [property: Template] IReadOnlyDictionary<string, string>? Values = null,
        [property: Template] string? Subject = null, [property: Template(Multiline = true)] string? Body = null, [property: Template] string? Url = null);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        if (settings.Template is null ? settings.Subject is null || settings.Body is null || settings.Values is not null : settings.Subject is not null || settings.Body is not null)
            yield return new NoticeNeedsText();
        foreach (var mistake in settings.To.Check(facts)) yield return mistake;
        foreach (var text in new[] { settings.Subject, settings.Body, settings.Url }.OfType<string>().Concat(settings.Values?.Values ?? []))
            foreach (var mistake in facts.CheckText(text)) yield return mistake;
    }

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var settings = context.Settings;
        var to = settings.To.Read(context);
        if (await sights.StandsAgainstAsync(context, to, ct) is { } refusal) return refusal;
        var values = settings.Template is null
            ? new Dictionary<string, string?> { ["Subject"] = context.Fill(settings.Subject!), ["Body"] = context.Fill(settings.Body!) }
            : (settings.Values ?? new Dictionary<string, string>()).ToDictionary(v => v.Key, v => (string?)context.Fill(v.Value));
        var url = settings.Url is { } given ? context.Fill(given) : context.SubjectUrl ?? "/tasks";
        await notify.SendAsync(new Notice(settings.Template ?? "WorkflowNotice", AssigneeSettings.ToOf(to), url, values, context.SealId), ct);
        return ActivityResult.Take(Done);
    }
}
