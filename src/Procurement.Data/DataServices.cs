using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Procurement.Data.Jobs;
using Procurement.Data.Once;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.Data;

/// <summary>Adds the context, the outbox, the jobs.</summary>
public static class DataServices
{
    /// <summary>Adds them for an engine.</summary>
    public static IServiceCollection AddPortalData(this IServiceCollection services, IEngine engine)
    {
        services.AddSingleton(engine);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ISeals, DataProtectionSeals>();
        services.TryAddScoped<ChangeContext>();
        services.AddScoped<CurrentWho>();
        services.AddScoped<IWho>(s => s.GetRequiredService<CurrentWho>());
        services.AddScoped<SaveServices>();
        services.AddScoped<IOnce, OnceKeys>();
        // The options are the same for every context, and are put together once.
        services.AddDbContext<PortalDbContext>((_, options) =>
        {
            engine.Configure(options);
            PortalDbContext.Configure(options);
            options.AddInterceptors(NothingIsCommitted.Instance);
        }, ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        services.AddScoped<PortalDbContext>(s =>
        {
            var db = new PortalDbContext(s.GetRequiredService<DbContextOptions<PortalDbContext>>(), s.GetRequiredService<SaveServices>());
            if (Rehearsal.Current is { } rehearsal) db.Join(rehearsal);
            return db;
        });
        services.AddSingleton<IRehearsals, Rehearsals>();
        services.AddSingleton<OutboxPump>();
        services.AddHostedService(s => s.GetRequiredService<OutboxPump>());
        services.AddSingleton<JobRunner>();
        services.AddHostedService(s => s.GetRequiredService<JobRunner>());
        services.AddSingleton<IPump, Pump>();
        services.AddSingleton<DatabaseStart>();
        return services.AddJob<TrimJob>("", TimeSpan.FromHours(6));
    }

    private sealed class DataProtectionSeals(IDataProtectionProvider protection) : ISeals
    {
        public string Seal(Guid sealId, string text) => Protector(sealId).Protect(text);

        public string Open(Guid sealId, string sealedText) => Protector(sealId).Unprotect(sealedText);

        private IDataProtector Protector(Guid sealId) => protection.CreateProtector("Procurement.Seal", sealId.ToString("N"));
    }
}

/// <summary>Trims messages that were handled and form keys that nobody will send again.</summary>
internal sealed class TrimJob(PortalDbContext db, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var messages = clock.GetUtcNow() - TimeSpan.FromDays(7);
        var keys = clock.GetUtcNow() - TimeSpan.FromDays(2);
        return (await db.InTransactionAsync<int>(async () =>
        {
            var old = await db.Set<OutboxMessage>().Where(m => m.DoneAt != null && m.DoneAt < messages).OrderBy(m => m.Id).Take(1000).Select(m => m.Id).ToListAsync(ct);
            await db.Set<OutboxHandled>().Where(h => old.Contains(h.MessageId)).ExecuteDeleteAsync(ct);
            var trimmed = await db.Set<OutboxMessage>().Where(m => old.Contains(m.Id)).ExecuteDeleteAsync(ct);
            await db.Set<OnceRow>().Where(o => o.At < keys).ExecuteDeleteAsync(ct);
            return trimmed;
        }, ct)).Value;
    }
}
