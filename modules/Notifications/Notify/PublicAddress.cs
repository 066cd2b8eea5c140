using Microsoft.Extensions.Configuration;
using Procurement.Components;
using Procurement.Notifications.Contracts;

namespace Procurement.Notifications.Notify;

/// <summary>Where the portal stands, from the configuration.</summary>
internal sealed class PublicAddress(IConfiguration configuration, ISiteIdentity site) : IPublicAddress
{
    public Uri BaseUrl { get; } = Uri.TryCreate(configuration["Site:BaseUrl"], UriKind.Absolute, out var url) ? url : new Uri("http://localhost:5000/");

    public string Name => site.Name;
}
