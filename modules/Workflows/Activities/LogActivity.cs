using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>Writes a sentence into the journal.</summary>
internal sealed class LogActivity : Activity<LogActivity.Settings>
{
    internal sealed record Settings([property: Template(Multiline = true), StringLength(1000, MinimumLength = 1)] string Text);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => facts.CheckText(settings.Text);

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        context.Say("Workflows.Journal.Text", context.Fill(context.Settings.Text));
        return Task.FromResult(ActivityResult.Take(Done));
    }
}
