using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Procurement.Workflows.Webhooks;

/// <summary>
/// What proves who sent a body: <c>Webhook-Signature: v1=</c> and the HMAC-SHA256, in hexadecimal digits, of the identifier, the time in
/// seconds since 1970 and the body, joined by full stops.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "Webhook-Id";
    public const string TimestampHeader = "Webhook-Timestamp";
    public const string SignatureHeader = "Webhook-Signature";
    private const string Version = "v1=";

    public static string Sign(byte[] secret, string id, long timestamp, ReadOnlySpan<byte> body) => Version + Convert.ToHexStringLower(Digest(secret, id, timestamp, body));

    public static bool IsBy(byte[] secret, string id, long timestamp, ReadOnlySpan<byte> body, string signature)
    {
        if (!signature.StartsWith(Version, StringComparison.Ordinal) || signature.Length != Version.Length + 64) return false;
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(signature.AsSpan(Version.Length), given, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32
            && CryptographicOperations.FixedTimeEquals(given, Digest(secret, id, timestamp, body));
    }

    private static byte[] Digest(byte[] secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
