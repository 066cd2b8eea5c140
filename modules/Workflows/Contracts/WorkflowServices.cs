using Microsoft.Extensions.DependencyInjection;

namespace Procurement.Workflows.Contracts;

/// <summary>Adds what modules bring to workflows.</summary>
public static class WorkflowServices
{
    /// <summary>Adds an activity, that definitions then name by <see cref="Activity.Name"/>.</summary>
    public static IServiceCollection AddActivity<T>(this IServiceCollection services) where T : Activity =>
        services.AddTransient<T>().AddSingleton(new ActivityRegistration(typeof(T)));

    /// <summary>
    /// Says that a module raises an event that workflows can start from, and what it brings; its words are <c>WorkflowEvent.{name}</c> and the
    /// same with <c>.About</c>. Definitions may listen to events that nobody has declared: a declared one can be chosen from a list.
    /// </summary>
    public static IServiceCollection AddWorkflowEvent(this IServiceCollection services, string name, params IReadOnlyList<Output> brings) =>
        services.AddSingleton(new WorkflowEventRegistration(name, brings));
}

/// <summary>An activity that a module has brought.</summary>
public sealed record ActivityRegistration(Type Type);

/// <summary>An event that a module raises, and the variables that it brings.</summary>
public sealed record WorkflowEventRegistration(string Name, IReadOnlyList<Output> Brings);
