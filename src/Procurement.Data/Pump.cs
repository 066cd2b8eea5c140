using Procurement.Data.Jobs;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.Data;

/// <summary>Does at once what the background does in time: for a demonstration being played, and for tests.</summary>
public interface IPump
{
    /// <summary>Carries every due message and runs every job, again and again until nothing is left to do now.</summary>
    Task DrainAsync(CancellationToken ct = default);
}

internal sealed class Pump(OutboxPump outbox, JobRunner runner, IEnumerable<JobRegistration> jobs) : IPump
{
    public async Task DrainAsync(CancellationToken ct)
    {
        // Round and round, until each of them in turn had nothing to do.
        Func<bool, Task<int>>[] all = [_ => CarryAsync(ct), .. jobs.Select(j => (Func<bool, Task<int>>)(first => TurnAsync(j, first, ct)))];
        for (var (turn, quiet) = (0, 0); turn < 200 * all.Length; turn++)
        {
            quiet = await all[turn % all.Length](turn < all.Length) > 0 ? 0 : quiet + 1;
            if (quiet == all.Length) return;
        }

        throw new InvalidOperationException("The outbox and the jobs keep each other busy: two of them undo each other's work.");
    }

    private async Task<int> CarryAsync(CancellationToken ct)
    {
        var did = 0;
        while (await outbox.DrainOnceAsync(ct) is > 0 and var n) did += n;
        return did;
    }

    // What tidies up now and then does so once: nothing that is carried here gives it more to do.
    private Task<int> TurnAsync(JobRegistration job, bool first, CancellationToken ct) =>
        first || job.Every < TimeSpan.FromHours(1) ? runner.RunAsync(job, ct) : Task.FromResult(0);
}

/// <summary>Whether the portal is ready for requests: migrated, set up and warm.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once it is.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Says that it is.</summary>
    public void Set() => _ready.TrySetResult();

    /// <summary>Waits until it is.</summary>
    public Task WaitAsync(CancellationToken ct) => _ready.Task.WaitAsync(ct);
}
