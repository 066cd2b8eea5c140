using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.PublishTypes;

/// <summary>
/// The recipe step <c>workflow-type</c>: adds a version when the content differs from the latest, and deletes nothing. A type that a
/// person has changed since is left as that person wants it.
/// </summary>
internal sealed class WorkflowTypeStep : IRecipeStep
{
    public string Name => "workflow-type";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var name = step.TextOrNull("name");
        var db = context.Services.GetRequiredService<PortalDbContext>();
        var isTheirs = await (from type in db.Set<WorkflowType>()
                              join version in db.Set<WorkflowTypeVersion>() on type.LatestVersionId equals version.Id
                              where type.Name == name && version.PublishedBy != null
                              select type.Id).AnyAsync(ct);
        if (isTheirs) return;
        var result = await context.Services.GetRequiredService<PublishTypeHandler>().PublishAsync(step, ct);
        if (result.Refusal is { } refusal) throw new InvalidOperationException(context.Services.GetRequiredService<IWords>().Text(refusal));
    }
}
