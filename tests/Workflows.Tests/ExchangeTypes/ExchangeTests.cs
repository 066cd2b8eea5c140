using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;
using Procurement.AuditTrail.Contracts;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Tests.ExchangeTypes;

public abstract class ExchangeTests(PortalFixture fixture)
{
    private readonly string _name = "x" + Guid.CreateVersion7().ToString("N")[^12..];

    private Portal Portal => fixture.Portal;

    private string Type(string text = "Good", bool withNote = true) => $$"""
        { "step": "workflow-type", "name": "{{_name}}", "title": "Type {{_name}}", "about": "For a test",{{(withNote ? " \"note\": \"As it came.\"," : "")}} "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "{{_name}}" }, "then": { "Done": "look" } },
          { "id": "look", "activity": "UserTask", "title": "Somebody looks", "settings": { "title": "Look", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "good" } },
          { "id": "good", "activity": "Log", "title": "Good", "settings": { "text": "{{text}}" }, "then": { "Done": "end" } } ] }
        """;

    [Fact]
    public async Task An_import_shows_what_it_would_do_and_does_it_only_when_told_to()
    {
        var admin = await AdminAsync();
        var look = await LookAsync(admin, Type());
        Assert.Equal("What this file would do", look.Heading);
        Assert.Contains("New type", look.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody looks", look.Text, StringComparison.Ordinal);
        Assert.Equal(0, await VersionsAsync());

        var done = await admin.SendAsync(look);
        Assert.Equal("/admin/workflows", done.Location);
        Assert.Equal(1, await VersionsAsync());
        var type = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<WorkflowType>().AsNoTracking().SingleAsync(t => t.Name == _name));
        var audit = await Portal.AsAsync(null, s => s.GetRequiredService<IAuditReader>().OfAsync("WorkflowType", type.Id, null, CancellationToken.None));
        Assert.Contains(audit.Items, e => e.Action == nameof(WorkflowTypePublished) && e.Why == "Imported from a file");
    }

