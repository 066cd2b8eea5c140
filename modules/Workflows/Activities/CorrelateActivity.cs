using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>Has the workflow be about another subject from here on: it gets that one's events.</summary>
internal sealed class CorrelateActivity : Activity<CorrelateActivity.Settings>
{
    internal sealed record Settings([property: Template, StringLength(300, MinimumLength = 1)] string To);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => facts.CheckText(settings.To);

    public override string? Describe(Settings settings, IWords words) => settings.To;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var subject = context.Fill(context.Settings.To).Trim();
        context.Frame.Correlate(subject);
        context.Say("Workflows.Journal.Correlated", subject);
        return Task.FromResult(ActivityResult.Take(Done));
    }
}
