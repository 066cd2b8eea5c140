using System.Reflection;

namespace Procurement.Kernel;

/// <summary>A feature as its module declares it.</summary>
public sealed record Feature(string Id, string Name, string Description, bool Always, IReadOnlyList<string> DependsOn, string Module);

/// <summary>A module that the host has composed.</summary>
public sealed record Module(string Name, int Floor, Assembly Assembly, IReadOnlyList<Feature> Features)
{
    /// <summary>Reads a module from its manifest; null when the assembly is none.</summary>
    public static Module? From(Assembly assembly)
    {
        if (assembly.GetCustomAttribute<ModuleAttribute>() is not { } manifest) return null;
        var features = assembly.GetCustomAttributes<FeatureAttribute>()
            .Select(f => new Feature(f.Id, f.Name, f.Description, f.Always,
                f.DependsOn.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), manifest.Name))
            .ToArray();
        return new Module(manifest.Name, manifest.Floor, assembly, features);
    }
}

/// <summary>All modules of the running portal, lowest floor first.</summary>
public sealed class ModuleList(IReadOnlyList<Module> modules)
{
    /// <summary>The modules, lowest floor first.</summary>
    public IReadOnlyList<Module> All { get; } = modules;

    /// <summary>The feature that owns the pages of an area; null when the area is no module.</summary>
    public Feature? FeatureOfArea(string area) =>
        All.FirstOrDefault(m => m.Name == area) is not { } module ? null
        : module.Features.FirstOrDefault(f => f.Id == area) ?? module.Features.FirstOrDefault();
}

/// <summary>Whether a feature is on. What belongs to a feature that is off does not answer.</summary>
public interface IFeatures
{
    /// <summary>True when the feature, and all that it depends on, is switched on.</summary>
    bool IsOn(string featureId);
}
