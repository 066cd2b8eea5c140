using Microsoft.Playwright;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Journeys.Tests;

/// <summary>
/// The demonstration, walked by following links: every kind of page that a role is led to answers, passes axe, and fits into 320 pixels.
/// Where <c>PROCUREMENT_SCREENSHOTS</c> names a folder, it leaves pictures of them there, wide and narrow.
/// </summary>
public sealed class EveryPageTests(Chromium chromium, ADemonstration demonstration) : IClassFixture<Chromium>, IClassFixture<ADemonstration>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PROCUREMENT_SCREENSHOTS");

    // Links that end a session, hand over a file or change the language are followed by other tests.
    private static readonly string[] NotPages = ["/files/", "/sign-out", "lang=", "/feeds/", "/sitemap", "/robots"];

    [Theory]
    [InlineData("", "en")]
    [InlineData("", "cy")]
    [InlineData("chief@v01.example.org", "en")]
    [InlineData("manager@lp1.example.org", "en")]
    [InlineData("approver@lp2.example.org", "en")]
    [InlineData("evaluator@lp1.example.org", "en")]
    [InlineData("officer@e09000023.example.org", "cy")]
    [InlineData("editor@portal.example.org", "en")]
    [InlineData("admin@portal.example.org", "en")]
    public async Task Every_page_that_a_link_leads_to_is_accessible_and_fits_a_phone(string email, string language)
    {
        var portal = demonstration.Portal;
        HashSet<string> looked = [];
        await using var walker = await Walker.StartAsync(chromium.Browser, portal, looked);
        if (email.Length > 0) await walker.SignInAsync(email, Passwords.Demonstration);

        if (language == "cy") await walker.GoAsync("/?lang=cy");

        List<string> broken = [];
        HashSet<string> kinds = [];
        Queue<(string Path, string From)> ahead = new([("/", "")]);
        while (ahead.TryDequeue(out var next))
        {
            var response = await walker.Page.GotoAsync(next.Path);
            if (response is not { Status: < 400 })
            {
                broken.Add($"{next.Path} answered {response?.Status}, linked on {next.From}");
                continue;
            }

            // What visitors see is looked at as a visitor.
            if (email.Length == 0) demonstration.Public.Add(Walker.KindOf(walker.Page.Url));
            if (email.Length == 0 || !demonstration.Public.Contains(Walker.KindOf(walker.Page.Url)))
            {
                await walker.LookAsync();
                if (Pictures is not null) await PictureAsync(walker.Page, email.Length == 0 ? language : email);
            }

            foreach (var link in await walker.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll(\"a[href^='/']\")].map(a => a.pathname + a.search)"))
            {
                if (NotPages.Any(n => link.Contains(n, StringComparison.Ordinal))) continue;
                if (kinds.Add(Walker.KindOf(new Uri(portal.Address, link).ToString()))) ahead.Enqueue((link, next.Path));
            }
        }

        Assert.True(kinds.Count > 20, $"Only {kinds.Count} kinds of page were found.");
        Assert.True(broken.Count + walker.Violations.Count == 0, string.Join("\n", broken.Concat(walker.Violations)));
    }

    private static async Task PictureAsync(IPage page, string email)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Pictures!, email.Split('@')[0] + (email.Contains("@v", StringComparison.Ordinal) ? email.Split('@')[1][..3] : "")));
        var name = Walker.KindOf(page.Url).Trim('/').Replace('/', '_').Replace("*", "x", StringComparison.Ordinal);
        foreach (var width in new[] { 1280, 320 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{(name.Length == 0 ? "home" : name)}.{width}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(1280, 900);
    }
}

/// <summary>A portal with the demonstration, for several walks.</summary>
public sealed class ADemonstration : IAsyncLifetime
{
    /// <summary>It.</summary>
    public Portal Portal { get; private set; } = null!;

    /// <summary>The kinds of pages that a visitor has looked at.</summary>
    public HashSet<string> Public { get; } = [];

    /// <inheritdoc />
    public async Task InitializeAsync() => Portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Demonstration = true, Listens = true });

    /// <inheritdoc />
    public async Task DisposeAsync() => await Portal.DisposeAsync();
}
