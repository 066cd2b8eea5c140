namespace Procurement.Kernel;

/// <summary>Says that an assembly is a module, and on which floor of the house it stands: a module knows only modules on lower floors.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ModuleAttribute(string name, int floor) : Attribute
{
    /// <summary>The module's name, which is also its area in addresses of views and the prefix of its tables.</summary>
    public string Name { get; } = name;

    /// <summary>The module's place in the total order of modules.</summary>
    public int Floor { get; } = floor;
}

/// <summary>Says that a module offers a feature that an administrator may switch off.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class FeatureAttribute(string id, string name) : Attribute
{
    /// <summary>The stable identifier, for example <c>Bidding</c>. The feature named like its module owns all of the module's pages.</summary>
    public string Id { get; } = id;

    /// <summary>What an administrator reads.</summary>
    public string Name { get; } = name;

    /// <summary>What the feature is for, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>True for what the portal cannot run without: it cannot be switched off.</summary>
    public bool Always { get; init; }

    /// <summary>Features, separated by commas, that have to be on for this one to work.</summary>
    public string DependsOn { get; init; } = "";
}
