using System.Net;
using Procurement.Testing;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.ResetPassword;

public sealed class ResetPasswordOnSqlite(OnSqlite fixture) : ResetPasswordTests(fixture), IClassFixture<OnSqlite>;

public sealed class ResetPasswordOnPostgreSql(OnPostgreSql fixture) : ResetPasswordTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class ResetPasswordTests(PortalFixture fixture)
{
    private const string New = "four quite new words";
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_every_session()
    {
        var (email, _) = await _portal.SomebodyAsync("forgetful");
        var session = await _portal.SignInAsync(email, Password);
        var link = await AskAsync(email);
        var browser = _portal.Visitor();
        var page = await browser.GetAsync(link);
        Assert.NotEmpty((await browser.SendAsync(page, Fields(("Password", "short")))).Errors);
        Assert.Equal("/sign-in", (await browser.SendAsync(page, Fields(("Password", New)))).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/account")).Status);
        await _portal.SignInAsync(email, New);
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(link)).Heading);
        Assert.Equal("This link no longer works", (await browser.SendAsync(page, Fields(("Password", "four other new words")))).Heading);
        await _portal.DrainAsync();
        Assert.Equal("Your password was changed", _portal.Mails().Last(m => m.To == email).Subject);
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing()
    {
        var (email, _) = await _portal.SomebodyAsync("curious");
        await _portal.Visitor().GetAsync(await AskAsync(email));
        await _portal.SignInAsync(email, Password);
    }

    [Fact]
    public async Task The_link_is_over_after_an_hour()
    {
        var (email, _) = await _portal.SomebodyAsync("slow");
        var link = await AskAsync(email);
        _portal.Clock.Move(TimeSpan.FromMinutes(61));
        Assert.Equal("This link no longer works", (await _portal.Visitor().GetAsync(link)).Heading);
    }

    [Fact]
    public async Task An_address_without_an_account_gets_the_very_same_answer_and_no_mail()
    {
        var (known, _) = await _portal.SomebodyAsync("known");
        var unknown = Address("known");
        var (first, firstPage) = await SendAsync(known);
        var (second, secondPage) = await SendAsync(unknown);
        Assert.Equal(first.Sameness(known), second.Sameness(unknown));
        Assert.Equal(firstPage.Sameness(known), secondPage.Sameness(unknown));
        await _portal.DrainAsync();
        Assert.Contains(_portal.Mails(), m => m.To == known);
        Assert.DoesNotContain(_portal.Mails(), m => m.To == unknown);
    }

    [Fact]
    public async Task A_new_password_opens_an_address_that_wrong_tries_had_closed()
    {
        var (email, _) = await _portal.SomebodyAsync("closed");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var visitor = _portal.Visitor();
            await visitor.SendAsync(await visitor.GetAsync("/sign-in"), Fields(("Email", email), ("Password", "wrong password here")));
        }

        var browser = _portal.Visitor();
        await browser.SendAsync(await browser.GetAsync(await AskAsync(email)), Fields(("Password", New)));
        await _portal.SignInAsync(email, New);
    }

    [Fact]
    public async Task Nobody_s_letter_box_is_filled_by_somebody_who_keeps_asking()
    {
        var (email, _) = await _portal.SomebodyAsync("pestered");
        for (var asked = 0; asked < 8; asked++) await SendAsync(email);
        await _portal.DrainAsync();
        Assert.Equal(5, _portal.Mails().Count(m => m.To == email));
        _portal.Clock.Move(TimeSpan.FromMinutes(16));
        await AskAsync(email);
        Assert.Equal(6, _portal.Mails().Count(m => m.To == email));
    }

    private async Task<string> AskAsync(string email)
    {
        await SendAsync(email);
        await _portal.DrainAsync();
        return new Uri(_portal.Mails().Last(m => m.To == email && m.Subject == "Set a new password").Link("/reset-password")).PathAndQuery;
    }

    private async Task<(Answer Answer, Answer Page)> SendAsync(string email)
    {
        var browser = _portal.Visitor();
        var sent = await browser.SendAsync(await browser.GetAsync("/forgot-password"), Fields(("Email", email)));
        return (sent, await browser.GetAsync(sent.Location!));
    }
}
