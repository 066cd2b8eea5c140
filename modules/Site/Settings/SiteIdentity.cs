using Microsoft.Extensions.Configuration;
using Procurement.Components;
using Procurement.Notifications.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Site.Settings;

/// <summary>What the site calls itself, and where it stands, from its settings.</summary>
internal sealed class SiteIdentity(SettingsCache cache, IConfiguration configuration) : ISiteIdentity, IPublicAddress
{
    private const string Local = "http://localhost:5080";

    public string Name => Settings.Name;

    public string Tagline => Settings.Tagline;

    public bool Demonstration => Settings.Demonstration;

    public string ContactEmail => Settings.ContactEmail;

    public string? MarkSvg => Settings.MarkSvg is { Length: > 0 } own ? own : null;

    public Uri BaseUrl => Absolute(Settings.BaseUrl) ?? Absolute(configuration["Site:BaseUrl"]) ?? new Uri(Local);

    private SiteSettings Settings => cache.Current<SiteSettings>();

    private static Uri? Absolute(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == "http" || uri.Scheme == "https") ? uri : null;
}
