using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Workflows.PublishTypes;

/// <summary>The recipe step <c>workflow-type</c>: adds a version when the content differs from the latest, and deletes nothing.</summary>
internal sealed class WorkflowTypeStep : IRecipeStep
{
    public string Name => "workflow-type";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var result = await context.Services.GetRequiredService<PublishTypeHandler>().PublishAsync(step, ct);
        if (result.Refusal is { } refusal) throw new InvalidOperationException(context.Services.GetRequiredService<IWords>().Text(refusal));
    }
}
