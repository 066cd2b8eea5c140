using System.Net;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Procurement.Testing;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;

namespace Procurement.Users.Tests.SignIn;

public sealed class DemonstrationTests
{
    [Theory]
    [InlineData("Development", true)]
    [InlineData("Testing", true)]
    [InlineData("Production", false)]
    [InlineData("Staging", false)]
    [InlineData("", false)]
    public async Task Accounts_with_a_known_password_exist_where_development_is_done_and_nowhere_else(string environment, bool allowed)
    {
        var guard = new DemonstrationGuard(new AnEnvironment(environment));
        Assert.Equal(allowed, guard.IsAllowed);
        if (allowed) return;
        var store = new AccountStore(null!, null!, [], guard, null!, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.EnsureDemonstrationAccountAsync("a@b.example", "A", "en", [], CancellationToken.None));
    }

    [Fact]
    public async Task The_sign_in_page_lists_the_demonstration_s_accounts_once_it_is_loaded_and_a_press_signs_in()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite));
        var (email, _) = await portal.AdministratorAsync();
        Assert.DoesNotContain(email, (await portal.Visitor().GetAsync("/sign-in")).Body, StringComparison.Ordinal);

        await portal.PlayAsync("""[ { "step": "settings", "demonstration": true } ]""");
        var browser = portal.Visitor();
        var page = await browser.GetAsync("/sign-in");
        Assert.Contains(email, page.Body, StringComparison.Ordinal);
        Assert.Contains(Passwords.Demonstration, page.Body, StringComparison.Ordinal);
        var button = page.Page.QuerySelectorAll("button[name=account]").First(b => b.ParentElement!.TextContent.Contains(email, StringComparison.Ordinal));
        var sent = await browser.SendAsync(page, new Dictionary<string, string> { ["account"] = button.GetAttribute("value")! }, "form[action*='handler=Demonstration']");
        Assert.Equal("/", sent.Location);
        Assert.Contains(email, (await browser.GetAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_not_of_the_demonstration_cannot_be_entered_by_a_press()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite));
        await portal.AdministratorAsync();
        var (_, id) = await portal.SomebodyAsync("private");
        await portal.PlayAsync("""[ { "step": "settings", "demonstration": true } ]""");
        var browser = portal.Visitor();
        var sent = await browser.SendAsync(await browser.GetAsync("/sign-in"), new Dictionary<string, string> { ["account"] = id.ToString() }, "form[action*='handler=Demonstration']");
        Assert.Equal(HttpStatusCode.NotFound, sent.Status);
    }

    private sealed class AnEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "Test";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
