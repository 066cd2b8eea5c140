using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Data.Tests;

public sealed class RehearsalOnSqlite(OnSqlite fixture) : RehearsalTests(fixture), IClassFixture<OnSqlite>;

public sealed class RehearsalOnPostgreSql(OnPostgreSql fixture) : RehearsalTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class RehearsalTests(PortalFixture fixture)
{
    private static readonly DateTimeOffset Later = new(2031, 5, 6, 9, 0, 0, TimeSpan.Zero);
    private readonly Portal _portal = fixture.Portal;
    private readonly Guid _id = Guid.CreateVersion7();

    private IServiceScopeFactory Scopes => _portal.Services.GetRequiredService<IServiceScopeFactory>();

    private sealed record No : Refusal;

    [Fact]
    public async Task What_is_rehearsed_is_seen_within_by_every_scope_and_by_nobody_after_it()
    {
        var seen = await RehearseAsync(async _ =>
        {
            await InAsync(db => RaiseAsync(db, "one"));
            await InAsync(async db => (await db.InTransactionAsync(async () =>
            {
                await RaiseAsync(db, "two");
                return Result.Done;
            })).IsDone);
            return await InAsync(CountAsync);
        });
        Assert.Equal(2, seen);
        Assert.Equal(0, await _portal.AsAsync(null, s => CountAsync(s.GetRequiredService<PortalDbContext>())));
        await _portal.AsAsync(null, s => RaiseAsync(s.GetRequiredService<PortalDbContext>(), "after"));
        Assert.Equal(1, await _portal.AsAsync(null, s => CountAsync(s.GetRequiredService<PortalDbContext>())));
    }

    [Fact]
    public async Task What_is_refused_or_throws_within_takes_back_its_own_part_alone()
    {
        var seen = await RehearseAsync(async _ =>
        {
            await InAsync(db => RaiseAsync(db, "kept"));
            await InAsync(async db => (await db.InTransactionAsync(async () =>
            {
                await RaiseAsync(db, "refused");
                return new No();
            })).IsDone);
            await Assert.ThrowsAsync<NotSupportedException>(() => InAsync(async db => (await db.InTransactionAsync(async () =>
            {
                await RaiseAsync(db, "thrown");
                throw new NotSupportedException();
            })).IsDone));
            return await InAsync(db => db.Set<OutboxMessage>().Where(m => m.Payload.Contains(_id.ToString())).Select(m => m.Payload).ToListAsync());
        });
        Assert.Contains("kept", Assert.Single(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_stands_where_it_is_put_for_what_is_rehearsed_and_goes_on_for_all_others()
    {
        var clock = _portal.Services.GetRequiredService<TimeProvider>();
        await RehearseAsync(async rehearsal =>
        {
            Assert.Equal(Later, clock.GetUtcNow());
            rehearsal.MoveTo(Later.AddDays(2));
            rehearsal.MoveTo(Later);
            await Task.Yield();
            Assert.Equal(Later.AddDays(2), clock.GetUtcNow());
            Task<DateTimeOffset> elsewhere;
            using (ExecutionContext.SuppressFlow()) elsewhere = Task.Run(() => clock.GetUtcNow());
            Assert.NotEqual(Later.AddDays(2), await elsewhere);
            await InAsync(db => RaiseAsync(db, "dated"));
            Assert.Equal(Later.AddDays(2), await InAsync(db => db.Set<OutboxMessage>().Where(m => m.Payload.Contains(_id.ToString())).Select(m => m.OccurredAt).SingleAsync()));
            return 0;
        });
        Assert.True(clock.GetUtcNow() < Later);
    }

    [Fact]
    public async Task What_fills_a_memory_that_all_share_reads_what_is_stored_and_on_a_connection_of_its_own()
    {
        var real = _portal.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var seen = await RehearseAsync(async _ =>
        {
            await InAsync(db => RaiseAsync(db, "rehearsed"));
            var outside = await Rehearsal.Outside(async () =>
            {
                await Task.Yield();
                Assert.False(Rehearsal.IsUnderWay);
                Assert.True(_portal.Services.GetRequiredService<TimeProvider>().GetUtcNow() < real.AddDays(1));
                return await InAsync(CountAsync);
            });
            Assert.True(Rehearsal.IsUnderWay);
            Assert.Equal(Later, _portal.Services.GetRequiredService<TimeProvider>().GetUtcNow());
            return (Outside: outside, Inside: await InAsync(CountAsync));
        });
        Assert.Equal((0, 1), seen);
    }

    [Fact]
    public async Task Whoever_commits_or_writes_past_it_is_stopped()
    {
        await using var before = Scopes.CreateAsyncScope();
        await RehearseAsync(async _ =>
        {
            var outside = before.ServiceProvider.GetRequiredService<PortalDbContext>();
            await InAsync(async db =>
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.Database.CurrentTransaction!.CommitAsync());
                return 0;
            });
            return outside;
        });

        // One made before the rehearsal: it is found when it writes.
        await using var made = Scopes.CreateAsyncScope();
        var old = made.ServiceProvider.GetRequiredService<PortalDbContext>();
        await RehearseAsync(async _ =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => RaiseAsync(old, "past it"));
            await Assert.ThrowsAsync<InvalidOperationException>(() => old.InTransactionAsync(() => Task.FromResult(Result.Done)));
            return 0;
        });
        Assert.Equal(0, await _portal.AsAsync(null, s => CountAsync(s.GetRequiredService<PortalDbContext>())));
    }

    [Fact]
    public async Task An_exception_ends_it_and_leaves_nothing_either()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => RehearseAsync<int>(async _ =>
        {
            await InAsync(db => RaiseAsync(db, "thrown"));
            throw new NotSupportedException();
        }));
        Assert.Equal(0, await _portal.AsAsync(null, s => CountAsync(s.GetRequiredService<PortalDbContext>())));
        await _portal.AsAsync(null, s => RaiseAsync(s.GetRequiredService<PortalDbContext>(), "the gate is open again"));
    }

    private Task<T> RehearseAsync<T>(Func<Rehearsal, Task<T>> act) => _portal.Services.GetRequiredService<IRehearsals>().RunAsync(Later, act, CancellationToken.None);

    private async Task<T> InAsync<T>(Func<PortalDbContext, Task<T>> act)
    {
        await using var scope = Scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        return await act(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    private async Task<int> RaiseAsync(PortalDbContext db, string words)
    {
        db.Raise(new SomethingHappened(_id, words));
        return await db.SaveChangesAsync();
    }

    private Task<int> CountAsync(PortalDbContext db) => db.Set<OutboxMessage>().CountAsync(m => m.Payload.Contains(_id.ToString()));
}
