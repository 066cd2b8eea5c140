using System.Security.Cryptography;
using System.Text;

namespace Procurement.Users.Domain;

/// <summary>Codes on paper for the day when the phone is lost. They are random enough that a plain hash keeps them.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    // Without the letters and figures that are read for one another.
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Length = 16;

    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => One())];

    public static string Hash(string code)
    {
        var plain = new string([.. code.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }

    private static string One()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return string.Join('-', code.Chunk(4).Select(c => new string(c)));
    }
}
