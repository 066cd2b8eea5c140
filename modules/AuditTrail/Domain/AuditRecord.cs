using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.AuditTrail.Domain;

/// <summary>
/// One thing that was done. What counts is <see cref="Payload"/>: it is written once, authenticated and chained. The columns below
/// <see cref="IsListed"/> repeat it so that it can be found; under seal they are empty.
/// </summary>
internal sealed class AuditRecord
{
    private AuditRecord() { }

    public Guid Id { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid? SealId { get; private set; }

    /// <summary>An <see cref="AuditContent"/> as JSON; encrypted when it was written under seal.</summary>
    public string Payload { get; private set; } = "";

    /// <summary>Says that the portal wrote this: made with the key outside the database.</summary>
    public byte[] Mac { get; private set; } = [];

    /// <summary>Its place in the chain, given by the sealer after the commit; null until then.</summary>
    public long? Sequence { get; private set; }

    /// <summary>The hash over itself and all before it.</summary>
    public byte[]? Hash { get; private set; }

    /// <summary>True when people may find it.</summary>
    public bool IsListed { get; private set; }

    public string? Action { get; private set; }
    public Guid? UserId { get; private set; }
    public string? WhoName { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public string? OrganisationName { get; private set; }
    public string? Why { get; private set; }
    public string? SubjectType { get; private set; }
    public Guid? SubjectId { get; private set; }
    public string? Reference { get; private set; }

    public static AuditRecord Write(AuditContent content, DateTimeOffset now, Guid? sealId, Func<string, string> seal, Func<AuditRecord, byte[]> authenticate)
    {
        // To the microsecond, which both engines keep: what is authenticated must be what is read back.
        var at = new DateTimeOffset(now.UtcTicks / 10 * 10, TimeSpan.Zero);
        var payload = content.Serialise();
        var record = new AuditRecord { Id = RecordIds.Next(at), At = at, SealId = sealId, Payload = sealId is null ? payload : seal(payload) };
        record.Mac = authenticate(record);
        if (sealId is null) record.List(content);
        return record;
    }

    /// <summary>Lets people find it.</summary>
    public void List(AuditContent content)
    {
        IsListed = true;
        (Action, UserId, WhoName) = (content.Action, content.UserId, content.WhoName);
        (OrganisationId, OrganisationName, Why) = (content.OrganisationId, content.OrganisationName, content.Why);
        (SubjectType, SubjectId, Reference) = (content.SubjectType, content.SubjectId, content.Reference);
    }

    /// <summary>True when what people find is what was written.</summary>
    public bool Lists(AuditContent content) =>
        (Action, UserId, WhoName) == (content.Action, content.UserId, content.WhoName)
        && (OrganisationId, OrganisationName, Why) == (content.OrganisationId, content.OrganisationName, content.Why)
        && (SubjectType, SubjectId, Reference) == (content.SubjectType, content.SubjectId, content.Reference);

    /// <summary>Gives it its place in the chain.</summary>
    public void Chain(long sequence, byte[] hash) => (Sequence, Hash) = (sequence, hash);
}

/// <summary>Who did what to what, for whom and why.</summary>
internal sealed record AuditContent(
    string Action, Guid? UserId, string WhoName, Guid? OrganisationId, string? OrganisationName, string? Why,
    string SubjectType, Guid SubjectId, string? Reference, JsonElement Data)
{
    public const int LongestText = 300;
    public const int LongestWhy = 2000;

    private static readonly string[] Repeated = ["subject", "sealId"];

    public static AuditContent Of(string action, Subject subject, object? data, IWho who, string? why) => new(
        Cut(action, 100)!, who.UserId, Cut(who.DisplayName, LongestText)!, who.ActingFor?.OrganisationId, Cut(who.ActingFor?.OrganisationName, LongestText),
        Cut(why, LongestWhy), Cut(subject.Type, 100)!, subject.Id, Cut(subject.Reference, LongestText), ToJson(data));

    public static AuditContent Read(string payload) => JsonSerializer.Deserialize<AuditContent>(payload, EventJson.Options)!;

    public string Serialise() => JsonSerializer.Serialize(this, EventJson.Options);

    private static JsonElement ToJson(object? data)
    {
        var json = JsonSerializer.SerializeToElement(data ?? new { }, data?.GetType() ?? typeof(object), EventJson.Options);
        if (json.ValueKind != JsonValueKind.Object) return json;
        // The subject stands beside the data already.
        return JsonSerializer.SerializeToElement(json.EnumerateObject().Where(p => data is not IEvent || !Repeated.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value), EventJson.Options);
    }

    private static string? Cut(string? text, int longest) => text is { } t && t.Length > longest ? t[..(char.IsHighSurrogate(t[longest - 1]) ? longest - 1 : longest)] : text;
}

/// <summary>Keys that sort by the portal's clock and, within a millisecond, in the order in which they were given.</summary>
internal static class RecordIds
{
    private static readonly Lock Guard = new();
    private static long _millisecond;
    private static int _count;

    public static Guid Next(DateTimeOffset at)
    {
        int count;
        lock (Guard)
        {
            var millisecond = at.ToUnixTimeMilliseconds();
            _count = millisecond == _millisecond ? Math.Min(_count + 1, 0xFFF) : 0;
            _millisecond = millisecond;
            count = _count;
        }

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x70 | (count >> 8));
        bytes[7] = (byte)count;
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>
/// Says that a seal is broken. Its key is a code over it, made with the key outside the database: who can write into the table alone
/// opens nothing.
/// </summary>
internal sealed class BrokenSeal
{
    public required Guid Id { get; init; }
    public required Guid SealId { get; init; }
    public required DateTimeOffset At { get; init; }

    public static BrokenSeal Of(Guid sealId, DateTimeOffset at, byte[] key) => new() { Id = Code(sealId, at, key), SealId = sealId, At = at };

    public bool IsGenuine(byte[] key) => Id == Code(SealId, At, key);

    // To the microsecond, which is what is stored.
    private static Guid Code(Guid sealId, DateTimeOffset at, byte[] key) => new(HMACSHA256.HashData(key,
        Encoding.UTF8.GetBytes($"broken-seal {sealId:N} {at.UtcTicks / 10}")).AsSpan(0, 16));
}

/// <summary>The end of the chain after a batch, signed with the key outside the database; the same line stands in a file outside it.</summary>
internal sealed record ChainHead(long Count, string Hash, DateTimeOffset At, string KeyId, string Signature);
