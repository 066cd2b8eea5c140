using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Site.Contracts;

namespace Procurement.Web.Start;

/// <summary>Makes the portal ready: checks the settings, migrates, plays the recipes of a new site, warms up.</summary>
internal sealed partial class PortalStart(
    DatabaseStart database, IRecipeRunner recipes, IServiceScopeFactory scopes, IConfiguration configuration, IHostEnvironment environment,
    Readiness readiness, ILogger<PortalStart> logger)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        RefuseDevelopmentDefaults();
        await database.MigrateAsync(ct);
        if (configuration["Setup:Recipe"] is { Length: > 0 } recipe) await recipes.RunOnceAsync(recipe, ct);
        if (Demonstration)
        {
            LogDemonstration(logger);
            await recipes.RunOnceAsync("demonstration", ct);
        }

        await WarmAsync(ct);
        readiness.Set();
        LogReady(logger);
    }

    private bool Demonstration => environment.IsDevelopment() && configuration.GetValue("Setup:Demonstration", true);

    private void RefuseDevelopmentDefaults()
    {
        if (environment.IsDevelopment() || environment.IsEnvironment("Testing")) return;
        List<string> wrong = [];
        if (configuration.GetValue("Setup:Demonstration", false)) wrong.Add("Setup:Demonstration is for Development only.");
        if (configuration["Mail:From"] is not { Length: > 0 } from || from.EndsWith("@example.org", StringComparison.OrdinalIgnoreCase))
            wrong.Add("Mail:From is missing or the development default: set the address that the portal writes from.");
        if (!string.Equals(configuration["Mail:Delivery"], "Smtp", StringComparison.OrdinalIgnoreCase) && !configuration.GetValue("Mail:FolderIsMeant", false))
            wrong.Add("Mail:Delivery is Folder, the development default: nobody would get mail. Set Smtp, or Mail:FolderIsMeant to true where something else carries the folder's mail.");
        if (!Uri.TryCreate(configuration["Site:BaseUrl"], UriKind.Absolute, out _))
            wrong.Add("Site:BaseUrl is missing: links in mail need the portal's public address.");
        if (wrong.Count > 0)
            throw new InvalidOperationException("The portal did not start. " + string.Join(' ', wrong) + " See docs/operations.md, 'Settings'.");
    }

    private async Task WarmAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Id).Take(1).ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Playing the demonstration: its opportunities, bids and comments. This takes a moment, once.")]
    private static partial void LogDemonstration(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The portal is ready")]
    private static partial void LogReady(ILogger logger);
}
