using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using AngleSharp.Dom;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Crash.Tests;

/// <summary>
/// Somebody at work, over real HTTP. It writes down what it sends and what was acknowledged, goes on until the portal is gone, and
/// looks after the restart whether everything is as it was told.
/// </summary>
internal abstract class Client(string name, int seed)
{
    private readonly CookieContainer _cookies = new();
    private readonly ConcurrentDictionary<string, bool> _done = new();

    public string Name { get; } = name;

    /// <summary>How many POSTs were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>How many POSTs were sent and never answered.</summary>
    public int Unanswered { get; private set; }

    /// <summary>True when everything that it is there for was acknowledged at least once.</summary>
    public bool HasDoneEnough => Duties.All(_done.ContainsKey);

    /// <summary>What it is there for.</summary>
    protected virtual string[] Duties => [];

    protected Random Random { get; } = new(seed);

    protected Browser Browser { get; private set; } = null!;

    protected Uri Address { get; private set; } = null!;

    /// <summary>Goes to where the portal is now. The session goes on: its cookies stay.</summary>
    public void MoveTo(Uri address)
    {
        Browser?.Client.Dispose();
        (Address, Browser) = (address, Open(address, _cookies));
    }

    public Task SignInAsync(string email) => Browser.SignInAsync(email, Passwords.Demonstration);

    /// <summary>Works until the portal is gone.</summary>
    public async Task WorkAsync()
    {
        try
        {
            while (true) await StepAsync();
        }
        catch (Exception e) when (IsGone(e))
        {
            // Killed. What was on its way is looked at after the restart.
        }
    }

    /// <summary>Looks whether what was acknowledged is there, and whether what was not is there whole or not at all.</summary>
    /// <param name="everything">Not only what has been touched since it was last looked at.</param>
    public abstract Task LookAsync(bool everything);

    protected abstract Task StepAsync();

    protected void Did(string duty) => _done[duty] = true;

    /// <summary>Gets a page for a colleague.</summary>
    public Task<Answer> SeeAsync(string url) => GetAsync(url);

    /// <summary>Sends a form for a colleague.</summary>
    public Task<string> DoAsync(Answer page, string form) => PostAsync(page, null, form);

    /// <summary>Sends a form. The answer of a POST that was acknowledged is a redirect: where it leads.</summary>
    protected Task<string> PostAsync(Answer page, IEnumerable<KeyValuePair<string, string>>? fields = null, string form = "main form[method=post]", params (string Field, string Name, byte[] Content)[] files) =>
        PostAsync(Browser, page, fields, form, files);

    /// <inheritdoc cref="PostAsync(Answer, IEnumerable{KeyValuePair{string, string}}?, string, ValueTuple{string, string, byte[]}[])" />
    protected async Task<string> PostAsync(Browser browser, Answer page, IEnumerable<KeyValuePair<string, string>>? fields = null, string form = "main form[method=post]", params (string Field, string Name, byte[] Content)[] files)
    {
        Answer answer;
        try
        {
            answer = await browser.SendAsync(page, fields, form, files);
        }
        catch (Exception e) when (IsGone(e))
        {
            Unanswered++;
            throw;
        }

        if (answer.Status is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther) || answer.Location is not { } to || to.StartsWith("/sign-in", StringComparison.Ordinal))
            throw new InvalidOperationException($"{Name}: {page.Response.RequestMessage!.RequestUri!.PathAndQuery} was not taken: {(int)answer.Status} {answer.Location} '{answer.Heading}' {string.Join("; ", answer.Errors)}");
        Acknowledged++;
        return to;
    }

    /// <summary>Gets a page that has to be there.</summary>
    protected async Task<Answer> GetAsync(string url)
    {
        var answer = await Browser.GetAsync(url);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{Name}: {url} is not there: {(int)answer.Status} {answer.Location}");
        return answer;
    }

    /// <summary>Downloads a file and returns its SHA-256.</summary>
    protected async Task<string> HashOfAsync(string url)
    {
        using var answer = await Browser.Client.GetAsync(url);
        Assert.True(answer.IsSuccessStatusCode, $"{Name}: {url} cannot be downloaded: {(int)answer.StatusCode}");
        return Hash(await answer.Content.ReadAsByteArrayAsync());
    }

    protected Browser Stranger() => Open(Address, new CookieContainer());

    /// <summary>Words that nobody else has sent.</summary>
    protected string Words(string about) => $"{about} {Name} {Random.Next(100_000_000).ToString("x", CultureInfo.InvariantCulture)}";

    /// <summary>A text file that nobody else has sent: mostly small, sometimes a megabyte.</summary>
    protected byte[] SomeFile()
    {
        var bytes = new byte[Random.Next(10) == 0 ? Random.Next(500_000, 1_000_000) : Random.Next(500, 60_000)];
        Random.NextBytes(bytes);
        return System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));
    }

    protected static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    protected static string Field(Answer page, string name) => page.Page.QuerySelector($"[name='{name}']") switch
    {
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        AngleSharp.Html.Dom.IHtmlInputElement input => input.Value,
        _ => throw new InvalidOperationException($"No field '{name}' on '{page.Heading}'."),
    };

    /// <summary>The last part of an address.</summary>
    protected static string Last(string url) => url[(url.LastIndexOf('/') + 1)..];

    protected static string[] Links(Answer page, string selector) => [.. page.Page.QuerySelectorAll(selector).Select(a => a.GetAttribute("href")!)];

    private static Browser Open(Uri address, CookieContainer cookies) => new(new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) });

    private static bool IsGone(Exception e) => e is HttpRequestException { StatusCode: null } or IOException or OperationCanceledException { InnerException: not TimeoutException };
}
