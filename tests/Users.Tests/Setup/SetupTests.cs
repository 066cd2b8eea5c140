using System.Net;
using System.Text.RegularExpressions;
using Procurement.Testing;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.Setup;

public sealed class SetupTests
{
    [Fact]
    public async Task The_token_from_the_log_makes_the_first_administrator_and_no_second_one()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Settings = { ["Setup:Recipe"] = "" } });
        var token = await TokenAsync(portal);
        var browser = portal.Visitor();
        var page = await browser.GetAsync("/setup");
        Assert.Equal("Make the first administrator", page.Heading);

        var fields = Fields(("Token", new string('0', 40)), ("Email", "first@portal.example.org"), ("DisplayName", "Portal administrator"), ("Password", Password));
        Assert.Contains("token", (await browser.SendAsync(page, fields)).Errors.Single(), StringComparison.Ordinal);

        fields["Input.Token"] = token;
        var second = portal.Visitor();
        var secondPage = await second.GetAsync("/setup");
        Assert.Equal("/admin", (await browser.SendAsync(page, fields)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/accounts")).Status);

        fields["Input.Email"] = "second@portal.example.org";
        Assert.Equal(HttpStatusCode.NotFound, (await second.SendAsync(secondPage, fields)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync("/setup")).Status);
    }

    [Fact]
    public async Task Two_who_use_the_token_at_the_same_moment_make_one_administrator()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Settings = { ["Setup:Recipe"] = "" } });
        var token = await TokenAsync(portal);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            var browser = portal.Visitor();
            var page = await browser.GetAsync("/setup");
            return page.Status != HttpStatusCode.OK ? page : await browser.SendAsync(page,
                Fields(("Token", token), ("Email", $"first{n}@portal.example.org"), ("DisplayName", "Portal administrator"), ("Password", Password)));
        }));
        Assert.Single(answers, a => a.Location == "/admin");
    }

    private static async Task<string> TokenAsync(Portal portal)
    {
        for (var wait = 0; wait < 100; wait++)
        {
            if (portal.Log.Lines.Select(l => Regex.Match(l, "one-time token: ([0-9a-f]{40})")).FirstOrDefault(m => m.Success) is { } found) return found.Groups[1].Value;
            await Task.Delay(50);
        }

        throw new InvalidOperationException("No token in the log.");
    }
}
