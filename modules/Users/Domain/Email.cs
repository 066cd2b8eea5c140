using System.Net.Mail;

namespace Procurement.Users.Domain;

/// <summary>Reads an address as people type it.</summary>
internal static class EmailAddress
{
    /// <summary>The address without what surrounds it; null when it is none.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > PortalUser.EmailLength || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')) return null;
        if (!MailAddress.TryCreate(text, out var address) || address.Address != text) return null;
        return address.Host.Contains('.', StringComparison.Ordinal) && !address.Host.EndsWith('.') ? text : null;
    }

    /// <summary>The form that is compared.</summary>
    public static string Normal(string email) => email.Trim().ToUpperInvariant();
}
