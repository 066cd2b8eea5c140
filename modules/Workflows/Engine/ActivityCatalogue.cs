using Microsoft.Extensions.DependencyInjection;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Engine;

/// <summary>All activities that modules have brought, by name.</summary>
internal sealed class ActivityCatalogue(IEnumerable<ActivityRegistration> registrations, IServiceScopeFactory scopes)
{
    private readonly Lazy<Dictionary<string, Activity>> _models = new(() =>
    {
        // A model only says what its class says of itself; a step is always taken by a new one, from the scope of the step.
        using var scope = scopes.CreateScope();
        return registrations.Select(r => (Activity)scope.ServiceProvider.GetRequiredService(r.Type)).ToDictionary(a => a.Name, StringComparer.Ordinal);
    });

    public IReadOnlyCollection<Activity> All => _models.Value.Values;

    public Activity? Find(string name) => _models.Value.GetValueOrDefault(name);

    public Activity? Make(string name, IServiceProvider services) =>
        Find(name) is { } model ? (Activity)services.GetRequiredService(model.GetType()) : null;
}
