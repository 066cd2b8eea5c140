namespace Procurement.Kernel;

/// <summary>Addresses within the portal.</summary>
public static class PortalAddress
{
    /// <summary>
    /// True for a path that begins with one slash: a browser leaves the portal for one that begins with two, and reads backslashes and
    /// control characters in its own way, so that neither is in an address of ours.
    /// </summary>
    public static bool IsLocal(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(c => c == '\\' || char.IsControl(c));
    }
}
