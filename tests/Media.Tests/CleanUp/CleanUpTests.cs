using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.CleanUp;
using Procurement.Media.Contracts;
using Procurement.Media.Domain;
using Procurement.Media.Keep;
using Procurement.Media.Tests.Keep;
using Procurement.Testing;

namespace Procurement.Media.Tests.CleanUp;

public sealed class CleanUpTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_what_nobody_took_or_wants_any_more_is_removed_and_only_after_two_days(Engine engine)
    {
        await using var room = await Room.StartAsync(engine, [typeof(Startup).Assembly], s => s.AddSingleton<IMayRead>(new Claiming()).AddSingleton<IMayRead>(new NotClaiming()));
        var claimed = await KeepAsync(room, "Claiming");
        var unclaimed = await KeepAsync(room, "Claiming");
        var careless = await KeepAsync(room, "NotClaiming");
        var unknown = await KeepAsync(room, "Unknown");
        var released = await KeepAsync(room, "NotClaiming");
        await room.AsAsync(null, async s =>
        {
            var files = s.GetRequiredService<IFiles>();
            await files.ClaimAsync([claimed], CancellationToken.None);
            await files.ReleaseAsync([released], CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });

        Assert.Equal(0, await RunAsync(room));
        room.Clock.Move(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        Assert.Equal(2, await RunAsync(room));
        var left = await room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MediaFile>().Select(f => f.Id).ToListAsync());
        Assert.Equal(new[] { claimed, careless, unknown }.Order(), left.Order());
        var disk = room.Services.GetRequiredService<Disk>();
        Assert.All(left, id => Assert.True(File.Exists(disk.PathOf(id))));
        Assert.False(File.Exists(disk.PathOf(unclaimed)));
        Assert.False(File.Exists(disk.PathOf(released)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_claim_that_is_rolled_back_is_none(Engine engine)
    {
        await using var room = await Room.StartAsync(engine, [typeof(Startup).Assembly]);
        var id = await KeepAsync(room, "Test");
        await room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().InTransactionAsync(async () =>
        {
            await s.GetRequiredService<IFiles>().ClaimAsync([id], CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
            return new NotAllowed();
        }));
        Assert.Null(await room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MediaFile>().Select(f => f.ClaimedAt).SingleAsync()));
    }

    [Fact]
    public async Task What_a_crash_left_is_swept_up_and_nothing_else()
    {
        await using var room = await Room.StartAsync(Engine.Sqlite, [typeof(Startup).Assembly]);
        var disk = room.Services.GetRequiredService<Disk>();
        var kept = disk.PathOf(await KeepAsync(room, "Test"));
        var (half, rowless, fresh) = (Path.Combine(disk.Incoming, Guid.CreateVersion7().ToString("N")), disk.PathOf(Guid.CreateVersion7()), Path.Combine(disk.Incoming, Guid.CreateVersion7().ToString("N")));
        foreach (var path in new[] { half, rowless, fresh })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "x");
        }

        foreach (var path in new[] { half, rowless, kept }) File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddDays(-3));
        Assert.Equal(2, await room.AsAsync(null, s => s.GetRequiredService<SweepJob>().RunAsync(CancellationToken.None)));
        Assert.False(File.Exists(half));
        Assert.False(File.Exists(rowless));
        Assert.True(File.Exists(kept));
        Assert.True(File.Exists(fresh));
    }

    private static async Task<Guid> KeepAsync(Room room, string kind) => (await FilesTests.StoreAsync(room, Samples.Pdf(), "a.pdf", owner: new FileOwner(kind, Guid.CreateVersion7()))).Value.Id;

    private static Task<int> RunAsync(Room room) => room.AsAsync(null, s => s.GetRequiredService<RemoveOrphansJob>().RunAsync(CancellationToken.None));

    private sealed class Claiming : IMayRead
    {
        public string OwnerKind => "Claiming";

        public bool ClaimsFiles => true;

        public Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct) => Task.FromResult(true);
    }

    private sealed class NotClaiming : IMayRead
    {
        public string OwnerKind => "NotClaiming";

        public Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct) => Task.FromResult(true);
    }
}
