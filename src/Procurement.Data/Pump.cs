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
        for (var pass = 0; pass < 200; pass++)
        {
            var did = 0;
            while (await outbox.DrainOnceAsync(ct) is > 0 and var n) did += n;
            // What tidies up now and then does so once: nothing that is carried here gives it more to do.
            foreach (var job in jobs) if (pass == 0 || job.Every < TimeSpan.FromHours(1)) did += await runner.RunAsync(job, ct);
            if (did == 0) return;
        }

        throw new InvalidOperationException("The outbox and the jobs keep each other busy: two of them undo each other's work.");
    }
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
