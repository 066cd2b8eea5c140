using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using ValueKind = Procurement.Workflows.Contracts.ValueKind;

namespace Procurement.Workflows.Webhooks;

/// <summary>The events that calls of other systems become.</summary>
internal static class Hooks
{
    /// <summary>The field of the body that says what it is about.</summary>
    public const string Correlation = "correlation";

    private const string Prefix = "Webhook.";

    public static string EventOf(string name) => Prefix + name;

    public static bool IsCall(string eventName) => eventName.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>Waits until another system calls about the workflow's subject, or about another.</summary>
internal sealed class ReceiveWebhookActivity : Activity<ReceiveWebhookActivity.Settings>
{
    private const string Due = "due";
    private const string Expired = "Expired";
    private const int LongestCorrelation = 100;

    internal sealed record Settings(
        [property: WebhookKey, StringLength(90, MinimumLength = 1)] string Key, [property: Template, StringLength(300)] string? About = null, [property: Range(1, 8_760)] int? DueInHours = null);

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs => [new("body", ValueKind.Any)];

    public override IReadOnlyList<string> Outcomes(Settings settings) => settings.DueInHours is null ? [Done] : [Done, Expired];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => settings.About is { } about ? facts.CheckText(about) : [];

    public override string? Describe(Settings settings, IWords words) => settings.Key;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var about = string.IsNullOrWhiteSpace(context.Settings.About) ? context.CorrelationId : context.Fill(context.Settings.About).Trim();
        if (about.Length is 0 or > LongestCorrelation) return Task.FromResult<ActivityResult>(new CorrelationNotFit(LongestCorrelation));
        List<WaitFor> waits = [WaitFor.Event(Hooks.EventOf(context.Settings.Key), about)];
        if (context.Settings.DueInHours is { } hours)
        {
            waits.Add(WaitFor.Timer(Due, context.Now.AddHours(hours)));
            context.Progress("Workflows.Progress.Due", context.Now.AddHours(hours));
        }

        return Task.FromResult(ActivityResult.Wait(waits));
    }

    public override Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        if (stimulus is not Stimulus.Event happened) return Task.FromResult(ActivityResult.Take(Expired));
        context.Give("body", happened.Variables);
        return Task.FromResult(ActivityResult.Take(Done));
    }
}

/// <summary>Starts a workflow when another system calls; the fields of the body that its type asks for are its variables.</summary>
internal sealed class WebhookStartActivity : Activity<WebhookStartActivity.Settings>
{
    internal sealed record Settings([property: WebhookKey, StringLength(90, MinimumLength = 1)] string Key, [property: Conditions] ConditionGroup? Where = null);

    public override ActivityKind Kind => ActivityKind.Start;

    public override string? StartsOn(Settings settings) => Hooks.EventOf(settings.Key);

    public override bool Admits(ActivityContext<Settings> context) => context.Settings.Where is not { } where || context.Holds(where);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => settings.Where is { } where ? facts.CheckConditions(where) : [];

    public override string? Describe(Settings settings, IWords words) => settings.Key;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        // Asked again, so that what could not be evaluated when it was to be started is a fault here.
        _ = Admits(context);
        return Task.FromResult(ActivityResult.Take(Done));
    }
}
