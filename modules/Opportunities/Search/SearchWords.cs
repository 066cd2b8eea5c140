using System.Globalization;
using System.Text;

namespace Procurement.Opportunities.Search;

/// <summary>
/// Folds texts for the index and for queries, so that both engines find the same: lower case, no accents (ŷ is y, ŵ is w), plural
/// and possessive endings dropped. What is left are letters and digits alone, so that nothing that a person types is syntax.
/// </summary>
internal static class SearchWords
{
    private const int MostWords = 12;
    private const int LongestWord = 60;
    private const int LongestQuery = 400;

    /// <summary>The distinct folded words of a text.</summary>
    public static IEnumerable<string> Of(params IEnumerable<string?> texts) => texts.SelectMany(t => Split(t ?? "")).Select(Stem).Distinct(StringComparer.Ordinal);

    /// <summary>The folded words of what somebody typed, in its order; the last may be unfinished. Empty when it holds no word at all.</summary>
    public static IReadOnlyList<string> OfQuery(string typed) =>
        [.. Split(typed.Length > LongestQuery ? typed[..LongestQuery] : typed).Select(Stem).Take(MostWords)];

    /// <summary>The query of the embedded engine: each word a quoted string, all of them asked for, the last as a beginning.</summary>
    public static string ForSqlite(IReadOnlyList<string> words) =>
        string.Join(" ", words.Select((w, i) => $"\"{w}\"" + (i == words.Count - 1 ? "*" : "")));

    /// <summary>The same for PostgreSQL, to be cast to tsquery.</summary>
    public static string ForPostgreSql(IReadOnlyList<string> words) =>
        string.Join(" & ", words.Select((w, i) => $"'{w}'" + (i == words.Count - 1 ? ":*" : "")));

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.NonSpacingMark) continue;
            // An apostrophe holds a word together: women's, ty'r.
            if (c is '\'' or '\u2019' && word.Length > 0)
            {
                word.Append('\'');
                continue;
            }

            if (char.IsLetterOrDigit(c))
            {
                if (word.Length < LongestWord) word.Append(char.ToLowerInvariant(c));
                continue;
            }

            if (word.Length > 0) yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static string Stem(string word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal)) word = word[..^2];
        word = word.Replace("'", "", StringComparison.Ordinal);
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal)) return word[..^3] + "y";
        if (word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal)) return word[..^1];
        return word;
    }
}
