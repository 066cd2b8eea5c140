using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Procurement.Users.Domain;

/// <summary>
/// Codes of an authenticator app (RFC 6238: SHA-1, six figures, thirty seconds). Our own, because the framework's reads the system's
/// clock and accepts a code twice.
/// </summary>
internal static class Totp
{
    private const int KeyBytes = 20;
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The time step whose code this is, one to either side of now, later than the last used one; null when it is none.</summary>
    public static long? Match(byte[] key, string code, DateTimeOffset now, long lastUsed)
    {
        var plain = new string([.. code.Where(char.IsAsciiDigit)]);
        if (plain.Length != 6) return null;
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? match = null;
        for (var step = current - 1; step <= current + 1; step++)
        {
            var equal = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), Encoding.ASCII.GetBytes(plain));
            if (equal && step > lastUsed) match ??= step;
        }

        return match;
    }

    /// <summary>The code of now, as an app shows it.</summary>
    public static string CodeAt(byte[] key, DateTimeOffset now) => Code(key, now.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>The key as apps take it, in groups of four for those who type it.</summary>
    public static string Text(byte[] key, bool grouped)
    {
        var text = new StringBuilder();
        var (bits, value) = (0, 0);
        foreach (var part in key)
        {
            (value, bits) = ((value << 8) | part, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Base32[(value >> (bits - 5)) & 31]);
            value &= (1 << bits) - 1;
        }

        if (bits > 0) text.Append(Base32[(value << (5 - bits)) & 31]);
        return grouped ? string.Join(' ', text.ToString().Chunk(4).Select(c => new string(c))) : text.ToString();
    }

    /// <summary>The address that the QR code holds.</summary>
    public static string Address(byte[] key, string site, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(account)}?secret={Text(key, grouped: false)}&issuer={Uri.EscapeDataString(site)}&digits=6&period={StepSeconds}";

    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // The standard that all apps share; a truncated HMAC does not suffer from SHA-1's collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
