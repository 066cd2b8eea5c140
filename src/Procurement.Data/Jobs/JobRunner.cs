using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procurement.Kernel;

namespace Procurement.Data.Jobs;

/// <summary>Runs the modules' jobs by the portal's clock. On PostgreSQL a job runs on one machine at a time.</summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes, IEnumerable<JobRegistration> jobs, TimeProvider clock, Readiness readiness, ILogger<JobRunner> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        // Each at its own pace: a mail server that says nothing holds up nobody's closing time.
        await Task.WhenAll(jobs.Select(job => Task.Run(() => RepeatAsync(job, stoppingToken), stoppingToken)));
    }

    private async Task RepeatAsync(JobRegistration job, CancellationToken ct)
    {
        DateTimeOffset? last = null;
        // The tick is the server's own: it must go on when the portal's clock is moved.
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
        {
            var now = clock.GetUtcNow();
            if (last is { } at && now >= at && now - at < job.Every) continue;
            last = now;
            await RunAsync(job, ct);
        }
        while (await tick.WaitForNextTickAsync(ct));
    }

    /// <summary>Runs one job now. Returns how many things it did; a failure is logged and counts none.</summary>
    public async Task<int> RunAsync(JobRegistration job, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            if (job.Feature.Length > 0 && !services.GetRequiredService<IFeatures>().IsOn(job.Feature)) return 0;
            services.GetRequiredService<CurrentWho>().BecomeSystem();
            services.GetRequiredService<ChangeContext>().Why = "Job " + job.Job.Name;
            await using var mine = await services.GetRequiredService<IEngine>().LockAsync(job.Job.FullName!, wait: false, ct);
            return mine is null ? 0 : await ((IJob)services.GetRequiredService(job.Job)).RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e)
        {
            LogFailed(logger, job.Job.Name, e);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed")]
    private static partial void LogFailed(ILogger logger, string job, Exception e);
}
