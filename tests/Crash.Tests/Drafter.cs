using AngleSharp.Dom;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>A lead provider's manager: begins opportunities, describes them and adds documents.</summary>
internal sealed class Drafter(string name, int seed) : Client(name, seed)
{
    private const int Most = 12;
    private readonly List<Draft> _drafts = [];
    private string? _starting;

    public int Drafts => _drafts.Count;

    public int Files => _drafts.Sum(d => d.Documents.Values.Count(f => f.IsThere.Value));

    protected override string[] Duties => ["start", "upload"];

    protected override async Task StepAsync()
    {
        var draft = _drafts.Count == 0 ? null : _drafts[Random.Next(_drafts.Count)];
        if (draft is null || (_drafts.Count < Most && Random.Next(5) == 0)) await StartAsync();
        else if (Random.Next(3) == 0 && draft.Documents.Count < 8) await UploadAsync(draft);
        else await DescribeAsync(draft);
    }

    public override async Task LookAsync(bool everything)
    {
        if (_starting is { } title)
        {
            var list = await GetAsync("/lead/opportunities");
            var found = list.Page.QuerySelectorAll("a[href^='/lead/opportunities/']").Where(a => a.TextContent.Contains(title, StringComparison.Ordinal)).Select(a => a.GetAttribute("href")!).Distinct().ToArray();
            Assert.True(found.Length <= 1, $"{Name}: '{title}' was begun twice.");
            if (found.Length == 1) _drafts.Add(new Draft(Name, found[0], title));
            _starting = null;
        }

        foreach (var draft in _drafts.Where(d => everything || d.Work.IsToBeLookedAt || d.Documents.Values.Any(f => f.IsThere.IsToBeLookedAt)))
        {
            draft.Work.Found(Read(await GetAsync(draft.Url + "/work")));
            await LookAtDocumentsAsync(draft, everything);
        }
    }

    private async Task StartAsync()
    {
        var page = await GetAsync("/lead/opportunities/start");
        _starting = Words("Work");
        var url = await PostAsync(page, new Dictionary<string, string> { ["Input.Title"] = _starting });
        _drafts.Add(new Draft(Name, url, _starting));
        _starting = null;
        Did("start");
    }

    private async Task DescribeAsync(Draft draft)
    {
        var page = await GetAsync(draft.Url + "/work");
        Assert.Equal(draft.Work.Value, Read(page));
        var said = new Description(Words("Work"), Words("In short"), Words("At length"));
        draft.Work.Send(said);
        await PostAsync(page, new Dictionary<string, string> { ["Input.Title"] = said.Title, ["Input.Summary"] = said.Summary, ["Input.Work"] = said.Work });
        draft.Work.Acknowledge(said);
    }

    private async Task UploadAsync(Draft draft)
    {
        var (title, content) = (Words("Document"), SomeFile());
        var page = await GetAsync(draft.Url + "/documents");
        var sent = draft.Documents[title] = (Hash(content), new Known<bool>($"{Name}: {title}", false));
        sent.IsThere.Send(true);
        await PostAsync(page, new Dictionary<string, string> { ["Input.Title"] = title }, "form[enctype='multipart/form-data']", ("Input.File", "document.txt", content));
        sent.IsThere.Acknowledge(true);
        Did("upload");
    }

    private async Task LookAtDocumentsAsync(Draft draft, bool everything)
    {
        var page = await GetAsync(draft.Url + "/documents");
        var listed = page.Page.QuerySelectorAll(".cl-docs li > a").Select(a => (Title: a.TextContent.Trim(), Url: a.GetAttribute("href")!)).ToArray();
        Assert.Empty(listed.Select(l => l.Title).Except(draft.Documents.Keys));
        foreach (var (title, (sha256, isThere)) in draft.Documents)
        {
            var there = listed.Where(l => l.Title == title).ToArray();
            Assert.True(there.Length <= 1, $"{Name}: {title} is there twice.");
            var look = everything || isThere.IsToBeLookedAt;
            isThere.Found(there.Length == 1);
            if (there.Length == 1 && look) Assert.Equal(sha256, await HashOfAsync(there[0].Url));
        }
    }

    private static Description Read(Answer page) => new(Field(page, "Input.Title"), Field(page, "Input.Summary"), Field(page, "Input.Work"));

    private sealed record Description(string Title, string Summary, string Work);

    private sealed class Draft(string client, string url, string title)
    {
        public string Url { get; } = url;

        public Known<Description> Work { get; } = new($"{client}: {url}", new Description(title, "", ""));

        public Dictionary<string, (string Sha256, Known<bool> IsThere)> Documents { get; } = [];
    }
}
