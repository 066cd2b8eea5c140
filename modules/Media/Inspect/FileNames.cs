using System.Globalization;
using System.Text;

namespace Procurement.Media.Inspect;

/// <summary>Makes a name that every system can keep and that shows what it is: what hides, turns or ends a name is taken out.</summary>
internal static class FileNames
{
    public const int Longest = 150;
    private const int LongestExtension = 10;
    private const string Reserved = "<>:\"|?*";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>The name made safe; null when nothing is left of it.</summary>
    public static string? Clean(string? given)
    {
        if (string.IsNullOrEmpty(given)) return null;
        var name = new StringBuilder();
        foreach (var rune in given.EnumerateRunes())
        {
            // A half of a pair is read as U+FFFD here, and goes.
            if (rune.Value is '/' or '\\') name.Clear();
            else if (rune.Value == 0xFFFD || Hides(rune)) continue;
            else if (Reserved.Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal)) name.Append('-');
            else if (Rune.IsWhiteSpace(rune)) name.Append(name.Length > 0 && name[^1] == ' ' ? "" : " ");
            else name.Append(rune.ToString());
        }

        var clean = name.ToString().Normalize(NormalizationForm.FormC).TrimEnd(' ', '.');
        var extension = Path.GetExtension(clean);
        var stem = clean[..(clean.Length - extension.Length)].Trim(' ', '.');
        if (stem.Length == 0) return null;
        if (extension.Length > LongestExtension) (stem, extension) = (stem + extension, "");
        if (Devices.Contains(stem.Split('.')[0].TrimEnd())) stem = "_" + stem;
        return Cut(stem, Longest - extension.Length).TrimEnd(' ', '.') + extension;
    }

    /// <summary>Control, format and private characters, and those that turn the direction of what follows, so that "annexe" and "exe.pdf" read as one another.</summary>
    private static bool Hides(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
