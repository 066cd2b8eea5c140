using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Webhooks;

/// <summary>What is sent where.</summary>
internal sealed record CallContent(string Url, string Key, string Body);

/// <summary>
/// Makes the calls that are due, outside any transaction. One is claimed first, for longer than it can last; what came of it is written
/// with the event that tells the workflow. A crash in between makes the call again, with the same identifier.
/// </summary>
internal sealed partial class WebhookCallJob(IServiceScopeFactory scopes, WebhookSender sender, TimeProvider clock, ILogger<WebhookCallJob> logger) : IJob
{
    private const int Batch = 20;
    private const int AtOnce = 4;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
            due = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Set<WorkflowCall>().Where(c => c.DueAt <= now).OrderBy(c => c.DueAt).Take(Batch).Select(c => c.Id).ToListAsync(ct);
        var did = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (id, stop) =>
        {
            try
            {
                if (await CallAsync(id, stop)) Interlocked.Increment(ref did);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                LogFailed(logger, id, e.GetType().Name);
            }
        });
        return did;
    }

    private async Task<bool> CallAsync(Guid id, CancellationToken ct)
    {
        CallContent? content = null;
        var attempt = 0;
        await InAsync(id, (call, _) =>
        {
            if (call.DueAt > clock.GetUtcNow()) return Task.CompletedTask;
            attempt = ++call.Attempts;
            call.DueAt = clock.GetUtcNow() + Lease;
            content = JsonSerializer.Deserialize<CallContent>(call.Content, EventJson.Options);
            return Task.CompletedTask;
        }, ct);
        if (content is null) return false;

        var answer = await sender.SendAsync(id, content.Url, content.Key, content.Body, ct);
        await InAsync(id, async (call, services) =>
        {
            // Somebody else took it for lost.
            if (call.Attempts != attempt) return;
            if (!answer.IsDone && answer.MayBeTriedAgain && attempt < call.MostAttempts)
            {
                call.DueAt = clock.GetUtcNow() + new RetryPolicy(call.MostAttempts, call.SecondsBefore).WaitAfter(attempt);
                return;
            }

            await services.GetRequiredService<IWorkflows>().RaiseAsync(
                new WorkflowEvent(CallWebhookActivity.AnsweredEvent, id.ToString(), Values.Of(new { done = answer.IsDone, answer.Status, answer.Body, answer.Error, Attempts = attempt })), ct);
            services.GetRequiredService<PortalDbContext>().Remove(call);
        }, ct);
        return true;
    }

    private async Task InAsync(Guid id, Func<WorkflowCall, IServiceProvider, Task> act, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        scope.ServiceProvider.GetRequiredService<ChangeContext>().Why = "Workflow webhook";
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.InTransactionAsync(async () =>
        {
            var rows = db.IsSqlite ? db.Set<WorkflowCall>().Where(c => c.Id == id)
                : db.Set<WorkflowCall>().FromSql($"SELECT * FROM workflows_calls WHERE \"Id\" = {id} FOR UPDATE");
            if ((await rows.ToListAsync(ct)).FirstOrDefault() is not { } call) return Result.Done;
            await act(call, scope.ServiceProvider);
            await db.SaveChangesAsync(ct);
            return Result.Done;
        }, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook call {CallId} was not made: {Error}. It will be tried again.")]
    private static partial void LogFailed(ILogger logger, Guid callId, string error);
}
