using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Procurement.Kernel;

namespace Procurement.Web.Security;

/// <summary>Gives each page the access rule of its folder, and the feature of its module. A page in a folder without a rule is closed.</summary>
internal sealed class FolderFence(IServiceCollection services, ModuleList modules) : IPageApplicationModelConvention
{
    private ILookup<string, FolderAccess>? _access;

    public void Apply(PageApplicationModel model)
    {
        // Modules declare their folders while the container is being filled: read them only when the first page is built.
        _access ??= services.Select(s => s.ImplementationInstance).OfType<FolderAccess>().ToLookup(a => a.Area, StringComparer.OrdinalIgnoreCase);
        var area = model.AreaName ?? "";
        var folder = model.ViewEnginePath.Trim('/').Split('/')[0];
        var rule = _access[area].Select(a => a.Folders.GetValueOrDefault(folder)).FirstOrDefault(r => r is not null);
        if (rule is not null) model.EndpointMetadata.Add(rule);
        if (modules.FeatureOfArea(area) is { } feature) model.EndpointMetadata.Add(new FeatureMetadata(feature.Id));
    }
}
