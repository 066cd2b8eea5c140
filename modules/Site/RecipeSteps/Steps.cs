using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.RunRecipe;
using Procurement.Site.SwitchFeature;
using Procurement.Users.Contracts;

namespace Procurement.Site.RecipeSteps;

/// <summary><c>{ "step": "features", "off": ["Consortia"], "on": [] }</c>: what a recipe does not name stays as it is.</summary>
internal sealed class FeaturesStep : IRecipeStep
{
    public string Name => "features";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var handler = context.Services.GetRequiredService<SwitchFeatureHandler>();
        foreach (var (ids, on) in new[] { (step.Texts("on"), true), (step.Texts("off"), false) })
        {
            foreach (var id in ids)
                if ((await handler.SwitchAsync(id, on, ct)).Refusal is { } refusal) throw new InvalidOperationException($"The feature '{id}': {refusal.GetType().Name}.");
        }
    }
}

/// <summary>
/// <c>{ "step": "settings", "name": "...", "tagline": "...", "contactEmail": "...", "baseUrl": "...", "demonstration": true }</c>: fills
/// in what still is as it came; what an administrator has changed stays.
/// </summary>
internal sealed class SettingsStep(ISettings settings, IHostEnvironment environment) : IRecipeStep
{
    public string Name => "settings";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var demonstration = step.Flag("demonstration");
        if (demonstration && !RecipeRunner.IsPlayground(environment)) throw new InvalidOperationException("The demonstration is for Development and Testing alone.");
        var unset = new SiteSettings();
        var now = (await settings.ReadAsync<SiteSettings>(ct)).Value;
        string Fill(string current, string initial, string property) => current == initial ? step.TextOrNull(property) ?? current : current;
        var filled = now with
        {
            Name = Fill(now.Name, unset.Name, "name"),
            Tagline = Fill(now.Tagline, unset.Tagline, "tagline"),
            ContactEmail = Fill(now.ContactEmail, unset.ContactEmail, "contactEmail"),
            BaseUrl = Fill(now.BaseUrl, unset.BaseUrl, "baseUrl"),
            Demonstration = now.Demonstration || demonstration,
        };
        if (filled != now && (await settings.SaveAsync(filled, ct)).Refusal is { } refusal) throw new InvalidOperationException(refusal.GetType().Name);
    }
}

/// <summary><c>{ "step": "roles", "roles": [ { "name": "Editor", "permissions": ["ManagePages"] } ] }</c>: permissions are given beyond those declared for the role.</summary>
internal sealed class RolesStep(IAccountSetup accounts) : IRecipeStep
{
    public string Name => "roles";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        foreach (var role in step.Items("roles"))
            await accounts.EnsureRoleAsync(role.Text("name"), role.Texts("permissions"), ct);
    }
}

/// <summary>
/// <c>{ "step": "accounts", "accounts": [ { "email": "...", "name": "Chief officer (demo account)", "culture": "en", "roles": ["Editor"], "id": "chief" } ] }</c>:
/// accounts of the demonstration, with the password that everybody knows; in Development and Testing alone.
/// </summary>
internal sealed class AccountsStep(IAccountSetup accounts) : IRecipeStep
{
    public string Name => "accounts";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        foreach (var account in step.Items("accounts"))
        {
            var id = await accounts.EnsureDemonstrationAccountAsync(account.Text("email"), account.Text("name"), account.TextOrNull("culture") ?? "en", account.Texts("roles"), ct);
            context.Ids[account.TextOrNull("id") ?? account.Text("email")] = id;
        }
    }
}

/// <summary>
/// <c>{ "step": "clock", "day": -80, "time": "12:00" }</c> moves the portal's clock to that London time, counted from day zero;
/// <c>{ "step": "clock", "minutes": 5 }</c> moves it on; <c>{ "step": "clock", "now": true }</c> sets it back to the server's.
/// </summary>
internal sealed class ClockStep(PortalClock clock, IHostEnvironment environment) : IRecipeStep
{
    public string Name => "clock";

    public Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        if (!RecipeRunner.IsPlayground(environment)) throw new InvalidOperationException("The clock is moved in Development and Testing alone.");
        if (step.Flag("now")) clock.Reset();
        else if (step.TryGetProperty("minutes", out _)) clock.Move(TimeSpan.FromMinutes(step.Number("minutes")));
        else clock.MoveTo(context.At(step.Number("day"), step.TextOrNull("time") ?? "09:00"));
        return Task.CompletedTask;
    }
}

/// <summary><c>{ "step": "drain" }</c> carries all messages and runs all jobs that are due by the portal's clock.</summary>
internal sealed class DrainStep(IPump pump, IHostEnvironment environment) : IRecipeStep
{
    public string Name => "drain";

    public Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        if (!RecipeRunner.IsPlayground(environment)) throw new InvalidOperationException("Draining belongs to a story that is played: in Development and Testing alone.");
        return pump.DrainAsync(ct);
    }
}
