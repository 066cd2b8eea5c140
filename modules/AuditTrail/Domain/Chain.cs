using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Procurement.AuditTrail.Domain;

/// <summary>How records are authenticated and chained. Changing a byte here breaks every trail that exists.</summary>
internal static class Chain
{
    public const int HashLength = 32;

    /// <summary>The hash before the first record.</summary>
    public static byte[] Genesis { get; } = new byte[HashLength];

    /// <summary>Says that the holder of the key wrote this record.</summary>
    public static byte[] Mac(AuditRecord record, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData("record"u8);
        Append(hmac, record);
        return hmac.GetHashAndReset();
    }

    /// <summary>The hash of a record at its place after another.</summary>
    public static byte[] Link(byte[] previous, long sequence, AuditRecord record)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData("link"u8);
        sha.AppendData(previous);
        AppendNumber(sha, sequence);
        sha.AppendData(record.Mac);
        Append(sha, record);
        return sha.GetHashAndReset();
    }

    /// <summary>Signs the end of the chain.</summary>
    public static ChainHead Sign(long count, byte[] hash, DateTimeOffset now, byte[] key, string keyId)
    {
        var at = new DateTimeOffset(now.UtcTicks / 10 * 10, TimeSpan.Zero);
        var hex = Convert.ToHexStringLower(hash);
        return new ChainHead(count, hex, at, keyId, Signature(count, hex, at, key));
    }

    /// <summary>True when the holder of the key signed this head.</summary>
    public static bool IsSigned(ChainHead head, byte[] key) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(head.Signature), Encoding.ASCII.GetBytes(Signature(head.Count, head.Hash, head.At, key)));

    private static string Signature(long count, string hash, DateTimeOffset at, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData("head"u8);
        AppendNumber(hmac, count);
        AppendNumber(hmac, at.UtcTicks);
        hmac.AppendData(Encoding.ASCII.GetBytes(hash));
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, AuditRecord record)
    {
        Span<byte> id = stackalloc byte[16];
        record.Id.TryWriteBytes(id, bigEndian: true, out _);
        hash.AppendData(id);
        AppendNumber(hash, record.At.UtcTicks);
        AppendNumber(hash, record.SealId is null ? 0 : 1);
        record.SealId.GetValueOrDefault().TryWriteBytes(id, bigEndian: true, out _);
        hash.AppendData(id);
        // The length stands first, so that no two records read alike.
        var payload = Encoding.UTF8.GetBytes(record.Payload);
        AppendNumber(hash, payload.Length);
        hash.AppendData(payload);
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
