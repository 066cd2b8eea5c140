using System.Net;
using Procurement.Testing;

namespace Procurement.House.Tests;

/// <summary>What stands before every page: the headers that tell browsers what not to do, the limits on tries, and whose word counts for an address.</summary>
public sealed class ShieldTests
{
    private static PortalOptions Options(params (string Name, string Value)[] settings) =>
        new(Engine.Sqlite) { Listens = true, Settings = settings.ToDictionary(s => s.Name, s => s.Value) };

    [Fact]
    public async Task Every_answer_tells_the_browser_to_run_nothing_inline_and_to_be_framed_by_nobody()
    {
        await using var portal = await Portal.StartAsync(Options());
        var client = portal.Visitor().Client;
        foreach (var url in new[] { "/", "/opportunities", "/sign-in", "/no-such-page", "/error/500", "/admin", "/health/live", "/_content/Procurement.Civic/mark.svg" })
        {
            // Twice: what is kept for visitors carries them too.
            foreach (var _ in new[] { 1, 2 })
            {
                using var answer = await client.GetAsync(new Uri(url, UriKind.Relative));
                var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
                Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
                Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
                Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
                Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
                Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
                Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
                Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
                Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            }
        }

        using var refused = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(refused.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("sign-in", "/sign-in")]
    [InlineData("register", "/register")]
    [InlineData("reset", "/forgot-password")]
    public async Task Who_tries_too_often_waits_whatever_address_they_say_they_have(string limit, string url)
    {
        await using var portal = await Portal.StartAsync(Options(("RateLimits:" + limit, "3")));
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++) codes.Add(await PostAsync(portal, url, $"203.0.113.{i}"));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], codes);
        // Reading is not trying.
        Assert.Equal(HttpStatusCode.OK, (await portal.Visitor().GetAsync(url)).Status);
    }

    [Fact]
    public async Task A_proxy_that_the_operator_has_named_is_believed()
    {
        await using var portal = await Portal.StartAsync(Options(("RateLimits:sign-in", "3"), ("Proxy:KnownNetworks:0", "127.0.0.0/8"), ("Proxy:KnownNetworks:1", "::1/128"), ("Proxy:KnownNetworks:2", "::ffff:127.0.0.0/104")));
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(portal, "/sign-in", $"203.0.113.{i}"));
        for (var i = 0; i < 3; i++) await PostAsync(portal, "/sign-in", "198.51.100.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(portal, "/sign-in", "198.51.100.7"));
    }

    private static async Task<HttpStatusCode> PostAsync(Portal portal, string url, string from)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent([]) };
        post.Headers.Add("X-Forwarded-For", from);
        using var answer = await portal.Visitor().Client.SendAsync(post);
        return answer.StatusCode;
    }
}
