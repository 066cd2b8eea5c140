using System.Net.Mail;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.EditSettings;

/// <summary>Changes what the site says of itself.</summary>
internal sealed class EditSettingsHandler(ISettings settings)
{
    private const int Longest = 100;

    public async Task<IReadOnlyList<Refusal>> SaveAsync(string? name, string? tagline, string? contactEmail, string? baseUrl, int version, CancellationToken ct)
    {
        Refusal[] refusals = [.. Check(name, tagline, contactEmail, baseUrl)];
        if (refusals.Length > 0) return refusals;
        var stored = await settings.ReadAsync<SiteSettings>(ct);
        var changed = stored.Value with
        {
            Name = name!.Trim(),
            Tagline = tagline?.Trim() ?? "",
            ContactEmail = contactEmail!.Trim(),
            BaseUrl = baseUrl?.Trim().TrimEnd('/') ?? "",
        };
        return (await settings.SaveAsync(changed, version, ct)).Refusal is { } refusal ? [refusal] : [];
    }

    private static IEnumerable<Refusal> Check(string? name, string? tagline, string? contactEmail, string? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(name)) yield return new SiteNameIsMissing();
        if (name?.Trim().Length > Longest || tagline?.Trim().Length > Longest) yield return new SiteTextIsTooLong(Longest);
        if (!MailAddress.TryCreate(contactEmail?.Trim(), out var address) || address.Address != contactEmail!.Trim()) yield return new ContactEmailIsInvalid();
        if (!string.IsNullOrWhiteSpace(baseUrl) && !IsRoot(baseUrl.Trim())) yield return new BaseUrlIsInvalid();
    }

    private static bool IsRoot(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}
