using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;

namespace Procurement.Consortia;

/// <summary>The entrance of the module.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
    }
}
