using System.Globalization;
using System.Text.RegularExpressions;

namespace Procurement.Organisations.Domain;

/// <summary>What a number looks like to us.</summary>
internal enum NumberVerdict
{
    /// <summary>As the register writes its numbers.</summary>
    Fits,

    /// <summary>Not as we know them, but the register may: a warning.</summary>
    Doubtful,

    /// <summary>It cannot be one.</summary>
    Malformed,
}

/// <summary>A register that gives numbers to organisations.</summary>
/// <param name="Code">For example <c>GB-COH</c>; the word of its number is <c>IdentifierScheme.</c> and this.</param>
/// <param name="Register">The register's own name.</param>
/// <param name="Example">A number as people write it.</param>
internal sealed record IdentifierScheme(string Code, string Register, string Example)
{
    internal required Regex Pattern { get; init; }

    /// <summary>What could be a number of a kind that we have not heard of; null when there is no such kind.</summary>
    internal Regex? Possible { get; init; }

    internal Func<string, string>? Normaliser { get; init; }

    internal Func<string, bool>? CheckDigits { get; init; }

    /// <summary>Writes the number as the register does: no spaces, upper case, no scheme in front, leading zeros where they belong.</summary>
    public string Normalise(string number)
    {
        var text = string.Concat(number.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        foreach (var prefix in new[] { Code + "-", Code + ":" })
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal)) text = text[prefix.Length..];
        }

        return Normaliser?.Invoke(text) ?? text;
    }

    /// <summary>What a normalised number looks like.</summary>
    public NumberVerdict Judge(string normalised) =>
        Pattern.IsMatch(normalised) ? CheckDigits?.Invoke(normalised) == false ? NumberVerdict.Malformed : NumberVerdict.Fits
        : Possible?.IsMatch(normalised) == true ? NumberVerdict.Doubtful
        : NumberVerdict.Malformed;
}

/// <summary>The registers that the portal knows, with their patterns and check digits.</summary>
internal static partial class IdentifierSchemes
{
    public const string Companies = "GB-COH";
    public const string Charities = "GB-CHC";
    public const string Mutuals = "GB-MPR";
    public const string Procurement = "GB-PPON";
    public const string Vat = "VAT";
    public const string Gss = "GSS";

    public static IReadOnlyList<IdentifierScheme> All { get; } =
    [
        new(Charities, "Charity Commission for England and Wales", "1090095") { Pattern = CharityPattern() },
        new(Companies, "Companies House", "09506232")
        {
            Pattern = CompanyPattern(),
            Possible = UnknownCompanyPrefix(),
            Normaliser = t => t.Length is > 0 and < 8 && t.All(char.IsAsciiDigit) ? t.PadLeft(8, '0') : t,
        },
        new(Mutuals, "Mutuals Public Register (FCA)", "31455R") { Pattern = MutualPattern() },
        new(Procurement, "Central Digital Platform", "PDYH-3246-XWTR") { Pattern = PponPattern() },
        new("GB-SC", "Scottish Charity Register (OSCR)", "SC042386") { Pattern = ScottishCharityPattern() },
        new("GB-NIC", "Charity Commission for Northern Ireland", "100019")
        {
            Pattern = NorthernIrishCharityPattern(),
            Normaliser = t => t.StartsWith("NIC", StringComparison.Ordinal) ? t[3..] : t,
        },
        new("GB-LAE", "Local authorities for England register", "LEW") { Pattern = ThreeLetters() },
        new("GB-PLA", "Principal local authority register for Wales", "CRF") { Pattern = ThreeLetters() },
        new("GB-NHS", "NHS Organisation Data Service", "RAX") { Pattern = NhsPattern() },
        new("GB-UKPRN", "UK Register of Learning Providers", "10000346") { Pattern = UkprnPattern() },
        new(Gss, "ONS geography codes", "E09000023") { Pattern = GssPattern() },
        new(Vat, "HMRC VAT register", "123 4567 82")
        {
            Pattern = VatPattern(),
            Normaliser = t => t.StartsWith("GB", StringComparison.Ordinal) ? t[2..] : t,
            CheckDigits = VatAddsUp,
        },
        new("XI-LEI", "Legal Entity Identifier (ISO 17442)", "5493001KJTIIGC8Y1R12") { Pattern = LeiPattern(), CheckDigits = LeiAddsUp },
        new("CQC", "Care Quality Commission", "1-101610212") { Pattern = CqcPattern() },
    ];

