using System.Globalization;
using System.Text;

namespace Procurement.Organisations.Domain;

/// <summary>Names as addresses and as what searches compare: without case, accents and signs.</summary>
internal static class Naming
{
    public static string Folded(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            plain.Append(c is '’' or '‘' ? '\'' : char.ToLowerInvariant(c));
        }

        return plain.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in Folded(name).Replace("&", " and ", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal))
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        return text.Length <= 80 ? text : text[..80].Trim('-');
    }
}
