namespace Procurement.Components;

/// <summary>What the site calls itself, from its settings.</summary>
public interface ISiteIdentity
{
    /// <summary>The name beside the mark.</summary>
    string Name { get; }

    /// <summary>What the site is, in half a sentence, below the name.</summary>
    string Tagline { get; }

    /// <summary>True when all that is shown is invented: a strip above the masthead says so.</summary>
    bool Demonstration { get; }

    /// <summary>Where people write to; empty when none has been set.</summary>
    string ContactEmail { get; }

    /// <summary>The mark as SVG; null for the portal's own.</summary>
    string? MarkSvg => null;
}

/// <summary>The identity of a site whose settings nobody has touched.</summary>
internal sealed class UnsetSiteIdentity : ISiteIdentity
{
    public string Name => "Common Lot";

    public string Tagline => "Subcontracts, found and won in the open";

    public bool Demonstration => false;

    public string ContactEmail => "";
}
