using Procurement.Kernel;

namespace Procurement.Media.Contracts;

/// <summary>Keeps files.</summary>
public interface IFiles
{
    /// <summary>
    /// Judges an upload by name, size and content and keeps it. The file, its folder and its row are on the disk when this returns.
    /// Never inside a transaction: store first, then open one and <see cref="ClaimAsync"/> in it.
    /// </summary>
    Task<Result<StoredFile>> StoreAsync(Upload upload, CancellationToken ct);

    /// <summary>One file; null when there is none.</summary>
    Task<StoredFile?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>Several files by their keys.</summary>
    Task<IReadOnlyDictionary<Guid, StoredFile>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The content, deciphered when it is sealed; null when there is none. The caller closes it.</summary>
    Task<Stream?> OpenAsync(Guid id, CancellationToken ct);

    /// <summary>Says, in the caller's context, that its owner has taken the files; the caller saves.</summary>
    Task ClaimAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Says, in the caller's context, that its owner wants the files no longer: they are removed after two days; the caller saves.</summary>
    Task ReleaseAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}

/// <summary>A file that somebody sends.</summary>
/// <param name="Content">The content, read once.</param>
/// <param name="FileName">The name that it came with.</param>
/// <param name="Length">Its length as the sender says it; what arrives is counted.</param>
/// <param name="Owner">What it will belong to.</param>
/// <param name="Sealed">True to keep it enciphered, with its name and hash.</param>
/// <param name="Field">The form field that a refusal names, for example <c>Input.File</c>.</param>
public sealed record Upload(Stream Content, string FileName, long Length, FileOwner Owner, bool Sealed = false, string? Field = null);

/// <summary>What a file belongs to.</summary>
/// <param name="Kind">The noun, for example <c>Opportunity</c>: an <see cref="IMayRead"/> answers for it.</param>
/// <param name="Id">Its key.</param>
public sealed record FileOwner(string Kind, Guid Id);

/// <summary>A file that is kept.</summary>
public sealed record StoredFile(Guid Id, string Name, string ContentType, long Size, string Sha256, FileOwner Owner, DateTimeOffset StoredAt)
{
    /// <summary>Where it is served.</summary>
    public string Url => $"/files/{Id}/{Uri.EscapeDataString(Name)}";

    /// <summary>The size as people read it, for example "240 KB".</summary>
    public string SizeText => FileSize.Text(Size);

    /// <summary>The last part of the name in capitals, for example "PDF".</summary>
    public string TypeText => Path.GetExtension(Name).TrimStart('.').ToUpperInvariant();
}

/// <summary>Says who may read the files of a kind of owner. The owner's module implements it; a kind without one is read by nobody.</summary>
public interface IMayRead
{
    /// <summary>The kind.</summary>
    string OwnerKind { get; }

    /// <summary>True when a file of the kind that its owner has never claimed is removed after two days. Then the owner must claim each one.</summary>
    bool ClaimsFiles => false;

    /// <summary>True when this person may read the file. No is answered with "not found".</summary>
    Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct);
}

/// <summary>Looks for malware.</summary>
public interface IScanFiles
{
    /// <summary>Reads the content to its end and judges it.</summary>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct);
}

/// <summary>What a scanner says.</summary>
public enum ScanVerdict
{
    /// <summary>Nothing was found, or nothing looks.</summary>
    Clean,

    /// <summary>Malware was found.</summary>
    Infected,

    /// <summary>The scanner does not answer: the upload is refused, and can be tried again.</summary>
    Unavailable,
}

/// <summary>A file that was not kept.</summary>
public abstract record FileRefusal : Refusal
{
    /// <summary>The form field of the upload.</summary>
    public string? FormField { get; init; }

    /// <inheritdoc />
    public override string? Field => FormField;
}

/// <summary>There is nothing in it.</summary>
public sealed record FileIsEmpty : FileRefusal;

/// <summary>It is too large.</summary>
public sealed record FileIsTooLarge(int MaximumMegabytes) : FileRefusal;

/// <summary>Nothing is left of its name when what no name may hold is taken out.</summary>
public sealed record FileNameIsUnusable : FileRefusal;

/// <summary>It is of no kind that is accepted.</summary>
public sealed record FileTypeIsNotAllowed(string Allowed) : FileRefusal;

/// <summary>It is not what its name says.</summary>
public sealed record FileIsNotWhatItsNameSays(string Extension) : FileRefusal;

/// <summary>It holds macros.</summary>
public sealed record FileHoldsMacros : FileRefusal;

/// <summary>Malware was found in it.</summary>
public sealed record FileHoldsMalware : FileRefusal;

/// <summary>The scanner does not answer.</summary>
public sealed record FileCouldNotBeScanned : FileRefusal;

/// <summary>Sizes of files for people.</summary>
public static class FileSize
{
    /// <summary>So many bytes as people read them, for example "240 KB" or "1.5 MB".</summary>
    public static string Text(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, (bytes + 512) / 1024)} KB"
        : (bytes / 1_048_576m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) + " MB";
}
