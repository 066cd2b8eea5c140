using AngleSharp.Dom;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>An officer of several authorities: drafts comments, changes them, and sends them.</summary>
internal sealed class Officer(string name, int seed, string email) : Client(name, seed)
{
    private static readonly string[] Outcomes = ["Support", "SupportWithConditions", "Concern", "Objection"];
    private readonly Dictionary<string, Request> _requests = [];

    public string Email { get; } = email;

    /// <summary>The requests that were answered, and the authorities that did.</summary>
    public IEnumerable<(string Id, string Authority)> Sent => _requests.Where(r => r.Value.IsSent.Value).Select(r => (r.Key, r.Value.Authority));

    protected override string[] Duties => ["send"];

    protected override async Task StepAsync()
    {
        if (_requests.Values.FirstOrDefault(r => !r.IsSent.Value) is not { } request)
        {
            await GetAsync("/requests");
            return;
        }

        if (request.Draft.Value.Text.Length == 0 || Random.Next(3) > 0) await SaveAsync(request);
        else await SendAsync(request);
    }

    public override async Task LookAsync(bool everything)
    {
        if (_requests.Count == 0) await FindAsync();
        foreach (var request in _requests.Values.Where(r => everything || r.Draft.IsToBeLookedAt || r.IsSent.IsToBeLookedAt))
        {
            var page = await GetAsync(request.Url);
            var sent = page.Page.QuerySelectorAll("blockquote.cl-quote").Select(q => q.TextContent.Trim()).ToArray();
            request.IsSent.Found(sent.Length > 0);
            if (sent.Length == 0) request.Draft.Found(Read(page));
            else
            {
                Assert.Single(sent);
                request.Draft.Found(new Comment(request.Draft.Value.Outcome, sent[0]));
            }
        }
    }

    private async Task FindAsync()
    {
        var page = await GetAsync("/requests");
        foreach (var row in page.Page.QuerySelectorAll("li.cl-result"))
        {
            var id = Last(row.QuerySelector("a")!.GetAttribute("href")!);
            var authority = row.QuerySelector(".cl-result__meta")!.TextContent.Split('·')[1].Trim();
            _requests[id] = new Request("/requests/" + id, authority, new Known<Comment>($"{Name}: the draft of {authority}", new Comment("", "")), new Known<bool>($"{Name}: {authority} has commented", false));
        }

        Assert.NotEmpty(_requests);
    }

    private async Task SaveAsync(Request request)
    {
        var page = await GetAsync(request.Url);
        Assert.Equal(request.Draft.Value, Read(page));
        var draft = new Comment(Outcomes[Random.Next(Outcomes.Length)], Words("We say"));
        request.Draft.Send(draft);
        await PostAsync(page, new Dictionary<string, string> { ["Input.Outcome"] = draft.Outcome, ["Input.Text"] = draft.Text, ["Input.Standing"] = "final", ["Input.Go"] = "save" }, "form[aria-labelledby=form-h]");
        request.Draft.Acknowledge(draft);
    }

    private async Task SendAsync(Request request)
    {
        var page = await GetAsync(request.Url + "/check");
        request.IsSent.Send(true);
        await PostAsync(page);
        request.IsSent.Acknowledge(true);
        Did("send");
    }

    private static Comment Read(Answer page) => new(
        page.Page.QuerySelectorAll("input[name='Input.Outcome']").FirstOrDefault(i => i.HasAttribute("checked"))?.GetAttribute("value") ?? "",
        Field(page, "Input.Text"));

    private sealed record Comment(string Outcome, string Text);

    private sealed record Request(string Url, string Authority, Known<Comment> Draft, Known<bool> IsSent);
}
