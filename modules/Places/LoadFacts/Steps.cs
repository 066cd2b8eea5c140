using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Site.Contracts;

namespace Procurement.Places.LoadFacts;

/// <summary>A step that brings in one file of facts: the project's own, or the one that the recipe names under <c>file</c>.</summary>
internal abstract class FactsStep(string name, string ownFile, Func<FactsLoader, Stream, CancellationToken, Task> load) : IRecipeStep
{
    public string Name { get; } = name;

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        await using var csv = step.TryGetProperty("file", out var file) ? context.OpenFile(file.GetString()!) : FactsLoader.OwnFile(ownFile);
        await load(context.Services.GetRequiredService<FactsLoader>(), csv, ct);
    }
}

internal sealed class AreasStep() : FactsStep("areas", "areas.csv", (facts, csv, ct) => facts.AreasAsync(csv, ct));

internal sealed class AuthoritiesStep() : FactsStep("authorities", "authorities.csv", (facts, csv, ct) => facts.AuthoritiesAsync(csv, ct));

internal sealed class CommissionersStep() : FactsStep("commissioners", "commissioners.csv", (facts, csv, ct) => facts.CommissionersAsync(csv, ct));

internal sealed class ServicesStep() : FactsStep("services", "services.csv", (facts, csv, ct) => facts.ServicesAsync(csv, ct));

internal sealed class CohortsStep() : FactsStep("cohorts", "cohorts.csv", (facts, csv, ct) => facts.CohortsAsync(csv, ct));

internal sealed class BankHolidaysStep() : FactsStep("bank-holidays", "bank-holidays.csv", (facts, csv, ct) => facts.BankHolidaysAsync(csv, ct));
