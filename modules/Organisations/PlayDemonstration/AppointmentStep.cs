using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.AppointLeadProvider;
using Procurement.Organisations.Domain;
using Procurement.Site.Contracts;

namespace Procurement.Organisations.PlayDemonstration;

/// <summary>Appoints a lead provider to areas, from a day counted from day zero, unless it is appointed to all of them already.</summary>
internal sealed class AppointmentStep : IRecipeStep
{
    public string Name => "appointment";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var id = context.IdOf(step.Text("organisation"));
        var areas = step.Texts("areas");
        var from = context.Day(step.Number("from", 0));
        DateOnly? to = step.TryGetProperty("to", out var last) && last.ValueKind == JsonValueKind.Number ? context.Day(last.GetInt32()) : null;
        var administrator = await OrganisationStep.AdministratorAsync(step, context, ct);
        await context.AsAsync(administrator, async services =>
        {
            var organisation = await services.GetRequiredService<PortalDbContext>().Set<Organisation>().AsNoTracking().Include(o => o.Appointments).FirstAsync(o => o.Id == id, ct);
            if (areas.All(a => organisation.Appointments.Any(p => p.AreaCodes.Contains(a)))) return;
            var appointed = await services.GetRequiredService<AppointHandler>().AppointAsync(organisation.Reference, [.. areas], from, to, ct);
            StepOutcomes.Must(appointed.Refusal is { } refusal ? refusal : Result.Done);
        }, ct);
    }
}
