using AngleSharp.Dom;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>People who register, one after another, each in a browser of its own.</summary>
internal sealed class Registrar(string name, int seed, PortalPlace place) : Client(name, seed)
{
    private const string Password = "a long and quiet river";
    private readonly HashSet<string> _acknowledged = [];
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<string> _confirmed = [];

    /// <summary>The addresses for which the portal has said that a mail is on its way.</summary>
    public IReadOnlySet<string> Registered => _acknowledged;

    /// <summary>All addresses that were typed.</summary>
    public IReadOnlySet<string> Asked => _asked;

    protected override string[] Duties => ["register"];

    protected override async Task StepAsync()
    {
        var email = $"person{_asked.Count}-{Random.Next(1_000_000):x}@people.example.org";
        var browser = Stranger();
        var page = await browser.GetAsync("/register");
        _asked.Add(email);
        await PostAsync(browser, page, new Dictionary<string, string> { ["Input.Email"] = email, ["Input.DisplayName"] = "Somebody", ["Input.Password"] = Password });
        _acknowledged.Add(email);
        Did("register");
        await Task.Delay(Random.Next(300));
    }

    /// <summary>Follows the links of some mails that have arrived: each opens an account that was registered whole.</summary>
    public override async Task LookAsync(bool everything)
    {
        var arrived = place.Mails().Where(m => m.Subject == "Confirm your address" && !_confirmed.Contains(m.To)).ToArray();
        foreach (var mail in everything ? arrived : arrived.Take(1))
        {
            Assert.Contains(mail.To, _asked);
            var browser = Stranger();
            var page = await browser.GetAsync(new Uri(mail.Link("/confirm-email")).PathAndQuery);
            await PostAsync(browser, page, new Dictionary<string, string> { ["Input.Password"] = Password });
            Assert.Equal("/account", (await browser.GetAsync("/account")).Response.RequestMessage!.RequestUri!.AbsolutePath);
            _confirmed.Add(mail.To);
            _acknowledged.Add(mail.To);
        }
    }
}
