using System.Text;
using Microsoft.Extensions.Configuration;

namespace Procurement.Workflows.Webhooks;

/// <summary>
/// What the operator has allowed, under <c>Webhooks</c>: <c>AllowedHosts</c>, the names of hosts that may be called (none: nobody is), and
/// <c>Keys:{name}</c>, the secrets that sign. A definition names a key and never holds one.
/// </summary>
internal sealed class WebhookSettings(IConfiguration configuration)
{
    private const int ShortestSecret = 16;

    public IReadOnlyList<string> Keys => [.. configuration.GetSection("Webhooks:Keys").GetChildren().Select(k => k.Key).Order(StringComparer.Ordinal)];

    /// <summary>True for a host that is named; a name with <c>*.</c> before it stands for all below it.</summary>
    public bool Allows(string host) => Hosts.Any(allowed => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length - 1
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase));

    /// <summary>The secret of a key; null when there is none, or none that is long enough to be one.</summary>
    public byte[]? Secret(string key) =>
        Keys.Contains(key, StringComparer.Ordinal) && configuration[$"Webhooks:Keys:{key}"] is { Length: >= ShortestSecret } secret ? Encoding.UTF8.GetBytes(secret) : null;

    private IReadOnlyList<string> Hosts => [.. configuration.GetSection("Webhooks:AllowedHosts").GetChildren().Select(h => h.Value?.Trim()).OfType<string>().Where(h => h.Length > 0)];
}
