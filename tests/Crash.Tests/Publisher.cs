using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>Two people of a lead provider: one sends finished drafts for approval, the other publishes them.</summary>
internal sealed partial class Publisher(string name, int seed, IEnumerable<(Guid Id, string Title)> drafts, Client manager) : Client(name, seed)
{
    private readonly Draft[] _drafts = [.. drafts.Select(d => new Draft($"/lead/opportunities/{d.Id}", d.Title, new Known<int>($"{name}: {d.Title}", 0)))];

    /// <summary>The titles of what was published.</summary>
    public IEnumerable<string> Published => _drafts.Where(d => d.Stage.Value == 2).Select(d => d.Title);

    protected override string[] Duties => ["1", "2"];

    protected override async Task StepAsync()
    {
        if (_drafts.FirstOrDefault(d => d.Stage.Value < 2) is not { } draft || Random.Next(4) > 0)
        {
            await Stranger().GetAsync("/opportunities");
            return;
        }

        var next = draft.Stage.Value + 1;
        if (next == 1)
        {
            var page = await manager.SeeAsync(draft.Url + "/check");
            draft.Stage.Send(next);
            await manager.DoAsync(page, "main form[method=post]");
        }
        else
        {
            var page = await GetAsync(draft.Url + "/approve");
            draft.Stage.Send(next);
            await PostAsync(page, null, "form[action*='Publish']");
        }

        draft.Stage.Acknowledge(next);
        Did($"{next}");
    }

    public override async Task LookAsync(bool everything)
    {
        foreach (var draft in _drafts.Where(d => everything || d.Stage.IsToBeLookedAt))
        {
            var approve = await Browser.GetAsync(draft.Url + "/approve");
            if (approve.Status == HttpStatusCode.OK)
            {
                draft.Stage.Found(1);
                continue;
            }

            var reference = Reference().Match((await GetAsync(draft.Url)).Text).Value;
            draft.Stage.Found(reference.Length > 0 ? 2 : 0);
            if (reference.Length == 0) continue;
            var visitor = Stranger();
            Assert.Equal(draft.Title, (await visitor.GetAsync("/opportunities/" + reference)).Heading);
            var found = await visitor.GetAsync("/opportunities?q=" + Uri.EscapeDataString(draft.Title));
            Assert.Single(found.Page.QuerySelectorAll(".cl-result__title a"), a => a.TextContent.Contains(draft.Title, StringComparison.Ordinal));
        }

        var references = new List<string>();
        if (!everything) return;
        foreach (var draft in _drafts.Where(d => d.Stage.Value == 2)) references.Add(Reference().Match((await GetAsync(draft.Url)).Text).Value);
        Assert.Equal(references.Count, references.Distinct().Count());
    }

    private sealed record Draft(string Url, string Title, Known<int> Stage);

    [GeneratedRegex(@"OPP-\d{4}-\d{4,}")]
    private static partial Regex Reference();
}
