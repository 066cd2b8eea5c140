using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using ValueKind = Procurement.Workflows.Contracts.ValueKind;

namespace Procurement.Workflows.Activities;

/// <summary>
/// Goes round once for each item of a list, one after the other; what stands in the loop leads back here. The list is taken as it is
/// when the loop begins. One that is too long is a fault: nothing is left out in silence.
/// </summary>
internal sealed class ForEachActivity : Activity<ForEachActivity.Settings>
{
    public const string Each = "Each";
    public const int Limit = 1000;

    internal sealed record Settings(
        [property: VariableName(ValueKind.List)] string Items, [property: VariableName(Declared = true)] string Item, [property: Range(1, Limit)] int Most = 100);

    public override IReadOnlyList<Output> Outputs => [new("count", ValueKind.Number), new("number", ValueKind.Number)];

    internal override IReadOnlyList<string> BoundedOutcomes => [Each];

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Each, Done];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        if (facts.KindOf(settings.Items) is not (ValueKind.List or ValueKind.Any)) yield return new NotAList(settings.Items);
        if (settings.Item.Contains('.', StringComparison.Ordinal) || facts.KindOf(settings.Item) is null) yield return new PropertyNotDeclared(settings.Item);
    }

    public override string? Describe(Settings settings, IWords words) => settings.Items;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var frame = context.Frame;
        if (frame.Loop is not { } loop)
        {
            // Each branch would go through the rest of the list by itself.
            if (frame.IsLoopOfOuterFork) return Fault(new LoopBranchesNotJoined());
            var list = frame.Find(context.Settings.Items);
            if (list.ValueKind != JsonValueKind.Array) throw new CannotEvaluateException(context.Settings.Items);
            if (list.GetArrayLength() > context.Settings.Most) return Fault(new TooManyItems(list.GetArrayLength(), context.Settings.Most));
            loop = new Loop([.. list.EnumerateArray().Select(i => i.Clone())], 0, 0);
            context.Give("count", loop.Items.Count);
        }

        if (loop.Next >= loop.Items.Count)
        {
            frame.Loop = null;
            return Task.FromResult(ActivityResult.Take(Done));
        }

        context.Set(context.Settings.Item, loop.Items[loop.Next]);
        context.Give("number", loop.Next + 1);
        context.Say("Workflows.Journal.ForEach", loop.Next + 1, loop.Items.Count);
        frame.Loop = loop with { Next = loop.Next + 1 };
        return Task.FromResult(ActivityResult.Take(Each));

        static Task<ActivityResult> Fault(Refusal reason) => Task.FromResult(ActivityResult.Fault(reason));
    }
}
