using Procurement.Kernel;

namespace Procurement.Site.Contracts;

/// <summary>
/// Settings: one record type for each owner, stored as JSON. Reads are from memory; a change made here is seen at once, one made on
/// another machine within a few seconds.
/// </summary>
public interface ISettings
{
    /// <summary>The settings, or the type's own defaults.</summary>
    Task<T> GetAsync<T>(CancellationToken ct) where T : class, new();

    /// <summary>The same without waiting, for views: it may be a few seconds old.</summary>
    T Current<T>() where T : class, new();

    /// <summary>The settings as stored, with the version that a form carries.</summary>
    Task<VersionedSettings<T>> ReadAsync<T>(CancellationToken ct) where T : class, new();

    /// <summary>Saves them.</summary>
    Task<Result> SaveAsync<T>(T value, CancellationToken ct) where T : class, new();

    /// <summary>Saves them unless somebody else did so since that version was read.</summary>
    Task<Result> SaveAsync<T>(T value, int version, CancellationToken ct) where T : class, new();
}

/// <summary>Settings and their version; 0 when nothing is stored yet.</summary>
public sealed record VersionedSettings<T>(T Value, int Version);

/// <summary>What the site says of itself.</summary>
public sealed record SiteSettings
{
    /// <summary>The name beside the mark.</summary>
    public string Name { get; init; } = "Common Lot";

    /// <summary>The line below it.</summary>
    public string Tagline { get; init; } = "Subcontracts, found and won in the open";

    /// <summary>The mark beside the name, as SVG; empty for the portal's own. It is shown as a picture, in which nothing runs.</summary>
    public string MarkSvg { get; init; } = "";

    /// <summary>True while invented organisations are shown: every page says so.</summary>
    public bool Demonstration { get; init; }

    /// <summary>Where people write to.</summary>
    public string ContactEmail { get; init; } = "help@portal.example.org";

    /// <summary>The address that links in mails begin with, for example <c>https://portal.example.org</c>; empty: as configured.</summary>
    public string BaseUrl { get; init; } = "";
}

/// <summary>Some settings were changed.</summary>
public sealed record SettingsChanged(Guid SettingsId, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Settings", SettingsId, Name);
}

/// <summary>An administrator had a message between modules tried again.</summary>
public sealed record MessageTriedAgain(Guid MessageId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Message", MessageId);
}

/// <summary>A feature was switched on.</summary>
public sealed record FeatureSwitchedOn(string FeatureId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => FeatureSubject.Of(FeatureId);
}

/// <summary>A feature was switched off.</summary>
public sealed record FeatureSwitchedOff(string FeatureId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => FeatureSubject.Of(FeatureId);
}

internal static class FeatureSubject
{
    /// <summary>A feature has a name and no key: the key is made from the name, so that all that happened to it is found together.</summary>
    public static Subject Of(string featureId) =>
        new("Feature", new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("feature:" + featureId)).AsSpan(0, 16)), featureId);
}

/// <summary>A recipe was run to its end.</summary>
public sealed record RecipeRun(Guid RecipeId, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Recipe", RecipeId, Name);
}

/// <summary>The names of this module's permissions.</summary>
public static class SitePermissions
{
    /// <summary>Changes settings, switches features, runs recipes, reads health.</summary>
    public const string ManageSite = "ManageSite";
}

/// <summary>A number that the administration's first page shows: things that wait for somebody. Register as scoped.</summary>
public interface IAdminCount
{
    /// <summary>The key of its words, for example <c>Organisations.Waiting</c>.</summary>
    string TextKey { get; }

    /// <summary>Where they are listed.</summary>
    string Url { get; }

    /// <summary>The feature that it belongs to.</summary>
    string Feature { get; }

    /// <summary>The permission that sees it.</summary>
    string Permission { get; }

    /// <summary>How many wait.</summary>
    Task<int> CountAsync(CancellationToken ct);
}
