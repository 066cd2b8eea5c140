using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Testing;
using Procurement.Users.Contracts;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.SignIn;

public sealed class SignInOnSqlite(OnSqlite fixture) : SignInTests(fixture), IClassFixture<OnSqlite>;

public sealed class SignInOnPostgreSql(OnPostgreSql fixture) : SignInTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class SignInTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task The_right_password_signs_in_and_sign_out_ends_it()
    {
        var (email, _) = await _portal.SomebodyAsync("chief");
        var browser = await _portal.SignInAsync(email.ToUpperInvariant(), Password);
        var account = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Contains(email, account.Text, StringComparison.Ordinal);
        var signOut = await browser.GetAsync("/sign-out");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(signOut)).Status);
        Assert.StartsWith("/sign-in?returnUrl=%2Faccount", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_an_account_gets_the_very_same_answers_as_one_with_it()
    {
        var (known, _) = await _portal.SomebodyAsync("known");
        var unknown = Address("known");
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var answers = new[] { await TryAsync(known, "wrong password here"), await TryAsync(unknown, "wrong password here") };
            Assert.Equal(HttpStatusCode.OK, answers[0].Status);
            Assert.NotEmpty(answers[0].Errors);
            Assert.Equal(answers[0].Sameness(known), answers[1].Sameness(unknown));
        }
    }

    [Fact]
    public async Task Five_wrong_tries_close_the_address_even_to_the_right_password_for_a_quarter_of_an_hour()
    {
        var (email, id) = await _portal.SomebodyAsync("locked");
        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(email, "wrong password here");
        var closed = await TryAsync(email, Password);
        Assert.Equal(HttpStatusCode.OK, closed.Status);
        Assert.Contains("too many wrong tries", closed.Errors.Single(), StringComparison.OrdinalIgnoreCase);
        await _portal.DrainAsync();
        Assert.Contains(_portal.Mails(), m => m.To == email && m.Subject.Contains("wrong tries", StringComparison.OrdinalIgnoreCase));
        _portal.Clock.Move(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(email, Password)).Status);
        Assert.NotEqual(Guid.Empty, id);
    }

    [Fact]
    public async Task A_right_password_in_between_forgets_the_wrong_ones()
    {
        var (email, _) = await _portal.SomebodyAsync("forgiven");
        for (var round = 0; round < 2; round++)
        {
            for (var attempt = 0; attempt < 4; attempt++) await TryAsync(email, "wrong password here");
            Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(email, Password)).Status);
        }
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("/\\evil.example")]
    [InlineData("/%09/evil.example")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string returnUrl)
    {
        var (email, _) = await _portal.SomebodyAsync("sent");
        var browser = _portal.Visitor();
        var page = await browser.GetAsync("/sign-in?returnUrl=" + returnUrl);
        var fields = Fields(("Email", email), ("Password", Password));
        fields["ReturnUrl"] = Uri.UnescapeDataString(returnUrl);
        Assert.Equal("/", (await browser.SendAsync(page, fields)).Location);
    }

    [Fact]
    public async Task Whoever_was_on_the_way_to_a_page_is_led_there()
    {
        var (email, _) = await _portal.SomebodyAsync("led");
        var browser = _portal.Visitor();
        var page = await browser.VisitAsync("/account/name");
        Assert.Equal("/account/name", (await browser.SendAsync(page, Fields(("Email", email), ("Password", Password)))).Location);
    }

    [Fact]
    public async Task The_session_cookie_is_for_this_host_and_no_script()
    {
        var (email, _) = await _portal.SomebodyAsync("cookie");
        var browser = _portal.Visitor();
        browser.Client.BaseAddress = new Uri("https://localhost");
        var page = await browser.GetAsync("/sign-in");
        var sent = await browser.SendAsync(page, Fields(("Email", email), ("Password", Password)));
        var cookie = Assert.Single(sent.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-session=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_sessions_and_keeps_this_one()
    {
        var (email, _) = await _portal.SomebodyAsync("everywhere");
        var (here, there) = (await _portal.SignInAsync(email, Password), await _portal.SignInAsync(email, Password));
        var done = await here.SendAsync(await here.GetAsync("/account"), form: "form[action='/account/sign-out-everywhere']");
        Assert.Equal("/account", done.Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions()
    {
        var (email, _) = await _portal.SomebodyAsync("changed");
        var (here, there) = (await _portal.SignInAsync(email, Password), await _portal.SignInAsync(email, Password));
        var page = await here.GetAsync("/account/password");
        Assert.NotEmpty((await here.SendAsync(page, Fields(("Current", "not the one I use"), ("Password", "four new words here")))).Errors);
        Assert.Equal("/account", (await here.SendAsync(page, Fields(("Current", Password), ("Password", "four new words here")))).Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).Status);
        await _portal.SignInAsync(email, "four new words here");
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_without_use()
    {
        var (email, _) = await _portal.SomebodyAsync("idle");
        var browser = await _portal.SignInAsync(email, Password);
        _portal.Clock.Move(TimeSpan.FromHours(9));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task The_framework_s_own_manager_finds_the_account_and_its_password()
    {
        var (email, _) = await _portal.SomebodyAsync("manager");
        await _portal.AsAsync(null, async s =>
        {
            var manager = s.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Users.Domain.PortalUser>>();
            var account = await manager.FindByEmailAsync(email);
            Assert.NotNull(account);
            Assert.True(await manager.CheckPasswordAsync(account, Password));
        });
    }

    [Fact]
    public async Task The_language_that_an_account_keeps_comes_along_at_sign_in()
    {
        var (email, _) = await _portal.SomebodyAsync("iaith");
        var browser = await _portal.SignInAsync(email, Password);
        var page = await browser.GetAsync("/account/language");
        Assert.Equal("/account", (await browser.SendAsync(page, Fields(("Language", "cy")))).Location);
        var other = await _portal.SignInAsync(email, Password);
        Assert.Equal("cy", (await other.GetAsync("/account")).Page.DocumentElement.GetAttribute("lang"));
    }

    private async Task<Answer> TryAsync(string email, string password)
    {
        var browser = _portal.Visitor();
        return await browser.SendAsync(await browser.GetAsync("/sign-in"), Fields(("Email", email), ("Password", password)));
    }
}
