using Microsoft.Playwright;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Journeys.Tests;

/// <summary>
/// The demonstration, walked by following links: every kind of page that a role is led to answers, passes axe, and fits into 320 pixels.
/// Where <c>PROCUREMENT_SCREENSHOTS</c> names a folder, it leaves pictures of them there, wide and narrow.
/// </summary>
public sealed class EveryPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PROCUREMENT_SCREENSHOTS");

    // Links that end a session, hand over a file or change the language are followed by other tests.
    private static readonly string[] NotPages = ["/files/", "/sign-out", "lang=", "/feeds/", "/sitemap", "/robots"];

    // Visitors first, in both languages: the pages that they saw are not looked at again as somebody else.
    private static readonly (string Email, string Language)[] Walks =
    [
        ("", "en"), ("", "cy"), ("chief@v01.example.org", "en"), ("manager@lp1.example.org", "en"), ("approver@lp2.example.org", "en"),
        ("evaluator@lp1.example.org", "en"), ("officer@e09000023.example.org", "cy"), ("editor@portal.example.org", "en"), ("admin@portal.example.org", "en"),
    ];

    [Fact]
    public async Task Every_page_that_a_link_leads_to_answers_and_is_accessible_and_fits_a_phone()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Demonstration = true, Listens = true });
        HashSet<string> seenByVisitors = [];
        Dictionary<string, HashSet<string>> shapes = [];
        List<string> wrong = [];
        foreach (var (email, language) in Walks) wrong.AddRange((await WalkAsync(portal, email, language, seenByVisitors, shapes)).Select(w => $"{(email.Length == 0 ? "visitor" : email)}, {language}: {w}"));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private async Task<List<string>> WalkAsync(Portal portal, string email, string language, HashSet<string> seenByVisitors, Dictionary<string, HashSet<string>> shapes)
    {
        HashSet<string> looked = (email, language) switch { ("", "en") => seenByVisitors, ("", _) => [], _ => [.. seenByVisitors] };
        await using var walker = await Walker.StartAsync(chromium.Browser, portal, looked, shapes: shapes);
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

            // What is for machines is asked for, and no more.
            if (!response.Headers.GetValueOrDefault("content-type", "").StartsWith("text/html", StringComparison.Ordinal)) continue;
            if (await walker.LookAsync() && Pictures is not null) await PictureAsync(walker.Page, email.Length == 0 ? language : email);

            // A file that is offered for download is fetched, but not opened as a page.
            foreach (var file in await LinksAsync(walker.Page, "a[download][href^='/']"))
            {
                if (!kinds.Add(Walker.KindOf(new Uri(portal.Address, file).ToString()))) continue;
                var answer = await walker.Page.APIRequest.GetAsync(file);
                if (answer.Status != 200) broken.Add($"{file} answered {answer.Status}, offered on {next.Path}");
            }

            foreach (var link in await LinksAsync(walker.Page, "a[href^='/']:not([download])"))
            {
                if (NotPages.Any(n => link.Contains(n, StringComparison.Ordinal))) continue;
                if (kinds.Add(Walker.KindOf(new Uri(portal.Address, link).ToString()))) ahead.Enqueue((link, next.Path));
            }
        }

        Assert.True(kinds.Count > 20, $"Only {kinds.Count} kinds of page were found.");
        return [.. broken, .. walker.Violations];
    }

    private static Task<string[]> LinksAsync(IPage page, string selector) =>
        page.EvaluateAsync<string[]>("selector => [...document.querySelectorAll(selector)].map(a => a.pathname + a.search)", selector);

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