    private static readonly Dictionary<string, IdentifierScheme> ByCode = All.ToDictionary(s => s.Code);

    /// <summary>The scheme of a code; one that nobody knows doubts every number, and forbids none.</summary>
    public static IdentifierScheme Of(string code) =>
        ByCode.TryGetValue(code, out var scheme) ? scheme : new IdentifierScheme(code, code, "") { Pattern = Nothing(), Possible = Anything() };

    /// <summary>Charity numbers first, then companies, societies and the rest.</summary>
    public static int OrderOf(string code)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Code == code) return i;
        }

        return All.Count;
    }

    private static bool VatAddsUp(string number)
    {
        var sum = 0;
        for (var i = 0; i < 7; i++) sum += (number[i] - '0') * (8 - i);
        var total = sum + int.Parse(number.AsSpan(7, 2), CultureInfo.InvariantCulture);
        return total % 97 == 0 || (total + 55) % 97 == 0;
    }

    private static bool LeiAddsUp(string number)
    {
        var rest = 0;
        foreach (var c in number) rest = char.IsAsciiDigit(c) ? ((rest * 10) + (c - '0')) % 97 : ((rest * 100) + (c - 'A' + 10)) % 97;
        return rest == 1;
    }

    [GeneratedRegex(@"^(?:\d{8}|(?:AC|CE|CS|EN|ES|FC|FE|GE|GN|GS|LP|NA|NC|NF|NI|NL|NZ|OC|OE|R0|RC|SA|SC|SE|SF|SG|SL|SO|SZ|ZC)\d{6}|(?:IP|SP|NP|RS)[0-9]{5}[0-9A-Z]|(?:RS|SO)\d{3}[0-9A-Z]{3})$")]
    private static partial Regex CompanyPattern();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]\d{6}$")]
    private static partial Regex UnknownCompanyPrefix();

    [GeneratedRegex(@"^[1-9]\d{5,6}(?:-[1-9]\d{0,2})?$")]
    private static partial Regex CharityPattern();

    [GeneratedRegex(@"^SC\d{6}$")]
    private static partial Regex ScottishCharityPattern();

    [GeneratedRegex(@"^1\d{5}$")]
    private static partial Regex NorthernIrishCharityPattern();

    [GeneratedRegex(@"^[A-Z]{0,2}\d{2,6}[A-Z]{0,2}$")]
    private static partial Regex MutualPattern();

    [GeneratedRegex(@"^[A-Z]{4}-\d{4}-[A-Z0-9]{4}$")]
    private static partial Regex PponPattern();

    [GeneratedRegex(@"^[A-Z]{3}$")]
    private static partial Regex ThreeLetters();

    [GeneratedRegex(@"^[A-Z0-9]{3,10}$")]
    private static partial Regex NhsPattern();

    [GeneratedRegex(@"^1\d{7}$")]
    private static partial Regex UkprnPattern();

    [GeneratedRegex(@"^[EW]\d{8}$")]
    private static partial Regex GssPattern();

    [GeneratedRegex(@"^\d{9}(?:\d{3})?$")]
    private static partial Regex VatPattern();

    [GeneratedRegex(@"^[A-Z0-9]{18}\d{2}$")]
    private static partial Regex LeiPattern();

    [GeneratedRegex(@"^(?:1-\d{8,12}|[A-Z0-9]{3,6})$")]
    private static partial Regex CqcPattern();

    [GeneratedRegex(@"^.{2,40}$")]
    private static partial Regex Anything();

    [GeneratedRegex(@"(?!)")]
    private static partial Regex Nothing();
}
