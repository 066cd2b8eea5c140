using Procurement.Kernel;
using Procurement.Media.Contracts;

namespace Procurement.Media.Domain;

/// <summary>What is known of a file. For a sealed one it is kept encrypted, with the key of its content.</summary>
internal sealed record FileFacts(string Name, string ContentType, long Size, string Sha256, string? Key = null);

/// <summary>A file that is kept. Its content stands on the disk under its key, its facts here.</summary>
internal sealed class MediaFile : Entity
{
    private MediaFile() { }

    public string OwnerKind { get; private set; } = "";
    public Guid OwnerId { get; private set; }
    public bool IsSealed { get; private set; }
    public DateTimeOffset StoredAt { get; private set; }

    /// <summary>When its owner took it; null while nobody has.</summary>
    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>When its owner wanted it no longer; null while it is wanted.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public string? Name { get; private set; }
    public string? ContentType { get; private set; }
    public long? Size { get; private set; }
    public string? Sha256 { get; private set; }

    /// <summary>The facts of a sealed file, encrypted.</summary>
    public string? SealedFacts { get; private set; }

    public static MediaFile Keep(Guid id, FileOwner owner, FileFacts facts, DateTimeOffset now) => new()
    {
        Id = id,
        OwnerKind = owner.Kind,
        OwnerId = owner.Id,
        StoredAt = now,
        Name = facts.Name,
        ContentType = facts.ContentType,
        Size = facts.Size,
        Sha256 = facts.Sha256,
    };

    public static MediaFile KeepSealed(Guid id, FileOwner owner, string sealedFacts, DateTimeOffset now) => new()
    {
        Id = id,
        OwnerKind = owner.Kind,
        OwnerId = owner.Id,
        StoredAt = now,
        IsSealed = true,
        SealedFacts = sealedFacts,
    };

    public FileFacts Facts(Func<string, FileFacts> open) =>
        IsSealed ? open(SealedFacts!) : new FileFacts(Name!, ContentType!, Size!.Value, Sha256!);

    public void Claim(DateTimeOffset now)
    {
        ClaimedAt ??= now;
        ReleasedAt = null;
    }

    public void Release(DateTimeOffset now) => ReleasedAt ??= now;
}
