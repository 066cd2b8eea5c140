using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Procurement.Kernel;

/// <summary>Who may enter a folder of pages or a route. What declares nothing is closed to all.</summary>
public abstract record AccessRule
{
    /// <summary>Everybody, signed in or not. What a visitor without a session is answered may be kept for others.</summary>
    public static AccessRule Anyone { get; } = new AnyoneRule();

    /// <summary>Everybody who has signed in.</summary>
    public static AccessRule SignedIn { get; } = new SignedInRule();

    /// <summary>Those whose site-wide role grants the permission.</summary>
    public static AccessRule Permission(string permission) => new PermissionRule(permission);

    /// <summary>Members of an approved organisation of that kind, with that duty when one is named.</summary>
    public static AccessRule MemberOf(OrganisationKind kind, string? duty = null) => new MemberRule([kind], duty);

    /// <summary>Members of an approved organisation of any of the kinds.</summary>
    public static AccessRule MemberOfAny(string? duty, params OrganisationKind[] kinds) => new MemberRule(kinds, duty);

    /// <summary>True when this person may enter. What stands behind the door asks again for each object.</summary>
    public abstract bool Admits(IWho who);

    private sealed record AnyoneRule : AccessRule
    {
        public override bool Admits(IWho who) => true;
    }

    private sealed record SignedInRule : AccessRule
    {
        public override bool Admits(IWho who) => who.IsSignedIn;
    }

    private sealed record PermissionRule(string Name) : AccessRule
    {
        public override bool Admits(IWho who) => who.IsSignedIn && who.May(Name);
    }

    private sealed record MemberRule(IReadOnlyList<OrganisationKind> Kinds, string? Duty) : AccessRule
    {
        public override bool Admits(IWho who) =>
            who.Memberships.Any(m => m.IsApproved && Kinds.Contains(m.Kind) && (Duty is null || m.Has(Duty)));
    }
}

/// <summary>The access rules of one module's folders.</summary>
public sealed class FolderAccess(string area)
{
    private readonly Dictionary<string, AccessRule> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The module.</summary>
    public string Area { get; } = area;

    /// <summary>The rule of each folder.</summary>
    public IReadOnlyDictionary<string, AccessRule> Folders => _folders;

    /// <summary>Declares who may enter a folder of the module, and all pages in it.</summary>
    public FolderAccess Folder(string folder, AccessRule rule)
    {
        _folders[folder] = rule;
        return this;
    }
}

/// <summary>Adds what a module declares.</summary>
public static class ModuleServices
{
    /// <summary>Declares who may enter the module's folders.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, string module, Action<FolderAccess> declare)
    {
        var access = new FolderAccess(module);
        declare(access);
        return services.AddSingleton(access);
    }

    /// <summary>Declares a site-wide permission.</summary>
    public static IServiceCollection AddPermission(this IServiceCollection services, Permission permission) =>
        services.AddSingleton(permission);

    /// <summary>Adds an item to a menu.</summary>
    public static IServiceCollection AddMenuItem(this IServiceCollection services, MenuItem item) => services.AddSingleton(item);

    /// <summary>Adds a reaction to another module's event.</summary>
    public static IServiceCollection AddReaction<TEvent, TReaction>(this IServiceCollection services)
        where TEvent : IEvent where TReaction : class, IReactTo<TEvent> =>
        services.AddScoped<TReaction>().AddSingleton(ReactionRegistration.Of<TEvent, TReaction>());

    /// <summary>Adds a job that the host runs again and again.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string feature, TimeSpan every)
        where TJob : class, IJob =>
        services.AddScoped<TJob>().AddSingleton(new JobRegistration(typeof(TJob), feature, every));

    /// <summary>Says who may call a route that is not a page, and to which feature it belongs.</summary>
    public static TBuilder WithAccess<TBuilder>(this TBuilder builder, string feature, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(rule, new FeatureMetadata(feature));
}

/// <summary>The feature that a route belongs to.</summary>
public sealed record FeatureMetadata(string Feature);

/// <summary>Binds an event to a reaction.</summary>
public sealed record ReactionRegistration(Type Event, Type Reaction, Func<IServiceProvider, IEvent, Guid, CancellationToken, Task> Run)
{
    /// <summary>The name under which a message is marked as handled: it must not change.</summary>
    public string Name => Reaction.FullName!;

    /// <summary>The feature that owns the reaction: its module's.</summary>
    public string Feature => Kernel.Module.From(Reaction.Assembly)?.Name ?? "";

    internal static ReactionRegistration Of<TEvent, TReaction>() where TEvent : IEvent where TReaction : class, IReactTo<TEvent> =>
        new(typeof(TEvent), typeof(TReaction), static (services, happened, id, ct) =>
            services.GetRequiredService<TReaction>().HandleAsync((TEvent)happened, id, ct));
}

/// <summary>Something that the host does again and again. It reads only what is due, and may be run twice.</summary>
public interface IJob
{
    /// <summary>Does what is due now. Returns how many things were done, so that a drain knows when to stop.</summary>
    Task<int> RunAsync(CancellationToken ct);
}

/// <summary>A job, the feature that it belongs to and how often it runs.</summary>
public sealed record JobRegistration(Type Job, string Feature, TimeSpan Every);

/// <summary>An item of a menu.</summary>
/// <param name="Menu">Where: one of <see cref="Menus"/>.</param>
/// <param name="TextKey">The key of its words.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Feature">The feature that it belongs to.</param>
/// <param name="Access">Who sees it.</param>
/// <param name="Order">Its place, ascending.</param>
public sealed record MenuItem(string Menu, string TextKey, string Url, string Feature, AccessRule Access, int Order);

/// <summary>The menus of the site.</summary>
public static class Menus
{
    /// <summary>Below the name mark, for visitors and members: at most five are shown to one person.</summary>
    public const string Main = "main";

    /// <summary>The administration's own list.</summary>
    public const string Admin = "admin";
}

/// <summary>Asked before a link is offered that would not open for everybody.</summary>
public interface IDoors
{
    /// <summary>
    /// True when the address leads somewhere for the person of this request. To a visitor every door that exists is open, by way of
    /// signing in. What stands behind the door may still say no about one object.
    /// </summary>
    /// <param name="path">A path of the portal; a query behind it does not matter.</param>
    bool Open(string path);
}
