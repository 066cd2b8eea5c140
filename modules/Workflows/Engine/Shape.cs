using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>What can be said of a definition's branches without running it.</summary>
internal sealed class Shape(Definition definition, ActivityCatalogue catalogue)
{
    private readonly Dictionary<string, Step> _steps = definition.Activities.ToDictionary(s => s.Id);
    private readonly Step[] _handlers = [.. definition.Activities.Where(s => catalogue.Find(s.Activity) is FaultHandlerActivity)];

    /// <summary>The fault handler of a step: the first that names it, or else the first that is for all.</summary>
    public Step? HandlerOf(string stepId)
    {
        Step? forAll = null;
        foreach (var handler in _handlers)
        {
            if (((FaultHandlerActivity.Settings)SettingsReader.Read(typeof(FaultHandlerActivity.Settings), handler.Settings)).Steps is not { Count: > 0 } steps) forAll ??= handler;
            else if (steps.Contains(stepId)) return handler;
        }

        return forAll;
    }

    /// <summary>
    /// True if a branch can still come to a join before it leaves the fork that both are inside of. A fork on the way leads deeper, and
    /// the join of that one out again; a join of this fork itself is where the branch leaves it.
    /// </summary>
    /// <param name="from">Where the branch stands.</param>
    /// <param name="depth">In how many further forks it is.</param>
    /// <param name="join">The join.</param>
    /// <param name="isHandling">True when a fault of its own leads to no handler any more.</param>
    public bool CanCome(string from, int depth, string join, bool isHandling) => CanCome(from, depth, join, isHandling, _ => true);

    /// <summary>True for a join of all to which some branch of a fork comes by steps that wait alone: whoever goes round through it has to wait for that one.</summary>
    public bool Waits(Step join) =>
        catalogue.Find(join.Activity) is JoinActivity && ((JoinActivity.Settings)SettingsReader.Read(typeof(JoinActivity.Settings), join.Settings)).WaitFor == JoinRule.All
        && definition.Activities.Where(s => catalogue.Find(s.Activity) is ForkActivity).SelectMany(f => f.Then.Values)
            .Any(b => CanCome(b, 0, join.Id, isHandling: true) && !CanCome(b, 0, join.Id, isHandling: true, s => catalogue.Find(s.Activity)?.Kind == ActivityKind.Task));

    private bool CanCome(string from, int depth, string join, bool isHandling, Func<Step, bool> passes)
    {
        var seen = new HashSet<(string, int, bool)>();
        var open = new Queue<(string Id, int Depth, bool IsHandling)>([(from, depth, isHandling)]);
        while (open.TryDequeue(out var at))
        {
            if (at.Id == join) return true;
            if (!seen.Add(at) || !_steps.TryGetValue(at.Id, out var step) || !passes(step)) continue;
            if (!at.IsHandling && HandlerOf(at.Id) is { } handler) open.Enqueue((handler.Id, at.Depth, true));
            var after = catalogue.Find(step.Activity) switch
            {
                ForkActivity => Math.Min(at.Depth + 1, Scopes.Deepest),
                JoinActivity => at.Depth - 1,
                _ => at.Depth,
            };
            if (after < 0) continue;
            foreach (var target in step.Then.Values) open.Enqueue((target, after, at.IsHandling));
        }

        return false;
    }

    /// <summary>True if a way leads from what follows some outcomes of a step to another.</summary>
    public bool Leads(Step from, IEnumerable<string> outcomes, string to)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>(outcomes.Where(from.Then.ContainsKey).Select(o => from.Then[o]));
        while (open.TryDequeue(out var id))
        {
            if (id == to) return true;
            if (!seen.Add(id) || !_steps.TryGetValue(id, out var step)) continue;
            foreach (var target in step.Then.Values) open.Enqueue(target);
        }

        return false;
    }

    /// <summary>True if a way leads from an outcome of a step back to it inside a fork that was never joined.</summary>
    public bool ComesBackForked(Step from, string outcome)
    {
        if (!from.Then.TryGetValue(outcome, out var first)) return false;
        var seen = new HashSet<(string, int)>();
        var open = new Queue<(string Id, int Depth)>([(first, 0)]);
        while (open.TryDequeue(out var at))
        {
            if (at.Id == from.Id)
            {
                if (at.Depth > 0) return true;
                continue;
            }

            if (!seen.Add(at) || !_steps.TryGetValue(at.Id, out var step)) continue;
            var activity = catalogue.Find(step.Activity);
            var after = activity is ForkActivity ? Math.Min(at.Depth + 1, Scopes.Deepest) : activity is JoinActivity ? Math.Max(0, at.Depth - 1) : at.Depth;
            foreach (var target in step.Then.Values) open.Enqueue((target, after));
        }

        return false;
    }

    /// <summary>The joins that no fork leads to.</summary>
    public IEnumerable<Step> JoinsWithoutFork()
    {
        var forks = definition.Activities.Where(s => catalogue.Find(s.Activity) is ForkActivity).ToArray();
        return definition.Activities.Where(s => catalogue.Find(s.Activity) is JoinActivity && !forks.Any(f => LeadsWithFaults(f, s.Id)));
    }

    private bool LeadsWithFaults(Step fork, string join) => fork.Then.Values.Any(t => CanComeAtAll(t, join));

    private bool CanComeAtAll(string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var id))
        {
            if (id == to) return true;
            if (!seen.Add(id) || !_steps.TryGetValue(id, out var step)) continue;
            if (HandlerOf(id) is { } handler) open.Enqueue(handler.Id);
            foreach (var target in step.Then.Values) open.Enqueue(target);
        }

        return false;
    }
}
