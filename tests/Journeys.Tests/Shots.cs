using Microsoft.Playwright;

namespace Procurement.Journeys.Tests;

/// <summary>Pictures of pages for somebody to look at: kept where <c>PROCUREMENT_TEST_SHOTS</c> names a folder, else not taken.</summary>
internal static class Shots
{
    public static async Task TakeAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PROCUREMENT_TEST_SHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
