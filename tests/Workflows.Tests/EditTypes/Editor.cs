using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Tests.EditTypes;

/// <summary>An administrator who edits a type by its pages alone, without script.</summary>
internal sealed class Editor(Portal portal, Browser browser, string name)
{
    public Browser Browser => browser;

    public string Url => $"/admin/workflows/edit/{name}";

    public static async Task<Editor> SignInAsync(Portal portal, string name, string who = "admin")
    {
        var email = $"{who}.{name}@example.org";
        await portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{email}}", "name": "The {{who}}", "roles": ["Administrator"] }] }]""");
        return new Editor(portal, await portal.SignInAsync(email), name);
    }

    public async Task<Answer> PageAsync(string of = "")
    {
        var page = await browser.GetAsync(Url + of);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }

    /// <summary>Sends a form and follows where it leads; the form has to be accepted.</summary>
    public async Task<Answer> SendAsync(Answer page, Dictionary<string, string> fields, string form = "main form[method=post]")
    {
        var sent = await browser.SendAsync(page, fields, form);
        Assert.True(sent.Location is not null, $"{sent.Status} {sent.Heading}: {string.Join("; ", sent.Errors)}");
        return await browser.VisitAsync(sent.Location!.Split('#')[0]);
    }

    public Task<Answer> BeginAsync(string title, string? copyOf = null) => NewAsync(title, copyOf);

    private async Task<Answer> NewAsync(string title, string? copyOf) => await SendAsync(
        await browser.GetAsync("/admin/workflows/new"), new() { ["Input.Title"] = title, ["Input.Name"] = name, ["Input.CopyOf"] = copyOf ?? "" });

    /// <summary>Begins to change the published type.</summary>
    public async Task<Answer> ChangeAsync() => await SendAsync(await browser.GetAsync($"/admin/workflows/types/{name}"), [], "main form[action*=Edit]");

    /// <summary>Adds a step after another and returns its id.</summary>
    public async Task<string> AddAsync(string activity, string after, string outcome = "Done")
    {
        var sent = await browser.SendAsync(await PageAsync("/add"), new Dictionary<string, string> { ["Input.Activity"] = activity, ["Input.Place"] = $"{after}|{outcome}" });
        Assert.True(sent.Location is not null, string.Join("; ", sent.Errors));
        return sent.Location!.Split('/')[^1];
    }

    /// <summary>The fields of a step's form: settings by their paths, outcomes as <c>then.Outcome</c>, the rest by name.</summary>
    public static Dictionary<string, string> Fields(Answer page, Dictionary<string, string> given)
    {
        var fields = new Dictionary<string, string>();
        foreach (var (path, value) in given)
        {
            var hidden = path.StartsWith("then.", StringComparison.Ordinal)
                ? page.Page.QuerySelectorAll("input[name$='.Outcome']").FirstOrDefault(i => i.GetAttribute("value") == path[5..])
                : page.Page.QuerySelectorAll("input[name$='.Path']").FirstOrDefault(i => i.GetAttribute("value") == path);
            var field = hidden?.GetAttribute("name")!.Replace(".Path", ".Text", StringComparison.Ordinal).Replace(".Outcome", ".Target", StringComparison.Ordinal) ?? path;
            Assert.True(hidden is not null || path is "Input.Title" or "RowVersion" or "todo" or "Input.Attempts" or "Input.Seconds", $"There is no field '{path}' on '{page.Heading}'");
            fields[field] = value;
        }

        return fields;
    }

    public async Task<Answer> StepAsync(string id, Dictionary<string, string> given)
    {
        var page = await PageAsync("/steps/" + id);
        return await SendAsync(page, Fields(page, given));
    }

    /// <summary>Sends the form of a step that is refused.</summary>
    public async Task<Answer> TryStepAsync(string id, Dictionary<string, string> given)
    {
        var page = await PageAsync("/steps/" + id);
        var sent = await browser.SendAsync(page, Fields(page, given));
        Assert.Null(sent.Location);
        return sent;
    }

    public async Task<Answer> PublishAsync(string note, Dictionary<string, string>? more = null) =>
        await SendAsync(await PageAsync("/publish"), new(more ?? []) { ["Input.Note"] = note });

    public async Task<Answer> PressAsync(string handler) => await SendAsync(await PageAsync(), [], $"main form[action$={handler}]");

    public Task<Definition> DraftAsync() => portal.AsAsync(null, async s =>
        DefinitionReader.Stored(await s.GetRequiredService<PortalDbContext>().Set<WorkflowDraft>().Where(d => d.Name == name).Select(d => d.Content).SingleAsync()));

    public Task<Definition> PublishedAsync() => portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        return DefinitionReader.Stored(await (from t in db.Set<WorkflowType>() join v in db.Set<WorkflowTypeVersion>() on t.LatestVersionId equals v.Id where t.Name == name select v.Definition).SingleAsync());
    });

    /// <summary>What keeps it from being published, as the page lists it.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync() =>
        [.. (await PageAsync()).Page.QuerySelectorAll(".cl-panel--problems li").Select(l => System.Text.RegularExpressions.Regex.Replace(l.QuerySelector("a")?.TextContent ?? l.TextContent, @"\s+", " ").Trim())];
}
