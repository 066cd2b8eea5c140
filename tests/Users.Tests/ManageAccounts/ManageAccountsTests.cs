using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Testing;
using Procurement.Users.Contracts;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.ManageAccounts;

public sealed class ManageAccountsOnSqlite(OnSqlite fixture) : ManageAccountsTests(fixture), IClassFixture<OnSqlite>;

public sealed class ManageAccountsOnPostgreSql(OnPostgreSql fixture) : ManageAccountsTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class ManageAccountsTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Theory]
    [InlineData("/admin/accounts")]
    [InlineData("/admin/roles")]
    public async Task Only_administrators_enter(string url)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await _portal.Visitor().GetAsync(url)).Status);
        var (email, _) = await _portal.SomebodyAsync("nosy");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _portal.SignInAsync(email, Password)).GetAsync(url)).Status);
        var (administrator, _) = await _portal.AdministratorAsync();
        Assert.Equal(HttpStatusCode.OK, (await (await _portal.SignInAsync(administrator)).GetAsync(url)).Status);
    }

    [Fact]
    public async Task An_account_is_found_by_part_of_its_address_in_any_case()
    {
        var (email, _) = await _portal.SomebodyAsync("Findable");
        var (administrator, _) = await _portal.AdministratorAsync();
        var browser = await _portal.SignInAsync(administrator);
        var found = await browser.GetAsync("/admin/accounts?search=" + email[..30].ToUpperInvariant());
        Assert.Single(found.Page.QuerySelectorAll("main tbody tr"));
        Assert.Empty((await browser.GetAsync("/admin/accounts?search=%25" + email[..30])).Page.QuerySelectorAll("main tbody tr"));
    }

    [Fact]
    public async Task Closing_an_account_ends_its_sessions_at_once_and_opening_it_lets_it_sign_in_again()
    {
        var (email, id) = await _portal.SomebodyAsync("leaver");
        var session = await _portal.SignInAsync(email, Password);
        var (administrator, _) = await _portal.AdministratorAsync();
        var browser = await _portal.SignInAsync(administrator);
        var page = await browser.GetAsync("/admin/accounts/" + id);
        Assert.NotEmpty((await browser.SendAsync(page, Fields(("Reason", "")), "form[action*='handler=Block']")).Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(page, Fields(("Reason", "Left the organisation")), "form[action*='handler=Block']")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/account")).Status);
        var visitor = _portal.Visitor();
        Assert.Contains("closed", (await visitor.SendAsync(await visitor.GetAsync("/sign-in"), Fields(("Email", email), ("Password", Password)))).Errors.Single(), StringComparison.Ordinal);
        page = await browser.GetAsync("/admin/accounts/" + id);
        await browser.SendAsync(page, form: "form[action*='handler=Unblock']");
        await _portal.SignInAsync(email, Password);
    }

    [Fact]
    public async Task A_role_counts_at_the_next_request_in_both_directions()
    {
        var (email, id) = await _portal.SomebodyAsync("promoted");
        var session = await _portal.SignInAsync(email, Password);
        var (administrator, _) = await _portal.AdministratorAsync();
        var browser = await _portal.SignInAsync(administrator);
        var page = await browser.GetAsync("/admin/accounts/" + id);
        await browser.SendAsync(page, Fields(("Roles", Roles.Administrator)), "form[action*='handler=Roles']");
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/admin/accounts")).Status);
        page = await browser.GetAsync("/admin/accounts/" + id);
        await browser.SendAsync(page, Fields(("Roles", "")), "form[action*='handler=Roles']");
        Assert.Equal(HttpStatusCode.Forbidden, (await session.GetAsync("/admin/accounts")).Status);
    }

    [Fact]
    public async Task What_a_role_grants_can_be_changed_but_administrators_always_manage_accounts()
    {
        await _portal.AsAsync(null, s => s.GetRequiredService<IAccountSetup>().EnsureRoleAsync("Helper", [UsersPermissions.ManageUsers], CancellationToken.None));
        var (administrator, _) = await _portal.AdministratorAsync();
        var browser = await _portal.SignInAsync(administrator);
        var roles = await browser.GetAsync("/admin/roles");
        string UrlOf(string role) => roles.Page.QuerySelectorAll("main tbody a").First(a => a.TextContent == role).GetAttribute("href")!;

        var page = await browser.GetAsync(UrlOf("Helper"));
        Assert.Equal("/admin/roles", (await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Permissions"] = "" })).Location);
        page = await browser.GetAsync(UrlOf("Helper"));
        Assert.Empty(page.Page.QuerySelectorAll("input[name='Input.Permissions'][checked]"));

        page = await browser.GetAsync(UrlOf("Administrator"));
        Assert.NotEmpty((await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Permissions"] = "" })).Errors);
    }

    [Fact]
    public async Task Those_with_a_permission_are_told_and_a_closed_account_is_not()
    {
        var (email, id) = await _portal.AdministratorAsync();
        async Task<IReadOnlyList<Recipient>> ToldAsync() => await _portal.AsAsync(null, async s =>
        {
            foreach (var recipients in s.GetServices<IRecipients>())
                if (await recipients.ResolveAsync(new To.WithPermission(UsersPermissions.ManageUsers), CancellationToken.None) is { } found) return found;
            return [];
        });
        Assert.Contains(await ToldAsync(), r => r.Email == email && r.UserId == id);
        var (other, _) = await _portal.AdministratorAsync();
        var browser = await _portal.SignInAsync(other);
        await browser.SendAsync(await browser.GetAsync("/admin/accounts/" + id), Fields(("Reason", "Left")), "form[action*='handler=Block']");
        Assert.DoesNotContain(await ToldAsync(), r => r.UserId == id);
        Assert.Contains(await ToldAsync(), r => r.Email == other);
    }
}
