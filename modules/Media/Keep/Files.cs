using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Media.Domain;
using Procurement.Media.Inspect;

namespace Procurement.Media.Keep;

/// <summary>Keeps files. A file is in its place, synced, before its row is; a crash in between leaves a file that the sweep removes.</summary>
internal sealed partial class Files(
    PortalDbContext db, IServiceScopeFactory scopes, Disk disk, FactsCipher cipher, IScanFiles scanner, MediaSettings settings, TimeProvider clock,
    ILogger<Files> logger) : IFiles
{
    private const int Buffer = 81_920;

    public async Task<Result<StoredFile>> StoreAsync(Upload upload, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("A file is stored before the transaction that takes it: the disk is slow, and all other writers would wait.");
        if (FileNames.Clean(upload.FileName) is not { } name) return Refuse(upload, new FileNameIsUnusable());
        if (FileTypes.Of(name) is not { } type) return Refuse(upload, new FileTypeIsNotAllowed(FileTypes.Names));
        if (upload.Length > settings.MaximumBytes) return Refuse(upload, new FileIsTooLarge(settings.MaximumMegabytes));

        var id = Guid.CreateVersion7();
        var incoming = disk.Create(id);
        var path = incoming.Name;
        var key = upload.Sealed ? RandomNumberGenerator.GetBytes(SealedContent.KeyLength) : null;
        try
        {
            var (size, hash) = await ReceiveAsync(upload.Content, incoming, id, key, ct);
            if (size == 0) return Refuse(upload, new FileIsEmpty());
            if (size > settings.MaximumBytes) return Refuse(upload, new FileIsTooLarge(settings.MaximumMegabytes));
            if (await JudgeAsync(incoming, id, key, type, ct) is { } refusal) return Refuse(upload, refusal);

            disk.Settle(incoming, id);
            path = disk.PathOf(id);
            var facts = new FileFacts(name, type.ContentType, size, hash, key is null ? null : Convert.ToBase64String(key));
            // To the microsecond, which the database keeps: a receipt says what the row says.
            var now = new DateTimeOffset(clock.GetUtcNow().UtcTicks / 10 * 10, TimeSpan.Zero);
            var file = key is null ? MediaFile.Keep(id, upload.Owner, facts, now) : MediaFile.KeepSealed(id, upload.Owner, cipher.Encrypt(id, facts), now);
            await SaveAsync(file, ct);
            path = null;
            return Show(file, facts);
        }
        finally
        {
            await incoming.DisposeAsync();
            if (path is not null) Disk.Remove(path);
            if (key is not null) CryptographicOperations.ZeroMemory(key);
        }
    }

    public async Task<StoredFile?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<MediaFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, ct) is { } file ? Show(file, Facts(file)) : null;

    public async Task<IReadOnlyDictionary<Guid, StoredFile>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return new Dictionary<Guid, StoredFile>();
        var wanted = ids.Distinct().ToList();
        var files = await db.Set<MediaFile>().AsNoTracking().Where(f => wanted.Contains(f.Id)).ToListAsync(ct);
        return files.ToDictionary(f => f.Id, f => Show(f, Facts(f)));
    }

    public async Task<Stream?> OpenAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<MediaFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, ct) is not { } file) return null;
        return Open(file.Id, Facts(file));
    }

    public Task ClaimAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => EachAsync(ids, f => f.Claim(clock.GetUtcNow()), ct);

    public Task ReleaseAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => EachAsync(ids, f => f.Release(clock.GetUtcNow()), ct);

    internal Stream? Open(Guid id, FileFacts facts)
    {
        FileStream content;
        try
        {
            content = new FileStream(disk.PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            LogMissing(logger, id);
            return null;
        }

        return facts.Key is { } key ? new SealedReader(content, id, Convert.FromBase64String(key)) : content;
    }

    internal FileFacts Facts(MediaFile file) => file.Facts(text => cipher.Decrypt(file.Id, text));

    internal static StoredFile Show(MediaFile file, FileFacts facts) =>
        new(file.Id, facts.Name, facts.ContentType, facts.Size, facts.Sha256, new FileOwner(file.OwnerKind, file.OwnerId), file.StoredAt);

    private static Result<StoredFile> Refuse(Upload upload, FileRefusal refusal) => refusal with { FormField = upload.Field };

    /// <summary>Writes what arrives, and stops when it is more than may be.</summary>
    private async Task<(long Size, string Hash)> ReceiveAsync(Stream from, FileStream to, Guid id, byte[]? key, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var cipherer = key is null ? null : new SealedWriter(to, id, key);
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            long size = 0;
            int read;
            while ((read = await from.ReadAsync(buffer, ct)) > 0)
            {
                size += read;
                if (size > settings.MaximumBytes) return (size, "");
                sha.AppendData(buffer, 0, read);
                if (cipherer is null) await to.WriteAsync(buffer.AsMemory(0, read), ct);
                else await cipherer.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            if (cipherer is not null) await cipherer.CompleteAsync(ct);
            await to.FlushAsync(ct);
            return (size, Convert.ToHexStringLower(sha.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task<FileRefusal?> JudgeAsync(FileStream incoming, Guid id, byte[]? key, FileType type, CancellationToken ct)
    {
        incoming.Position = 0;
        using var clear = key is null ? null : new SealedReader(incoming, id, key, leaveOpen: true);
        Stream content = clear is null ? incoming : clear;
        if (Inspector.Judge(content, type) is { } refusal) return refusal;
        content.Position = 0;
        return await scanner.ScanAsync(content, ct) switch
        {
            ScanVerdict.Clean => null,
            ScanVerdict.Infected => new FileHoldsMalware(),
            _ => new FileCouldNotBeScanned(),
        };
    }

    private async Task SaveAsync(MediaFile file, CancellationToken ct)
    {
        // In a context of its own: what the caller has changed is not saved by the way.
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        own.Add(file);
        await own.SaveChangesAsync(ct);
    }

    private async Task EachAsync(IReadOnlyCollection<Guid> ids, Action<MediaFile> change, CancellationToken ct)
    {
        if (ids.Count == 0) return;
        var wanted = ids.Distinct().ToList();
        foreach (var file in await db.Set<MediaFile>().Where(f => wanted.Contains(f.Id)).ToListAsync(ct)) change(file);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The content of file {FileId} is missing on the disk: restore it from the backup")]
    private static partial void LogMissing(ILogger logger, Guid fileId);
}

/// <summary>Encrypts what is known of a sealed file, bound to the file.</summary>
internal sealed class FactsCipher(IDataProtectionProvider protection)
{
    public string Encrypt(Guid id, FileFacts facts) => Protector(id).Protect(JsonSerializer.Serialize(facts, EventJson.Options));

    public FileFacts Decrypt(Guid id, string text) => JsonSerializer.Deserialize<FileFacts>(Protector(id).Unprotect(text), EventJson.Options)!;

    private IDataProtector Protector(Guid id) => protection.CreateProtector("Procurement.Media", id.ToString("N"));
}

/// <summary>How large a file may be: <c>Media:MaximumMegabytes</c>, 20 unless set.</summary>
internal sealed class MediaSettings(IConfiguration configuration)
{
    public int MaximumMegabytes { get; } = Math.Clamp(configuration.GetValue("Media:MaximumMegabytes", 20), 1, 2000);

    public long MaximumBytes => MaximumMegabytes * 1024L * 1024L;
}
