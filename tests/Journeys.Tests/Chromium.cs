using Microsoft.Playwright;

namespace Procurement.Journeys.Tests;

/// <summary>Debian's browser, started once for all journeys.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // What a page runs is gone with the page: to compile it a second time, for speed, is a fifth of the browser's work.
        "--js-flags=--no-opt,--no-maglev",
    ];

    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PROCUREMENT_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args = Flags,
        });
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
