using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Settings;
using Procurement.Testing;

namespace Procurement.Site.Tests.EditSettings;

/// <summary>Settings of these tests alone.</summary>
public sealed record TestSettings
{
    public string Colour { get; init; } = "green";
}

public sealed class SettingsOnSqlite(OnSqlite fixture) : SettingsTests(fixture), IClassFixture<OnSqlite>;

public sealed class SettingsOnPostgreSql(OnPostgreSql fixture) : SettingsTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class SettingsTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task What_is_saved_here_is_read_at_once_and_on_another_machine_within_seconds()
    {
        var other = new SettingsCache(_portal.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<SettingsCache>.Instance);
        var before = other.Current<TestSettings>().Colour;
        var colour = "colour " + Guid.CreateVersion7();
        await _portal.AsAsync(null, async s =>
        {
            var settings = s.GetRequiredService<ISettings>();
            Assert.True((await settings.SaveAsync(new TestSettings { Colour = colour }, CancellationToken.None)).IsDone);
            Assert.Equal(colour, settings.Current<TestSettings>().Colour);
            Assert.Equal(colour, (await settings.GetAsync<TestSettings>(CancellationToken.None)).Colour);
        });
        Assert.Equal(before, other.Current<TestSettings>().Colour);
        await Task.Delay(TimeSpan.FromSeconds(3.2));
        Assert.Equal(colour, (await other.GetAsync<TestSettings>(CancellationToken.None)).Value.Colour);
        Assert.Equal(colour, other.Current<TestSettings>().Colour);
    }

    [Fact]
    public async Task What_is_only_rehearsed_is_not_held_for_everybody()
    {
        var before = await _portal.AsAsync(null, s => s.GetRequiredService<ISettings>().GetAsync<TestSettings>(CancellationToken.None));
        await _portal.Services.GetRequiredService<IRehearsals>().RunAsync(_portal.Clock.GetUtcNow(), async _ =>
        {
            await _portal.AsAsync(null, async s =>
            {
                var settings = s.GetRequiredService<ISettings>();
                Assert.True((await settings.SaveAsync(new TestSettings { Colour = "rehearsed" }, CancellationToken.None)).IsDone);
                Assert.Equal(before.Colour, (await settings.GetAsync<TestSettings>(CancellationToken.None)).Colour);
                Assert.Equal(before.Colour, settings.Current<TestSettings>().Colour);
            });
            return 0;
        }, CancellationToken.None);
        Assert.Equal(before.Colour, await _portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<ISettings>().Current<TestSettings>().Colour)));
    }

    [Fact]
    public async Task Two_who_save_what_they_read_do_not_overwrite_one_another()
    {
        var result = await _portal.AsAsync(null, async s =>
        {
            var settings = s.GetRequiredService<ISettings>();
            var read = await settings.ReadAsync<TestSettings>(CancellationToken.None);
            await _portal.AsAsync(null, o => o.GetRequiredService<ISettings>().SaveAsync(new TestSettings { Colour = "first" }, read.Version, CancellationToken.None));
            return await settings.SaveAsync(new TestSettings { Colour = "second" }, read.Version, CancellationToken.None);
        });
        Assert.IsType<ChangedBySomebodyElse>(result.Refusal);
        Assert.Equal("first", await _portal.AsAsync(null, async s => (await s.GetRequiredService<ISettings>().GetAsync<TestSettings>(CancellationToken.None)).Colour));
    }

    [Fact]
    public async Task The_site_s_name_is_changed_on_its_page_and_shown_on_every_other()
    {
        var browser = await _portal.AdministratorAsync();
        var page = await browser.GetAsync("/admin/settings");
        var name = "Common " + Guid.CreateVersion7().ToString("N")[..8];
        Assert.Equal("/admin", (await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Name"] = name })).Location);
        Assert.Equal(name, _portal.Services.GetRequiredService<ISiteIdentity>().Name);
        Assert.Contains(name, (await browser.GetAsync("/admin")).Body, StringComparison.Ordinal);
        var late = await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Name"] = "Too late" });
        Assert.Contains("Somebody else changed this", late.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_of_its_own_is_shown_as_a_picture_until_the_site_goes_back_to_the_portal_s()
    {
        var browser = await _portal.AdministratorAsync();
        const string drawing = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>""";
        async Task<Answer> SendAsync(string file, Dictionary<string, string>? fields = null) =>
            await browser.SendAsync(await browser.GetAsync("/admin/settings"), fields, files: file.Length == 0 ? [] : [("Input.Mark", "mark.svg", System.Text.Encoding.UTF8.GetBytes(file))]);

        Assert.Equal(["The mark must be an SVG file"], (await SendAsync("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>")).Errors);
        Assert.Equal(["The mark must be an SVG file"], (await SendAsync("<!DOCTYPE svg [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + drawing)).Errors);
        Assert.Equal(["The mark must be 16 KB or smaller"], (await SendAsync(drawing + new string(' ', 20_000))).Errors);
        Assert.Equal("/admin", (await SendAsync(drawing)).Location);
        var source = "data:image/svg+xml;base64," + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(drawing));
        var page = await browser.GetAsync("/admin");
        Assert.Equal(source, page.Page.QuerySelector("header .cl-mark img")!.GetAttribute("src"));
        Assert.Equal(source, page.Page.QuerySelector("link[rel=icon]")!.GetAttribute("href"));
        Assert.Equal("/admin", (await SendAsync("")).Location);
        Assert.Equal(drawing, _portal.Services.GetRequiredService<ISiteIdentity>().MarkSvg);
        Assert.Equal("/admin", (await SendAsync("", new() { ["Input.OwnMark"] = "true" })).Location);
        Assert.NotNull((await browser.GetAsync("/admin")).Page.QuerySelector("header .cl-mark svg"));
    }

    [Theory]
    [InlineData("Input.Name", "")]
    [InlineData("Input.ContactEmail", "no address")]
    [InlineData("Input.BaseUrl", "portal.example.org")]
    [InlineData("Input.BaseUrl", "javascript:alert(1)")]
    public async Task What_cannot_be_is_refused_with_what_was_typed_given_back(string field, string value)
    {
        var browser = await _portal.AdministratorAsync();
        var refused = await browser.SendAsync(await browser.GetAsync("/admin/settings"), new Dictionary<string, string> { [field] = value });
        Assert.Single(refused.Errors);
        Assert.Equal(value, refused.Page.QuerySelector($"[name='{field}']")!.GetAttribute("value") ?? "");
    }
}