    [Fact]
    public async Task An_import_adds_a_version_beside_what_is_under_way_and_beside_a_draft()
    {
        await Portal.PlayAsync($"[{Type()}]");
        var subject = Guid.CreateVersion7();
        await RaiseAsync(subject);
        var editor = await EditTypes.Editor.SignInAsync(Portal, _name);
        await editor.ChangeAsync();
        await editor.StepAsync("good", new() { ["Input.Title"] = "The draft's words" });

        var look = await LookAsync(editor.Browser, Type("Better"));
        Assert.Contains("Version 2 would follow version 1", look.Text, StringComparison.Ordinal);
        Assert.Contains("Their draft is kept", look.Text, StringComparison.Ordinal);
        Assert.Equal(["Good"], look.Page.QuerySelectorAll("main del").Select(d => d.TextContent.Replace("Was:", "", StringComparison.Ordinal).Trim()));
        Assert.Equal(["Better"], look.Page.QuerySelectorAll("main ins").Select(d => d.TextContent.Replace("Is:", "", StringComparison.Ordinal).Trim()));
        await editor.Browser.SendAsync(look);
        await Portal.DrainAsync();

        Assert.Equal(2, await VersionsAsync());
        Assert.Equal("The draft's words", (await editor.DraftAsync()).Find("good")!.Title);
        var workflow = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Workflow>().AsNoTracking().SingleAsync(w => w.CorrelationId == subject.ToString()));
        Assert.Equal((1, WorkflowState.Waiting), (workflow.VersionNumber, workflow.State));
        Assert.Contains("nothing to import", (await LookAsync(editor.Browser, Type("Better"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_published_since_the_look_is_shown_and_nothing_is_imported()
    {
        await Portal.PlayAsync($"[{Type()}]");
        var admin = await AdminAsync();
        var look = await LookAsync(admin, Type("Mine"));
        await Portal.PlayAsync($"[{Type("Theirs")}]");
        var refused = await admin.SendAsync(look);
        Assert.Contains(refused.Errors, e => e.Contains("Version 2 of", StringComparison.Ordinal) && e.Contains("was published since you looked", StringComparison.Ordinal));
        Assert.Equal(2, await VersionsAsync());
        Assert.Contains("Theirs", refused.Text, StringComparison.Ordinal);
        Assert.Equal("/admin/workflows", (await admin.SendAsync(refused)).Location);
        Assert.Equal(3, await VersionsAsync());
    }

    [Fact]
    public async Task What_is_downloaded_here_is_imported_elsewhere_and_changes_nothing_here()
    {
        await Portal.PlayAsync($"[{Type()}]");
        var admin = await AdminAsync();
        var file = await admin.Client.GetAsync($"/admin/workflows/types/{_name}/export?version=1");
        Assert.Equal("application/json", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{_name}-version-1.json", file.Content.Headers.ContentDisposition!.FileName);
        var text = await file.Content.ReadAsStringAsync();
        Assert.EndsWith("/schemas/workflow-type.json", JsonNode.Parse(text)!["$schema"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("nothing to import", (await LookAsync(admin, text)).Text, StringComparison.Ordinal);

        var elsewhere = text.Replace(_name, _name + "-b", StringComparison.Ordinal);
        await admin.SendAsync(await LookAsync(admin, $$"""{ "name": "a-recipe", "steps": [ { "step": "features" }, {{elsewhere}} ] }"""));
        var (here, there) = await Portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            async Task<Definition> Of(string name) => DefinitionReader.Stored(await (from t in db.Set<WorkflowType>() join v in db.Set<WorkflowTypeVersion>() on t.LatestVersionId equals v.Id where t.Name == name select v.Definition).SingleAsync());
            return (await Of(_name), await Of(_name + "-b"));
        });
        Assert.Equal(DefinitionReader.Write(here).Json.Replace(_name, "", StringComparison.Ordinal), DefinitionReader.Write(there).Json.Replace(_name + "-b", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/workflows/types/{_name}/export?version=7")).Status);
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("{ \"step\": \"features\" }", "holds no workflow type")]
    [InlineData("[]", "holds no workflow type")]
    public async Task A_file_that_holds_no_type_is_refused(string content, string why)
    {
        var answer = await LookAsync(await AdminAsync(), content);
        Assert.Contains(answer.Errors, e => e.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_with_a_mistake_is_shown_with_it_and_imports_nothing_at_all()
    {
        var admin = await AdminAsync();
        var good = Type();
        var bad = Type("{{nothing}}").Replace(_name, _name + "-b", StringComparison.Ordinal);
        var look = await LookAsync(admin, $"[{good}, {bad}]");
        Assert.Contains("Cannot be imported", look.Text, StringComparison.Ordinal);
        Assert.Contains("names “nothing”", look.Text, StringComparison.Ordinal);
        Assert.Null(look.Page.QuerySelector("form[action*=Import]"));

        // Who sends it all the same is refused.
        var forged = await LookAsync(admin, good);
        var refused = await admin.SendAsync(forged, new Dictionary<string, string> { ["Input.Content"] = $"[{good}, {bad}]" });
        Assert.Contains(refused.Errors, e => e.Contains("Nothing was imported", StringComparison.Ordinal));
        Assert.Equal(0, await VersionsAsync());
    }

    [Fact]
    public async Task A_type_without_a_note_asks_for_one()
    {
        var admin = await AdminAsync();
        var look = await LookAsync(admin, Type(withNote: false));
        var refused = await admin.SendAsync(look);
        Assert.Contains("Say in a sentence what changed", refused.Errors);
        await admin.SendAsync(refused, new Dictionary<string, string> { ["Input.Note"] = "From the other portal." });
        Assert.Equal("From the other portal.", await Portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            return await (from t in db.Set<WorkflowType>() join v in db.Set<WorkflowTypeVersion>() on t.LatestVersionId equals v.Id where t.Name == _name select v.Note).SingleAsync();
        }));
    }

    [Fact]
    public async Task The_schema_is_public_and_every_type_of_the_portal_conforms_to_it()
    {
        var answer = await Portal.Visitor().Client.GetAsync("/schemas/workflow-type.json");
        Assert.Equal((HttpStatusCode.OK, "application/schema+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var schema = await JsonSchema.FromJsonAsync(await answer.Content.ReadAsStringAsync());
        await Portal.PlayAsync($"[{Type()}]");
        var admin = await AdminAsync();
        var names = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<WorkflowType>().Select(t => t.Name).ToListAsync());
        Assert.Contains("local-authority-involvement", names);
        foreach (var name in names)
        {
            var wrong = schema.Validate(await admin.Client.GetStringAsync($"/admin/workflows/types/{name}/export"));
            Assert.True(wrong.Count == 0, $"{name}: {string.Join("; ", wrong.Select(e => e.ToString()))}");
        }
    }

    [Theory]
    [InlineData("\"title\": \"Look\", ", "")]
    [InlineData("\"activity\": \"Log\"", "\"activity\": \"Logg\"")]
    [InlineData("\"text\": \"Good\"", "\"text\": \"Good\", \"more\": 1")]
    [InlineData("\"id\": \"good\"", "\"id\": \"Not An Id\"")]
    [InlineData("\"about\": \"For a test\"", "\"abuot\": \"For a test\"")]
    [InlineData("\"Done\": \"end\"", "\"Done\": 5")]
    public async Task What_the_schema_refuses_publishing_refuses_too(string right, string wrong)
    {
        var answer = await Portal.Visitor().Client.GetAsync("/schemas/workflow-type.json");
        Assert.True(answer.IsSuccessStatusCode, string.Join("\n", Portal.Log.Errors));
        var schema = await JsonSchema.FromJsonAsync(await answer.Content.ReadAsStringAsync());
        Assert.Empty(schema.Validate(Type()));
        var changed = Type().Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Type(), changed);
        Assert.NotEmpty(schema.Validate(changed));
        var result = await Portal.AsAsync(null, s => s.GetRequiredService<Workflows.PublishTypes.PublishTypeHandler>().PublishAsync(JsonDocument.Parse(changed).RootElement, CancellationToken.None));
        Assert.IsType<DefinitionHasMistakes>(result.Refusal);
    }

    [Fact]
    public async Task Only_an_administrator_of_workflows_imports_and_exports()
    {
        await Portal.PlayAsync($"[{Type()}]");
        var email = $"reader.{_name}@example.org";
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{email}}", "name": "A reader", "roles": [] }] }]""");
        foreach (var browser in new[] { Portal.Visitor(), await Portal.SignInAsync(email) })
            foreach (var url in new[] { "/admin/workflows/import", $"/admin/workflows/types/{_name}/export" })
                Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync(url)).Status);
    }

    private static async Task<Answer> LookAsync(Browser admin, string content) =>
        await admin.SendAsync(await admin.GetAsync("/admin/workflows/import"), files: ("Input.File", "types.json", Encoding.UTF8.GetBytes(content)));

    private async Task<Browser> AdminAsync()
    {
        var email = $"admin.{_name}@example.org";
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{email}}", "name": "The admin", "roles": ["Administrator"] }] }]""");
        return await Portal.SignInAsync(email);
    }

    private Task<int> VersionsAsync() => Portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        return await (from t in db.Set<WorkflowType>() join v in db.Set<WorkflowTypeVersion>() on t.Id equals v.TypeId where t.Name == _name select v).CountAsync();
    });

    private async Task RaiseAsync(Guid subject)
    {
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of(_name, subject, null, "The subject"), CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
    }
}

public sealed class ExchangeOnSqliteTests(OnSqlite fixture) : ExchangeTests(fixture), IClassFixture<OnSqlite>;

public sealed class ExchangeOnPostgreSqlTests(OnPostgreSql fixture) : ExchangeTests(fixture), IClassFixture<OnPostgreSql>;
