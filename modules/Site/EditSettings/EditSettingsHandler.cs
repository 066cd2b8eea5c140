using System.Net.Mail;
using System.Xml;
using System.Xml.Linq;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.EditSettings;

/// <summary>Changes what the site says of itself.</summary>
internal sealed class EditSettingsHandler(ISettings settings)
{
    /// <summary>The most characters of a mark: it stands in every page.</summary>
    public const int LargestMark = 16 * 1024;

    private const int Longest = 100;

    /// <summary>Saves it. A mark that is null stays as it is; an empty one gives way to the portal's own.</summary>
    public async Task<IReadOnlyList<Refusal>> SaveAsync(string? name, string? tagline, string? contactEmail, string? baseUrl, string? mark, int version, CancellationToken ct)
    {
        Refusal[] refusals = [.. Check(name, tagline, contactEmail, baseUrl, mark)];
        if (refusals.Length > 0) return refusals;
        var stored = await settings.ReadAsync<SiteSettings>(ct);
        var changed = stored.Value with
        {
            Name = name!.Trim(),
            Tagline = tagline?.Trim() ?? "",
            ContactEmail = contactEmail!.Trim(),
            MarkSvg = mark?.Trim() ?? stored.Value.MarkSvg,
            BaseUrl = baseUrl?.Trim().TrimEnd('/') ?? "",
        };
        return (await settings.SaveAsync(changed, version, ct)).Refusal is { } refusal ? [refusal] : [];
    }

    private static IEnumerable<Refusal> Check(string? name, string? tagline, string? contactEmail, string? baseUrl, string? mark)
    {
        if (string.IsNullOrWhiteSpace(name)) yield return new SiteNameIsMissing();
        if (name?.Trim().Length > Longest || tagline?.Trim().Length > Longest) yield return new SiteTextIsTooLong(Longest);
        if (!MailAddress.TryCreate(contactEmail?.Trim(), out var address) || address.Address != contactEmail!.Trim()) yield return new ContactEmailIsInvalid();
        if (!string.IsNullOrWhiteSpace(baseUrl) && !IsRoot(baseUrl.Trim())) yield return new BaseUrlIsInvalid();
        if (mark?.Length > LargestMark) yield return new MarkIsTooLarge(LargestMark / 1024);
        else if (!string.IsNullOrWhiteSpace(mark) && !IsSvg(mark)) yield return new MarkIsNoSvg();
    }

    private static bool IsSvg(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.Trim()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root?.Name == XName.Get("svg", "http://www.w3.org/2000/svg");
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsRoot(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}
