using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;

namespace Procurement.Data;

/// <summary>
/// Does something with the portal's own code and on its own rows, but for show: in one transaction that is always rolled back, with a
/// clock that stands where it is put. Whatever it writes, nobody else sees, and nothing is left of it: no row, no message, no mail.
/// </summary>
public interface IRehearsals
{
    /// <summary>
    /// Rehearses. Every context that is made meanwhile, in whatever scope, works in the rehearsal's transaction; what it would have
    /// done in a transaction of its own is a part that can fail alone. One made before it may read and must not write.
    /// </summary>
    /// <param name="at">Where the clock stands at first.</param>
    /// <param name="act">What is done. What it returns is all that is kept: values, not rows.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<T> RunAsync<T>(DateTimeOffset at, Func<Rehearsal, Task<T>> act, CancellationToken ct);
}

/// <summary>A rehearsal under way.</summary>
public sealed class Rehearsal
{
    private static readonly AsyncLocal<Rehearsal?> Ambient = new();
    private readonly PretendedTime _time;
    private readonly List<object> _seen = [];

    private Rehearsal(IDbContextTransaction transaction, DateTimeOffset at)
    {
        Transaction = transaction.GetDbTransaction();
        Connection = Transaction.Connection!;
        _time = new PretendedTime(at);
    }

    /// <summary>True for what is called from a rehearsal.</summary>
    public static bool IsUnderWay => Ambient.Value is not null;

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now => _time.Now;

    /// <summary>What was noted as going out: see <see cref="Note"/>.</summary>
    public IReadOnlyList<object> Seen => _seen;

    internal static Rehearsal? Current => Ambient.Value;

    internal DbConnection Connection { get; }

    internal DbTransaction Transaction { get; }

    /// <summary>Moves the clock on; never back.</summary>
    public void MoveTo(DateTimeOffset instant) => _time.Now = instant > _time.Now ? instant : _time.Now;

    /// <summary>Says to who rehearses that something would go out of the portal: a message, for example. Outside a rehearsal nothing happens.</summary>
    public static void Note(Func<object> what)
    {
        ArgumentNullException.ThrowIfNull(what);
        if (Ambient.Value is { } rehearsal) rehearsal._seen.Add(what());
    }

    /// <summary>
    /// Does something as if nothing were rehearsed, wherever it is called from: what fills a memory that all share. It would else keep
    /// what is rolled back, and, where nobody awaits it, read on the rehearsal's connection beside whoever rehearses.
    /// </summary>
    public static T Outside<T>(Func<T> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var (rehearsal, time) = (Ambient.Value, PortalClock.Pretend(null));
        Ambient.Value = null;
        try
        {
            // An async method takes along how things stand when it is called.
            return act();
        }
        finally
        {
            Ambient.Value = rehearsal;
            PortalClock.Pretend(time);
        }
    }

    /// <summary>Begins one for what is called from here: an async method's caller does not notice it.</summary>
    internal static Rehearsal Begin(IDbContextTransaction transaction, DateTimeOffset at)
    {
        var rehearsal = new Rehearsal(transaction, at);
        Ambient.Value = rehearsal;
        PortalClock.Pretend(rehearsal._time);
        return rehearsal;
    }
}

internal sealed class Rehearsals(IServiceScopeFactory scopes) : IRehearsals
{
    public async Task<T> RunAsync<T>(DateTimeOffset at, Func<Rehearsal, Task<T>> act, CancellationToken ct)
    {
        if (Rehearsal.IsUnderWay) throw new InvalidOperationException("A rehearsal is not rehearsed.");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        T? done = default;
        var end = await db.InTransactionAsync(async () =>
        {
            done = await act(Rehearsal.Begin(db.Database.CurrentTransaction!, at));
            // A refusal rolls back: this one always comes.
            return new RehearsalIsOver();
        }, ct);
        return end.Refusal is RehearsalIsOver ? done! : throw new InvalidOperationException("A rehearsal was not rolled back.");
    }

    private sealed record RehearsalIsOver : Refusal;
}

/// <summary>The last fence: whoever tries to commit in a rehearsal is stopped.</summary>
internal sealed class NothingIsCommitted : DbTransactionInterceptor
{
    public static NothingIsCommitted Instance { get; } = new();

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        Rehearsal.IsUnderWay ? throw Stop() : result;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        Rehearsal.IsUnderWay ? throw Stop() : ValueTask.FromResult(result);

    private static InvalidOperationException Stop() => new("Nothing is committed in a rehearsal.");
}
