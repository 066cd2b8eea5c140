using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Domain;
using Procurement.Notifications.Notify;

namespace Procurement.Notifications.Deliver;

/// <summary>
/// Hands over the mail that is due. Each row is marked before it goes and after it went: a crash between the two sends it again,
/// under the same Message-ID. At least once, therefore; and shown once by every program that heeds Message-IDs.
/// </summary>
internal sealed partial class SendMailJob(
    PortalDbContext db, ITransport transport, Weather weather, MailCipher cipher, TimeProvider clock, ILogger<SendMailJob> logger) : IJob
{
    internal const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await weather.Turn.WaitAsync(ct);
        try
        {
            if (!weather.MayTry) return 0;
            db.ChangeTracker.Clear();
            var now = clock.GetUtcNow();
            // What stands as being sent was under way when the portal ended: only one of us sends at a time.
            var rows = await db.Set<MailRow>().Where(m => m.State == MailState.Sending).OrderBy(m => m.Id).Take(Batch).ToListAsync(ct);
            if (rows.Count < Batch)
                rows.AddRange(await db.Set<MailRow>().Where(m => m.State == MailState.Waiting && m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Batch - rows.Count).ToListAsync(ct));
            if (rows.Count == 0) return 0;
            foreach (var row in rows) row.Begin();
            await db.SaveChangesAsync(ct);
            return await HandOverAsync(rows, ct);
        }
        finally
        {
            weather.Turn.Release();
        }
    }

    private async Task<int> HandOverAsync(List<MailRow> rows, CancellationToken ct)
    {
        var waiting = new ConcurrentQueue<(MailRow Row, Letter Letter)>();
        foreach (var row in rows)
        {
            if (Read(row) is { } content) waiting.Enqueue((row, new Letter(row.Id, row.WrittenAt, content)));
            else row.Reject("Unreadable");
        }

        var outcomes = Channel.CreateUnbounded<(MailRow Row, Outcome Outcome)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lines = Enumerable.Range(0, Math.Min(transport.Lines, waiting.Count)).Select(_ => SendAsync(waiting, outcomes.Writer, stop)).ToArray();
        var done = Task.WhenAll(lines).ContinueWith(t => outcomes.Writer.Complete(t.Exception?.GetBaseException()), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        var finished = 0;
        while (await outcomes.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (outcomes.Reader.TryRead(out var one)) finished += Mark(one.Row, one.Outcome);
            // What was taken is marked even when the portal is stopping.
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await done;
        foreach (var row in rows.Where(r => r.State == MailState.Sending)) row.Wait(weather.Error, weather.ClosedSince is null ? clock.GetUtcNow() : weather.NextTry);
        await db.SaveChangesAsync(CancellationToken.None);
        return finished;
    }

    private async Task SendAsync(ConcurrentQueue<(MailRow Row, Letter Letter)> waiting, ChannelWriter<(MailRow, Outcome)> outcomes, CancellationTokenSource stop)
    {
        using var line = transport.Open();
        while (!stop.IsCancellationRequested && waiting.TryDequeue(out var next))
        {
            Outcome outcome;
            try
            {
                outcome = await line.SendAsync(next.Letter, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // One mail that cannot be handed over must not keep the others.
                outcome = new Outcome.Later(e.GetType().Name);
            }

            if (outcome is Outcome.NoWay) await stop.CancelAsync();
            await outcomes.WriteAsync((next.Row, outcome), CancellationToken.None);
        }
    }

    private int Mark(MailRow row, Outcome outcome)
    {
        var now = clock.GetUtcNow();
        switch (outcome)
        {
            case Outcome.Taken:
                if (weather.ClosedSince is not null) LogOpen(logger);
                weather.Clear();
                row.Complete(now);
                return 1;
            case Outcome.Later later:
                row.PutOff(later.Code, now);
                if (row.State == MailState.GivenUp) LogGivenUp(logger, row.Id, later.Code);
                return 0;
            case Outcome.Never never:
                row.Reject(never.Code);
                LogGivenUp(logger, row.Id, never.Code);
                return 1;
            case Outcome.NoWay noWay:
                if (weather.ClosedSince is null) LogClosed(logger, noWay.Code);
                weather.Close(noWay.Code);
                row.Wait(noWay.Code, weather.NextTry);
                return 0;
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }

    private MailContent? Read(MailRow row)
    {
        try
        {
            return row.Content is { } content ? cipher.Decrypt(content) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail cannot be handed over: {Code}. It waits, and is tried again.")]
    private static partial void LogClosed(ILogger logger, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail can be handed over again")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} was given up: {Code}")]
    private static partial void LogGivenUp(ILogger logger, Guid mailId, string code);
}

/// <summary>Removes the rows of mail that was sent a month ago, and the content of what nobody wanted tried again.</summary>
internal sealed class TrimMailJob(PortalDbContext db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var old = clock.GetUtcNow() - Kept;
        db.ChangeTracker.Clear();
        var sent = await db.Set<MailRow>().Where(m => m.State == MailState.Sent && m.SentAt < old).OrderBy(m => m.Id).Take(500).ToListAsync(ct);
        db.RemoveRange(sent);
        var forgotten = await db.Set<MailRow>().Where(m => m.State == MailState.GivenUp && m.Content != null && m.WrittenAt < old).OrderBy(m => m.Id).Take(500).ToListAsync(ct);
        foreach (var row in forgotten) row.Forget();
        await db.SaveChangesAsync(ct);
        return sent.Count + forgotten.Count;
    }
}
