using System.Net;
using Procurement.Testing;
using Procurement.Users.Domain;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.TwoStep;

public sealed class TwoStepOnSqlite(OnSqlite fixture) : TwoStepTests(fixture), IClassFixture<OnSqlite>;

public sealed class TwoStepOnPostgreSql(OnPostgreSql fixture) : TwoStepTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class TwoStepTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task Codes_are_set_up_asked_for_used_once_and_turned_off_again()
    {
        var (email, _) = await _portal.SomebodyAsync("careful");
        var browser = await _portal.SignInAsync(email, Password);
        var (key, recovery) = await SetUpAsync(browser);

        // The code that set it up was used; the next one signs in.
        var awaiting = await PasswordAsync(email);
        Assert.NotEmpty((await awaiting.SendAsync(await awaiting.GetAsync("/sign-in/code"), Fields(("Code", Code(key))))).Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await awaiting.GetAsync("/account")).Status);
        _portal.Clock.Move(TimeSpan.FromSeconds(30));
        Assert.Equal("/", (await awaiting.SendAsync(await awaiting.GetAsync("/sign-in/code"), Fields(("Code", Code(key))))).Location);
        Assert.Equal(HttpStatusCode.OK, (await awaiting.GetAsync("/account")).Status);

        // Without the phone, a recovery code does, once.
        for (var use = 0; use < 2; use++)
        {
            var lost = await PasswordAsync(email);
            var sent = await lost.SendAsync(await lost.GetAsync("/sign-in/code?recovery=true"), Fields(("Code", recovery[0])));
            Assert.Equal(use == 0 ? HttpStatusCode.Redirect : HttpStatusCode.OK, sent.Status);
        }

        var page = await browser.GetAsync("/account/two-step");
        Assert.NotEmpty((await OffAsync(browser, page, "not my password")).Errors);
        Assert.Equal("/account", (await OffAsync(browser, page, Password)).Location);
        await _portal.SignInAsync(email, Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task The_code_page_is_nothing_without_the_password_before_it()
    {
        var browser = _portal.Visitor();
        Assert.Equal("/sign-in", (await browser.GetAsync("/sign-in/code")).Location);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_second_step()
    {
        var (email, _) = await _portal.SomebodyAsync("guessed");
        var (key, _) = await SetUpAsync(await _portal.SignInAsync(email, Password));
        var guesser = await PasswordAsync(email);
        for (var attempt = 0; attempt < 5; attempt++)
            await guesser.SendAsync(await guesser.GetAsync("/sign-in/code"), Fields(("Code", "000000")));
        _portal.Clock.Move(TimeSpan.FromSeconds(60));
        var closed = await guesser.SendAsync(await guesser.GetAsync("/sign-in/code"), Fields(("Code", Code(key))));
        Assert.Contains("too many wrong tries", closed.Errors.Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_picture_holds_nothing_that_the_page_s_policy_forbids()
    {
        var (email, _) = await _portal.SomebodyAsync("drawn");
        var browser = await _portal.SignInAsync(email, Password);
        await browser.SendAsync(await browser.GetAsync("/account/two-step"), form: "form[action*='handler=Start']");
        var page = await browser.GetAsync("/account/two-step/set-up");
        Assert.NotNull(page.Page.QuerySelector("main svg path[d^='M']"));
        Assert.DoesNotContain("style=", page.Page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    private async Task<(byte[] Key, IReadOnlyList<string> Recovery)> SetUpAsync(Browser browser)
    {
        var started = await browser.SendAsync(await browser.GetAsync("/account/two-step"), form: "form[action*='handler=Start']");
        Assert.Equal("/account/two-step/set-up", started.Location);
        var page = await browser.GetAsync("/account/two-step/set-up");
        var key = FromBase32(page.Page.QuerySelector("main code")!.TextContent);
        Assert.NotEmpty((await browser.SendAsync(page, Fields(("Code", "000000")))).Errors);
        var on = await browser.SendAsync(page, Fields(("Code", Code(key))));
        Assert.Equal("Codes at sign-in are on", on.Heading);
        return (key, [.. on.Page.QuerySelectorAll("main code").Select(c => c.TextContent)]);
    }

    private async Task<Browser> PasswordAsync(string email)
    {
        var browser = _portal.Visitor();
        var sent = await browser.SendAsync(await browser.GetAsync("/sign-in"), Fields(("Email", email), ("Password", Password)));
        Assert.Equal("/sign-in/code", sent.Location);
        return browser;
    }

    private static Task<Answer> OffAsync(Browser browser, Answer page, string password)
    {
        page.Page.QuerySelector("form[action*='handler=Codes']")!.SetAttribute("action", "/account/two-step?handler=Off");
        var sent = browser.SendAsync(page, Fields(("Current", password)), "form[action*='two-step?handler=Off']");
        return sent.ContinueWith(t =>
        {
            page.Page.QuerySelector("form[action*='handler=Off']")!.SetAttribute("action", "/account/two-step?handler=Codes");
            return t.Result;
        }, TaskScheduler.Default);
    }

    private string Code(byte[] key) => Totp.CodeAt(key, _portal.Clock.GetUtcNow());

    private static byte[] FromBase32(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var (bytes, bits, value) = (new List<byte>(), 0, 0);
        foreach (var letter in text.Where(c => c != ' '))
        {
            (value, bits) = ((value << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits));
            value &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
