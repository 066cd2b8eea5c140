using System.Net;
using Procurement.Testing;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.Register;

public sealed class RegisterOnSqlite(OnSqlite fixture) : RegisterTests(fixture), IClassFixture<OnSqlite>;

public sealed class RegisterOnPostgreSql(OnPostgreSql fixture) : RegisterTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class RegisterTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_person_registers_confirms_by_the_mailed_link_and_is_signed_in_and_led_on()
    {
        var email = Address("new");
        await RegisterAsync(email, returnUrl: "/account/name");
        var browser = _portal.Visitor();
        var page = await browser.GetAsync(Path(await LinkAsync(email)));
        Assert.Equal("Confirm your address", page.Heading);
        var confirmed = await browser.SendAsync(page, Fields(("Password", Password)));
        Assert.Equal("/account/name", confirmed.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Opening_the_link_confirms_nothing()
    {
        var email = Address("opened");
        await RegisterAsync(email);
        var link = Path(await LinkAsync(email));
        for (var i = 0; i < 3; i++) await _portal.Visitor().GetAsync(link);
        var browser = _portal.Visitor();
        var refused = await browser.SendAsync(await browser.GetAsync("/sign-in"), Fields(("Email", email), ("Password", Password)));
        Assert.Contains("not confirmed", refused.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_works_once()
    {
        var email = Address("once");
        await RegisterAsync(email);
        var link = Path(await LinkAsync(email));
        var (first, second) = (_portal.Visitor(), _portal.Visitor());
        var (firstPage, secondPage) = (await first.GetAsync(link), await second.GetAsync(link));
        Assert.Equal(HttpStatusCode.Redirect, (await first.SendAsync(firstPage, Fields(("Password", Password)))).Status);
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(link)).Heading);
        Assert.Equal("This link no longer works", (await second.SendAsync(secondPage, Fields(("Password", Password)))).Heading);
    }

    [Fact]
    public async Task The_link_is_over_after_three_days()
    {
        var email = Address("late");
        await RegisterAsync(email);
        var link = Path(await LinkAsync(email));
        _portal.Clock.Move(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(link)).Heading);
    }

    [Fact]
    public async Task A_link_that_was_altered_is_none()
    {
        var email = Address("altered");
        await RegisterAsync(email);
        var link = Path(await LinkAsync(email));
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(link[..^4] + "AAAA")).Heading);
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(link.Replace("/confirm-email", "/reset-password", StringComparison.Ordinal))).Heading);
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_the_very_same_answer_and_its_owner_a_mail_that_says_so()
    {
        var (taken, _) = await _portal.SomebodyAsync("taken");
        var free = Address("taken");
        var (takenAnswer, takenPage) = await RegisterAsync(taken, password: "some other long words");
        var (freeAnswer, freePage) = await RegisterAsync(free, password: "some other long words");
        Assert.Equal(freeAnswer.Sameness(free), takenAnswer.Sameness(taken));
        Assert.Equal(freePage.Sameness(free), takenPage.Sameness(taken));
        await _portal.DrainAsync();
        Assert.Equal("You already have an account", _portal.Mails().Last(m => m.To == taken).Subject);
        Assert.Equal("Confirm your address", _portal.Mails().Last(m => m.To == free).Subject);
        await _portal.SignInAsync(taken, Password);
    }

    [Fact]
    public async Task Nobody_can_prepare_an_account_with_a_password_of_theirs_for_somebody_else_s_address()
    {
        var email = Address("prepared");
        await RegisterAsync(email, password: "the intruder's words");
        var intruded = Path(await LinkAsync(email));
        await RegisterAsync(email, password: Password);
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(intruded)).Heading);
        var browser = _portal.Visitor();
        var page = await browser.GetAsync(Path(await LinkAsync(email)));
        Assert.NotEmpty((await browser.SendAsync(page, Fields(("Password", "the intruder's words")))).Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(page, Fields(("Password", Password)))).Status);
    }

    [Fact]
    public async Task All_that_is_missing_is_said_at_once_and_what_was_typed_comes_back()
    {
        var browser = _portal.Visitor();
        var refused = await browser.SendAsync(await browser.GetAsync("/register"), Fields(("Email", "no address"), ("DisplayName", ""), ("Password", "short")));
        Assert.Equal(3, refused.Errors.Count);
        Assert.Equal("no address", refused.Page.QuerySelector("[name='Input.Email']")!.GetAttribute("value"));
        Assert.DoesNotContain("value=\"short\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_can_be_sent_again()
    {
        var email = Address("again");
        await RegisterAsync(email);
        await _portal.DrainAsync();
        var browser = _portal.Visitor();
        Assert.StartsWith("/register/check-your-mail", (await browser.SendAsync(await browser.GetAsync("/confirm-email/again"), Fields(("Email", email)))).Location, StringComparison.Ordinal);
        await _portal.DrainAsync();
        Assert.Equal(2, _portal.Mails().Count(m => m.To == email));
    }

    private async Task<(Answer Answer, Answer Page)> RegisterAsync(string email, string password = Password, string? returnUrl = null)
    {
        var browser = _portal.Visitor();
        var page = await browser.GetAsync("/register" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)));
        var sent = await browser.SendAsync(page, Fields(("Email", email), ("DisplayName", "Bid writer"), ("Password", password)));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        return (sent, await browser.GetAsync(sent.Location!));
    }

    private async Task<string> LinkAsync(string email)
    {
        await _portal.DrainAsync();
        return _portal.Mails().Last(m => m.To == email).Link("/confirm-email");
    }

    private static string Path(string link) => new Uri(link).PathAndQuery;
}
