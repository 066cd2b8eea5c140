using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procurement.Kernel;

namespace Procurement.Data.Outbox;

/// <summary>Wakes the pump when a change with messages was committed.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Raised on this machine when a change with messages was committed.</summary>
    public event Action? Committed;

    internal void Ring()
    {
        _bell.Writer.TryWrite(true);
        Committed?.Invoke();
    }

    internal async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(atMost);
        try
        {
            await _bell.Reader.ReadAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody rang; look anyway, for another machine may have written.
        }
    }
}

/// <summary>
/// Carries messages to their reactions. Each reaction runs in a transaction that also marks the message as handled by it, so
/// that a crash at any point repeats nothing that was written and loses nothing.
/// </summary>
internal sealed partial class OutboxPump(
    IServiceScopeFactory scopes, IEnumerable<ReactionRegistration> reactions, OutboxSignal signal, TimeProvider clock, Readiness readiness,
    ILogger<OutboxPump> logger) : BackgroundService
{
    private const int Batch = 50;
    private const int MaxAttempts = 12;
    private readonly ILookup<Type, ReactionRegistration> _reactions = reactions.ToLookup(r => r.Event);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DrainOnceAsync(stoppingToken) == 0) await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailedPass(logger, e.GetType().Name);
                await signal.WaitAsync(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    /// <summary>Handles what is due now, a batch at most. Returns how many messages were tried.</summary>
    public async Task<int> DrainOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<OutboxMessage> due;
        int tried;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            due = await db.Set<OutboxMessage>().AsNoTracking()
                .Where(m => m.DueAt != null && m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Batch).ToListAsync(ct);
            tried = due.Count;
            var seals = scope.ServiceProvider.GetRequiredService<ISeals>();
            await CloseAsync(db, due.FindAll(m => IsUnheard(m, seals)), ct);
            due.RemoveAll(m => m.DoneAt is not null);
        }

        foreach (var message in due) await HandleAsync(message, ct);
        return tried;
    }

    /// <summary>Most messages are for nobody yet: they are closed together, for each commit waits for the disk.</summary>
    private async Task CloseAsync(PortalDbContext db, List<OutboxMessage> unheard, CancellationToken ct)
    {
        if (unheard.Count == 0) return;
        var (ids, now) = (unheard.ConvertAll(m => m.Id), clock.GetUtcNow());
        await db.InTransactionAsync(async () =>
        {
            await db.Set<OutboxMessage>().Where(m => ids.Contains(m.Id) && m.DoneAt == null).ExecuteUpdateAsync(s => s
                .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                .SetProperty(m => m.Error, (string?)null)
                .SetProperty(m => m.DoneAt, now)
                .SetProperty(m => m.DueAt, (DateTimeOffset?)null), ct);
            return Result.Done;
        }, ct);
        foreach (var message in unheard) message.DoneAt = now;
    }

    private bool IsUnheard(OutboxMessage message, ISeals seals)
    {
        try
        {
            return !_reactions.Contains(message.Read(seals).GetType());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It is looked at by itself, where its failure is counted.
            return false;
        }
    }

    private async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        Exception? error = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var happened = message.Read(scope.ServiceProvider.GetRequiredService<ISeals>());
            foreach (var reaction in _reactions[happened.GetType()])
            {
                try
                {
                    await ReactAsync(message, happened, reaction, ct);
                }
                catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
                {
                    error = e;
                    LogFailedReaction(logger, reaction.Reaction.Name, message.Id, e.GetType().Name, message.SealId is null ? e : null);
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            error = e;
            LogFailedReaction(logger, "none", message.Id, e.GetType().Name, message.SealId is null ? e : null);
        }

        await using var last = scopes.CreateAsyncScope();
        var db = last.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (await db.Set<OutboxMessage>().FirstOrDefaultAsync(m => m.Id == message.Id && m.DoneAt == null, ct) is not { } row) return;
        var now = clock.GetUtcNow();
        row.Attempts++;
        row.Error = error?.GetType().Name;
        if (error is null) (row.DoneAt, row.DueAt) = (now, null);
        else row.DueAt = row.Attempts >= MaxAttempts ? null : now + TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, row.Attempts)));
        await db.SaveChangesAsync(ct);
    }

    private async Task ReactAsync(OutboxMessage message, IEvent happened, ReactionRegistration reaction, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var features = services.GetRequiredService<IFeatures>();
        if (reaction.Feature.Length > 0 && !features.IsOn(reaction.Feature)) return;
        var db = services.GetRequiredService<PortalDbContext>();
        services.GetRequiredService<CurrentWho>().BecomeSystem();
        services.GetRequiredService<ChangeContext>().Why = "Reaction " + reaction.Reaction.Name;
        try
        {
            var result = await db.InTransactionAsync(async () =>
            {
                if (await db.Set<OutboxHandled>().AnyAsync(h => h.MessageId == message.Id && h.Reaction == reaction.Name, ct)) return Result.Done;
                db.Add(new OutboxHandled { MessageId = message.Id, Reaction = reaction.Name, At = clock.GetUtcNow() });
                // Written first: on PostgreSQL a second machine waits here, and then finds it done.
                await db.SaveChangesAsync(ct);
                await reaction.Run(services, happened, message.Id, ct);
                await db.SaveChangesAsync(ct);
                return Result.Done;
            }, ct);
        }
        catch (DbUpdateException e) when (services.GetRequiredService<IEngine>().UniqueViolation(e) is { } index && index.Contains("handled", StringComparison.Ordinal))
        {
            // Another machine has handled it in the meantime.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass over the outbox failed: {Error}")]
    private static partial void LogFailedPass(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reaction {Reaction} to message {MessageId} failed: {Error}. It will be tried again.")]
    private static partial void LogFailedReaction(ILogger logger, string reaction, Guid messageId, string error, Exception? exception);
}
