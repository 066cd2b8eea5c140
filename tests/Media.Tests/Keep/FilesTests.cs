using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Media.Domain;
using Procurement.Testing;

namespace Procurement.Media.Tests.Keep;

public sealed class FilesTests
{
    private static readonly FileOwner Owner = new("Test", Guid.CreateVersion7());

    [Theory, InlineData(Engine.Sqlite, false), InlineData(Engine.Sqlite, true), InlineData(Engine.PostgreSql, false), InlineData(Engine.PostgreSql, true)]
    public async Task A_file_is_kept_as_it_was_sent_with_its_hash(Engine engine, bool isSealed)
    {
        await using var room = await StartAsync(engine);
        var content = Samples.Pdf(new string('x', 200_000));
        var stored = (await StoreAsync(room, content, "..\\Method\u202E statement.pdf", isSealed)).Value;
        Assert.Equal("Method statement.pdf", stored.Name);
        Assert.Equal("application/pdf", stored.ContentType);
        Assert.Equal(content.Length, stored.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), stored.Sha256);
        Assert.Equal(Owner, stored.Owner);
        Assert.Equal(stored, await room.AsAsync(null, s => s.GetRequiredService<IFiles>().FindAsync(stored.Id, CancellationToken.None)));
        Assert.Equal(content, await ReadAsync(room, stored.Id));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sealed_file_shows_neither_content_nor_name_nor_hash_on_the_disk_or_in_the_table(Engine engine)
    {
        await using var room = await StartAsync(engine);
        var content = Samples.Pdf("canary-content");
        var stored = (await StoreAsync(room, content, "canary-name.pdf", isSealed: true)).Value;
        var row = await room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MediaFile>().AsNoTracking().SingleAsync());
        Assert.Null(row.Name ?? row.Sha256 ?? row.ContentType);
        Assert.Null(row.Size);
        foreach (var path in Directory.EnumerateFiles(room.Storage, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            Assert.True(bytes.AsSpan().IndexOf("canary"u8) < 0, path);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(stored.Sha256)) < 0, path);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_refused_leaves_nothing_behind(Engine engine)
    {
        await using var room = await StartAsync(engine);
        Assert.IsType<FileIsEmpty>((await StoreAsync(room, [], "a.pdf")).Refusal);
        Assert.IsType<FileNameIsUnusable>((await StoreAsync(room, Samples.Pdf(), "\u202E.pdf")).Refusal);
        Assert.IsType<FileTypeIsNotAllowed>((await StoreAsync(room, Samples.Pdf(), "a.exe")).Refusal);
        Assert.IsType<FileIsNotWhatItsNameSays>((await StoreAsync(room, Samples.Pdf(), "a.docx", isSealed: true)).Refusal);
        var large = (await StoreAsync(room, new byte[1_100_000], "a.txt")).Refusal;
        Assert.Equal(1, Assert.IsType<FileIsTooLarge>(large).MaximumMegabytes);
        Assert.Equal("Input.File", large!.Field);
        // The sender says that it is small.
        Assert.IsType<FileIsTooLarge>((await StoreAsync(room, new byte[1_100_000], "a.txt", length: 5)).Refusal);
        Assert.Equal(0, await room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MediaFile>().CountAsync()));
        Assert.Empty(Directory.GetFiles(Path.Combine(room.Storage, "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_sender_who_goes_away_leaves_nothing_behind()
    {
        await using var room = await StartAsync(Engine.Sqlite);
        await Assert.ThrowsAsync<IOException>(() => room.AsAsync(null, s => s.GetRequiredService<IFiles>().StoreAsync(new Upload(new Broken(), "a.pdf", 100, Owner), CancellationToken.None)));
        Assert.Empty(Directory.GetFiles(Path.Combine(room.Storage, "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_is_not_stored_inside_a_transaction_where_all_others_would_wait()
    {
        await using var room = await StartAsync(Engine.Sqlite);
        await Assert.ThrowsAsync<InvalidOperationException>(() => room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().InTransactionAsync(async () =>
        {
            await s.GetRequiredService<IFiles>().StoreAsync(new Upload(new MemoryStream(Samples.Pdf()), "a.pdf", 100, Owner), CancellationToken.None);
            return Result.Done;
        })));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Many_files_at_once_are_all_kept(Engine engine)
    {
        await using var room = await StartAsync(engine);
        var stored = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () => (i, File: (await StoreAsync(room, Samples.Pdf("n" + i), "same name.pdf", i % 2 == 0)).Value))));
        var found = await room.AsAsync(null, s => s.GetRequiredService<IFiles>().FindAsync([.. stored.Select(f => f.File.Id)], CancellationToken.None));
        Assert.Equal(20, found.Count);
        foreach (var (i, file) in stored) Assert.Equal(Samples.Pdf("n" + i), await ReadAsync(room, file.Id));
    }

    [Theory, InlineData(ScanVerdict.Infected), InlineData(ScanVerdict.Unavailable)]
    public async Task What_the_scanner_does_not_pass_is_not_kept(ScanVerdict verdict)
    {
        await using var room = await Room.StartAsync(Engine.Sqlite, [typeof(Startup).Assembly], s => s.AddSingleton<IScanFiles>(new Scanner(verdict)));
        var refusal = (await StoreAsync(room, Samples.Pdf(), "a.pdf", isSealed: true)).Refusal;
        Assert.Equal(verdict == ScanVerdict.Infected ? typeof(FileHoldsMalware) : typeof(FileCouldNotBeScanned), refusal!.GetType());
        Assert.Empty(Directory.GetFiles(Path.Combine(room.Storage, "files"), "*", SearchOption.AllDirectories));
    }

    internal static Task<Room> StartAsync(Engine engine) =>
        Room.StartAsync(engine, [typeof(Startup).Assembly], settings: new Dictionary<string, string?> { ["Media:MaximumMegabytes"] = "1" });

    internal static Task<Result<StoredFile>> StoreAsync(Room room, byte[] content, string name, bool isSealed = false, long? length = null, FileOwner? owner = null) =>
        room.AsAsync(null, s => s.GetRequiredService<IFiles>().StoreAsync(new Upload(new MemoryStream(content), name, length ?? content.Length, owner ?? Owner, isSealed, "Input.File"), CancellationToken.None));

    private static Task<byte[]> ReadAsync(Room room, Guid id) => room.AsAsync(null, async s =>
    {
        await using var stream = await s.GetRequiredService<IFiles>().OpenAsync(id, CancellationToken.None);
        var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    });

    private sealed class Scanner(ScanVerdict verdict) : IScanFiles
    {
        public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct)
        {
            // It is given the content in clear, sealed or not.
            Assert.Equal((byte)'%', (byte)content.ReadByte());
            return Task.FromResult(verdict);
        }
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
