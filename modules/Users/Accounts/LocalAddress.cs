using Procurement.Kernel;

namespace Procurement.Users.Accounts;

/// <summary>Where a page may send somebody on to: an address of this portal, and nowhere else.</summary>
internal static class LocalAddress
{
    private const int Longest = 400;

    /// <summary>The address when it is safe, else null.</summary>
    public static string? Safe(string? url) => url is { Length: <= Longest } && PortalAddress.IsLocal(url) ? url : null;

    /// <summary>The address with the query, or the fallback.</summary>
    public static string OrHome(string? url, string home = "/") => Safe(url) ?? home;

    /// <summary>An address of ours that carries where to go on.</summary>
    public static string With(string url, string? returnUrl) =>
        Safe(returnUrl) is { } safe ? $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}returnUrl={Uri.EscapeDataString(safe)}" : url;
}
