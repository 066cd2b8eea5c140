using Procurement.Testing;

namespace Procurement.Journeys.Tests;

/// <summary>That a page is in order means something only if what is not would be seen.</summary>
public sealed class WalkerTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly (string Rule, string Html)[] Wrong =
    [
        ("image-alt", "<img src='/favicon.ico'>"),
        ("heading-order", "<h2>One</h2><h5>Four below it</h5>"),
        ("label", "<input type='text'>"),
        ("reflow", "<input type='text' size='200' aria-label='Wide'>"),
    ];

    [Fact]
    public async Task What_only_a_later_one_sees_on_a_known_page_is_judged_as_well()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Listens = true });
        Dictionary<string, HashSet<string>> shapes = [];
        await using var first = await Walker.StartAsync(chromium.Browser, portal, [], shapes: shapes);
        await first.GoAsync("/");
        Assert.Empty(first.Violations);

        foreach (var (rule, html) in Wrong)
        {
            await using var later = await Walker.StartAsync(chromium.Browser, portal, [], shapes: shapes);
            await later.Page.GotoAsync("/");
            await later.Page.EvaluateAsync("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html);
            await later.LookAsync();
            Assert.Contains(later.Violations, v => v.Contains($"[{rule}]", StringComparison.Ordinal));
        }
    }
}
