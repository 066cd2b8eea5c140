using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Engine;
using Procurement.Workflows.ManageTypes;

namespace Procurement.Workflows.ExchangeTypes;

/// <summary>What is fetched as JSON: a version of a type, as a recipe holds it, and the schema of such a step.</summary>
internal static class ExchangeRoutes
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(DefinitionWriter.SchemaAddress, Schema).WithAccess("Workflows", AccessRule.Anyone).CacheOutput(p => p.NoCache());
        routes.MapGet("/admin/workflows/types/{name}/export", ExportAsync).WithAccess("Workflows", AccessRule.Permission(WorkflowPermissions.Manage)).CacheOutput(p => p.NoCache());
    }

    private static IResult Schema(TypeSchema schema, IPublicAddress address)
    {
        // The schema is in English, as the names in it are.
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        return Results.Text(schema.Make(SchemaUrl(address)).ToJsonString(Indented), "application/schema+json");
    }

    private static async Task<IResult> ExportAsync(string name, int? version, HttpContext http, CancellationToken ct)
    {
        var types = http.RequestServices.GetRequiredService<TypesQuery>();
        if (await types.FindAsync(name, ct) is not { } type || await types.VersionAsync(type.Id, version ?? type.LatestNumber, ct) is not { } found) return Results.NotFound();
        var step = DefinitionWriter.Write(name, await types.DefinitionAsync(found.Id, ct), SchemaUrl(http.RequestServices.GetRequiredService<IPublicAddress>()), type.IsEnabled, found.Note);
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(step, Indented), "application/json", $"{name}-version-{found.Number.ToString(CultureInfo.InvariantCulture)}.json");
    }

    private static string SchemaUrl(IPublicAddress address) => address.BaseUrl.AbsoluteUri.TrimEnd('/') + DefinitionWriter.SchemaAddress;
}
