using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Procurement.Testing;

namespace Procurement.Journeys.Tests;

/// <summary>A person at a browser: sees pages, follows links, fills fields by their labels, presses buttons. Every kind of page seen is checked with axe.</summary>
public sealed partial class Walker(IPage page, Portal portal, HashSet<string>? looked, Dictionary<string, HashSet<string>>? shapes) : IAsyncDisposable
{
    // Known to every page as a function that nobody has called: so it is sent once, and compiled only where it is wanted.
    private static readonly string Axe = $"window.axeForTests = () => {{ {new BundledAxeScriptProvider().GetScript()} }};";

    // What passes is not told: there is ten times as much of it.
    private const string Judge = """
        async () => {
            window.axeForTests();
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            const result = await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: tags } });
            return result.violations.map(v => `[${v.id}] ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`);
        }
        """;

    // What sticks out, unless it scrolls within a part of its own, as a wide table may.
    private const string TooWide = """
        () => document.documentElement.scrollWidth <= 320 ? '' : [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > 321 && ![...document.querySelectorAll('body *')].some(p => p !== e && p.contains(e) && /auto|scroll|hidden/.test(getComputedStyle(p).overflowX)))
            .slice(0, 3).map(e => e.outerHTML.slice(0, 160)).join(' | ') || 'something'
        """;

    // What axe judges: each kind of element with what it says to a reader, whether it has words, and what it stands in; which heading follows which, and what id is given twice; not the words themselves.
    private const string Shapes = """
        () => {
            const own = e => e.tagName + '.' + (e.getAttribute('class') ?? '') + [...e.attributes].filter(a => /^(aria-|role|lang|type|tabindex|alt|scope|autocomplete|disabled|checked|hidden|open|inert|style|title)/.test(a.name))
                    .map(a => ' ' + a.name + (/^aria-(labelledby|describedby|controls|label)|^(title|alt)$/.test(a.name) ? '' : '=' + a.value)).sort().join('')
                + (e.id ? ' id' : '') + (e.hasAttribute('href') ? ' href' : '') + (e.labels?.length ? ' labelled' : '');
            const levels = ['', ...[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => h.tagName)];
            const headings = levels.slice(1).map((h, i) => levels[i] + ' before ' + h);
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map(id => 'twice ' + id);
            return [...new Set([...document.querySelectorAll('*')].map(e => (e.parentElement ? own(e.parentElement) : '') + ' > ' + own(e)
                + ([...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) ? ' words' : ''))), ...headings, ...twice];
        }
        """;

    /// <summary>The page.</summary>
    public IPage Page { get; } = page;

