using Procurement.Kernel;
using Procurement.Site.Domain;
using Procurement.Site.Settings;

namespace Procurement.Site.SwitchFeature;

/// <summary>
/// Says which features are on: all, but those that were switched off and those that need one of them. It answers at every request, so
/// it is worked out once for each set of switches.
/// </summary>
internal sealed class FeatureBoard(ModuleList modules, SettingsCache cache) : IFeatures
{
    private readonly Dictionary<string, Feature> _features = modules.All.SelectMany(m => m.Features).ToDictionary(f => f.Id, StringComparer.Ordinal);
    private Worked? _worked;

    public IReadOnlyCollection<Feature> All => _features.Values;

    public bool IsOn(string featureId) => featureId.Length == 0 || !Off().Contains(featureId);

    public Feature? Find(string featureId) => _features.GetValueOrDefault(featureId);

    /// <summary>The features, on now, that stop when this one is switched off.</summary>
    public IReadOnlyList<Feature> StopWith(string featureId)
    {
        var off = WorkOut([.. cache.Current<FeatureSwitches>().Off, featureId]);
        return [.. _features.Values.Where(f => f.Id != featureId && IsOn(f.Id) && off.Contains(f.Id))];
    }

    /// <summary>The features that are off and keep this one from working.</summary>
    public IReadOnlyList<Feature> Needs(Feature feature) => [.. DependenciesOf(feature).Where(d => !IsOn(d)).Select(Find).OfType<Feature>()];

    private HashSet<string> Off()
    {
        var switches = cache.Current<FeatureSwitches>();
        if (_worked is not { } worked || !ReferenceEquals(worked.Switches, switches)) _worked = worked = new Worked(switches, WorkOut(switches.Off));
        return worked.Off;
    }

    private HashSet<string> WorkOut(IReadOnlyCollection<string> switchedOff)
    {
        HashSet<string> off = [.. switchedOff.Where(id => _features.TryGetValue(id, out var f) && !f.Always)];
        var before = -1;
        while (before != off.Count)
        {
            before = off.Count;
            foreach (var feature in _features.Values.Where(f => !f.Always && DependenciesOf(f).Any(off.Contains))) off.Add(feature.Id);
        }

        return off;
    }

    /// <summary>What a feature names, and the feature of its whole module.</summary>
    private IEnumerable<string> DependenciesOf(Feature feature) =>
        feature.Id != feature.Module && _features.ContainsKey(feature.Module) ? feature.DependsOn.Append(feature.Module) : feature.DependsOn;

    private sealed record Worked(FeatureSwitches Switches, HashSet<string> Off);
}
