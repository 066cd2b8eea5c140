using Microsoft.Extensions.Hosting;

namespace Procurement.Users.Accounts;

/// <summary>The demonstration's accounts share a password that everybody knows: they live where development is done, and nowhere else.</summary>
internal sealed class DemonstrationGuard(IHostEnvironment environment)
{
    public bool IsAllowed { get; } = environment.IsDevelopment() || environment.IsEnvironment("Testing");
}