    /// <summary>What axe found, page by page.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>The main part's text.</summary>
    public Task<string> TextAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>Opens a browser of one's own.</summary>
    public static async Task<Walker> StartAsync(IBrowser browser, Portal portal, HashSet<string>? looked = null, bool script = true, int width = 1280, int height = 900,
        Dictionary<string, HashSet<string>>? shapes = null)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(portal);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = portal.Address.ToString(),
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-GB",
            TimezoneId = "Europe/London",
        });
        context.SetDefaultTimeout(30_000);
        if (script && looked is not null) await context.AddInitScriptAsync(Axe);
        return new Walker(await context.NewPageAsync(), portal, script ? looked : null, shapes);
    }

    /// <summary>Goes to an address.</summary>
    public async Task GoAsync(string url)
    {
        var response = await Page.GotoAsync(url);
        Assert.True(response is { Status: < 400 }, $"{url} answered {response?.Status}");
        await LookAsync();
    }

    /// <summary>Goes to an address that a message on its way brings about: looks again until it is there.</summary>
    public async Task GoSoonAsync(string url)
    {
        for (var tries = 0; tries < 60 && (await Page.GotoAsync(url))?.Status == 404; tries++) await Task.Delay(500);
        await GoAsync(url);
    }

    /// <summary>Follows a link by its text.</summary>
    public async Task FollowAsync(string link)
    {
        await Page.Locator("main, header, footer, aside, nav").GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();
        await LookAsync();
    }

    /// <summary>Fills a field by its name.</summary>
    public Task FillAsync(string name, string text) => Field(name).First.FillAsync(text);

    /// <summary>Chooses a radio, or ticks a box, by name and value.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        var box = Page.Locator($"main [name='{name}'][value='{value}']").First;
        // A long list is folded by group: the person opens it first.
        var folded = Page.Locator("main details:not([open])", new() { Has = Page.Locator($"[name='{name}'][value='{value}']") });
        if (await folded.CountAsync() > 0) await folded.First.Locator("summary").First.ClickAsync();
        await box.CheckAsync();
    }

    /// <summary>Chooses a radio, or ticks a box, by name and the words beside it.</summary>
    public Task ChooseByWordsAsync(string words) => Page.Locator("main").GetByLabel(words).First.CheckAsync();

    /// <summary>Ticks a single box by its name.</summary>
    public Task TickAsync(string name) => Page.Locator($"main input[type=checkbox][name='{name}']").First.CheckAsync();

    /// <summary>Selects an option of a list by its value.</summary>
    public Task SelectAsync(string name, string value) => Field(name).First.SelectOptionAsync(value);

    /// <summary>Fills the three fields of a date.</summary>
    public async Task DateAsync(string name, DateOnly day)
    {
        await FillAsync(name + ".Day", day.Day.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await FillAsync(name + ".Month", day.Month.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await FillAsync(name + ".Year", day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Fills every empty text field of the page.</summary>
    public async Task FillAllAsync(string text)
    {
        foreach (var area in await Page.Locator("main textarea").AllAsync()) await area.FillAsync(text);
    }

    /// <summary>Uploads a file into the field of that name.</summary>
    public Task UploadAsync(string name, string file, byte[] content) =>
        Field(name).First.SetInputFilesAsync(new FilePayload { Name = file, MimeType = "application/pdf", Buffer = content });

    private ILocator Field(string name) => Page.Locator($"main [name='{name}']");

    /// <summary>The addresses of all links in main that contain the words.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync(string containing) =>
        [.. (await Page.Locator($"main a[href*='{containing}']").AllAsync()).Select(a => a.GetAttributeAsync("href").Result!).Distinct()];

    /// <summary>Presses a button and looks at what comes.</summary>
    public async Task PressAsync(string button)
    {
        var found = Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button });
        if (await found.CountAsync() == 0) Assert.Fail($"There is no button '{button}' on {Page.Url}:\n{await TextAsync()}");
        await SendAsync(found.First);
    }

    /// <summary>Presses that button, and waits until the answer is there: who goes on earlier breaks the request off.</summary>
    public async Task SendAsync(ILocator button)
    {
#pragma warning disable CS0612, CS0618 // What replaces it waits for an address; a form that is refused comes back under the same one.
        await Page.RunAndWaitForNavigationAsync(() => button.ClickAsync(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
#pragma warning restore CS0612, CS0618
        await LookAsync();
    }

    /// <summary>Asserts that the page says something.</summary>
    public async Task SeesAsync(string words)
    {
        var text = await Page.Locator("body").InnerTextAsync();
        Assert.True(text.Contains(words, StringComparison.OrdinalIgnoreCase), $"'{words}' is not on {Page.Url}:\n{text}");
    }

    /// <summary>Asserts that the page does not say something.</summary>
    public async Task DoesNotSeeAsync(string words) =>
        Assert.DoesNotContain(words, await Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Signs in, unless the session still stands.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await GoAsync("/sign-in");
        if (await Page.Locator("main input[type=email]").CountAsync() == 0) return;
        await Page.Locator("main input[type=email]").First.FillAsync(email);
        await Page.Locator("main input[type=password]").First.FillAsync(password);
        await PressAsync("Sign in");
    }

    /// <summary>Waits for a mail to an address whose subject contains the words, and opens its link.</summary>
    public async Task OpenMailAsync(string to, string subject, string link = "/")
    {
        var mail = await MailAsync(to, subject);
        await GoAsync(new Uri(mail.Link(link)).PathAndQuery);
    }

    /// <summary>Waits for a mail to an address whose subject contains the words.</summary>
    public async Task<Mail> MailAsync(string to, string subject)
    {
        for (var i = 0; i < 300; i++)
        {
            var found = portal.Mails().LastOrDefault(m => m.To.Contains(to, StringComparison.OrdinalIgnoreCase) && m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase));
            if (found is not null) return found;
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail '{subject}' to {to}. There are: {string.Join(" | ", portal.Mails().Select(m => m.To + ": " + m.Subject))}");
    }

    /// <summary>
    /// Checks the page with axe: once for each page of the portal, whatever it is about, and once more when it shows an error or a confirmation.
    /// Where shapes are remembered, only if something on it has a shape that was not there when somebody else looked.
    /// </summary>
    /// <returns>Whether it had not been looked at before.</returns>
    public async Task<bool> LookAsync()
    {
        if (looked is null) return false;
        var state = await Page.Locator("main .govuk-error-summary").CountAsync() + (2 * await Page.Locator(".govuk-notification-banner").CountAsync());
        var kind = KindOf(Page.Url) + " " + state;
        if (!looked.Add(kind)) return false;
        await ReflowAsync();
        if (shapes is not null)
        {
            if (!shapes.TryGetValue(kind, out var known)) shapes[kind] = known = [];
            var before = known.Count;
            known.UnionWith(await Page.EvaluateAsync<string[]>(Shapes));
            // All that it is made of was judged on it before, for somebody else.
            if (known.Count == before) return true;
        }

        Violations.AddRange((await Page.EvaluateAsync<string[]>(Judge)).Select(violation => $"{Page.Url} {violation}"));
        return true;
    }

    /// <summary>The address of a page without what it is about.</summary>
    public static string KindOf(string url) => Identifier().Replace(new Uri(url).AbsolutePath, "*");

    /// <summary>At 320 pixels, or 400% zoom, nothing has to be scrolled sideways (WCAG 2.2, 1.4.10).</summary>
    private async Task ReflowAsync()
    {
        var (width, height) = (Page.ViewportSize!.Width, Page.ViewportSize.Height);
        await Page.SetViewportSizeAsync(320, height);
        var wide = await Page.EvaluateAsync<string>(TooWide);
        // A page that was still being laid out for the wider window is asked again.
        for (var tries = 0; wide.Length > 0 && tries < 5; tries++)
        {
            await Task.Delay(200);
            wide = await Page.EvaluateAsync<string>(TooWide);
        }

        if (wide.Length > 0) Violations.Add($"{Page.Url} [reflow] wider than 320 pixels: {wide}");
        await Page.SetViewportSizeAsync(width, height);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    [GeneratedRegex("(?<=/)([0-9a-f-]{36}|[A-Z0-9]{4}-[A-Z0-9]{4}|[A-Z]{3}-[0-9]{4}-[0-9]{4}[^/]*|[A-Z][0-9]{8}|CPA[0-9]{2})(?=/|$)|(?<=^/(areas|guidance|organisations)/)(?!register|find|check)[^/]+", RegexOptions.IgnoreCase)]
    private static partial Regex Identifier();
}
