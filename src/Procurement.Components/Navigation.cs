using Microsoft.AspNetCore.Http;
using Procurement.Kernel;

namespace Procurement.Components;

/// <summary>A link of a menu, and whether it is where the reader is.</summary>
/// <param name="TextKey">The key of its words.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Current">For <c>aria-current</c>: page, true (somewhere below it), or null.</param>
public sealed record MenuLink(string TextKey, string Url, string? Current);

/// <summary>What the menus of a page hold: what is switched on, and open to whoever asks.</summary>
public sealed class Navigation(IEnumerable<MenuItem> items, IFeatures features, IWho who, IHttpContextAccessor http)
{
    private const int MostInMain = 5;

    /// <summary>The menu below the masthead, at most five: what is this person's own comes before what is everybody's, and the first item always stays.</summary>
    public IReadOnlyList<MenuLink> Main
    {
        get
        {
            var open = Open(Menus.Main);
            if (open.Count <= MostInMain) return Links(open);
            var chosen = open.Where((item, at) => at == 0).ToHashSet();
            foreach (var item in open.Where(i => i.Access != AccessRule.Anyone).Concat(open))
                if (chosen.Count < MostInMain) chosen.Add(item);
            return Links([.. open.Where(chosen.Contains)]);
        }
    }

    /// <summary>The administration's list.</summary>
    public IReadOnlyList<MenuLink> Admin => Links(Open(Menus.Admin));

    /// <summary>What a signed-in person has beside the name: tasks, messages.</summary>
    public IReadOnlyList<MenuLink> Account => Links(Open(AccountMenu));

    /// <summary>The name of the menu beside the person's name.</summary>
    public const string AccountMenu = "account";

    private List<MenuItem> Open(string menu) =>
        [.. items.Where(i => i.Menu == menu && (i.Feature.Length == 0 || features.IsOn(i.Feature)) && i.Access.Admits(who)).OrderBy(i => i.Order).ThenBy(i => i.Url, StringComparer.Ordinal)];

    private MenuLink[] Links(List<MenuItem> open)
    {
        var path = http.HttpContext?.Request.Path ?? default;
        var here = open.Where(i => IsAt(path, i.Url)).MaxBy(i => i.Url.Length);
        return [.. open.Select(i => new MenuLink(i.TextKey, i.Url, i != here ? null : path.Equals(PathOf(i.Url)) ? "page" : "true"))];
    }

    private static bool IsAt(PathString path, string url) =>
        PathOf(url) is { Value.Length: > 0 } place && (place == "/" ? path == "/" : path.StartsWithSegments(place));

    private static PathString PathOf(string url) => url.StartsWith('/') ? new PathString(url.Split('?', '#')[0]) : default;
}

/// <summary>A column of links at the foot of every page.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Links">Its links.</param>
/// <param name="InEnglish">True when the heading stands in for a missing Welsh one.</param>
public sealed record FooterColumn(string Heading, IReadOnlyList<FooterLink> Links, bool InEnglish = false);

/// <summary>A link at the foot of every page.</summary>
public sealed record FooterLink(string Text, string Url, bool InEnglish = false);

/// <summary>What editors have put at the foot of every page.</summary>
public interface IFooter
{
    /// <summary>The columns, in the reader's language.</summary>
    Task<IReadOnlyList<FooterColumn>> ColumnsAsync(CancellationToken ct);
}

internal sealed class NoFooter : IFooter
{
    public Task<IReadOnlyList<FooterColumn>> ColumnsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<FooterColumn>>([]);
}
