using Microsoft.Extensions.DependencyInjection;

namespace Procurement.Workflows.Contracts;

/// <summary>Adds what modules bring to workflows.</summary>
public static class WorkflowServices
{
    /// <summary>Adds an activity, that definitions then name by <see cref="Activity.Name"/>.</summary>
    public static IServiceCollection AddActivity<T>(this IServiceCollection services) where T : Activity =>
        services.AddTransient<T>().AddSingleton(new ActivityRegistration(typeof(T)));
}

/// <summary>An activity that a module has brought.</summary>
public sealed record ActivityRegistration(Type Type);
