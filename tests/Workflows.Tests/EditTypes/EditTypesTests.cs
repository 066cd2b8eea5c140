using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Tests.EditTypes;

public abstract class EditTypesTests(PortalFixture fixture)
{
    private readonly string _name = "e" + Guid.CreateVersion7().ToString("N")[^12..];

    private Portal Portal => fixture.Portal;

    private Task<Editor> EditorAsync(string who = "admin") => Editor.SignInAsync(Portal, _name, who);

    [Fact]
    public async Task A_type_is_made_from_nothing_by_its_pages_alone_published_with_a_note_and_then_runs()
    {
        var editor = await EditorAsync();
        await editor.BeginAsync("Late payment check");
        Assert.Contains(await editor.ProblemsAsync(), p => p.Contains("is missing", StringComparison.Ordinal));

        await editor.StepAsync("start", new() { ["Input.Title"] = "A payment is late", ["event"] = "" });
        await SetEventAsync(editor);
        var about = await editor.PageAsync("/about");
        about = await editor.SendAsync(about, new() { ["Input.Variables[0].Name"] = "days", ["Input.Variables[0].Kind"] = "Number", ["Input.Variables[0].Default"] = "30", ["todo"] = "more" });
        await editor.SendAsync(about, new() { ["Input.Variables[1].Name"] = "who", ["Input.Variables[1].Kind"] = "Text" });

        var ask = await editor.AddAsync("UserTask", "start");
        var steps = await editor.StepAsync(ask, new()
        {
            ["Input.Title"] = "Somebody asks why",
            ["title"] = "Ask why {{subject}} is late",
            ["assignee.person"] = "{{who}}",
            ["decisions"] = "Paid\r\nStill late",
            ["dueInWorkingDays"] = "5",
        });
        Assert.Contains("Nothing comes after “no answer in time” yet", steps.Text, StringComparison.Ordinal);
        await editor.StepAsync(ask, new() { ["then.Still late"] = "finished", ["then.Expired"] = "finished" });
        Assert.Equal("finished", (await editor.DraftAsync()).Find(ask)!.Then["Paid"]);
        Assert.Empty(await editor.ProblemsAsync());

        var refused = await editor.Browser.SendAsync(await editor.PageAsync("/publish"));
        Assert.Contains("Say in a sentence what changed", refused.Errors);
        var type = await editor.PublishAsync("The first version.", new() { ["Input.Enable"] = "true" });
        Assert.Equal("Late payment check", type.Heading);
        Assert.Contains("Version 1 is published", type.Body, StringComparison.Ordinal);
        Assert.Contains("The first version.", type.Text, StringComparison.Ordinal);
        Assert.Equal($"/admin/workflows/types/{_name}", (await editor.Browser.GetAsync(editor.Url)).Location);

        var user = (await Portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync($"admin.{_name}@example.org", CancellationToken.None)))!.Id;
        var subject = Guid.CreateVersion7();
        await RaiseAsync(subject, new { who = user });
        var workflow = await WorkflowAsync(subject);
        Assert.Equal((WorkflowState.Waiting, 1), (workflow.State, workflow.VersionNumber));
        Assert.Contains("Ask why The invoice is late", (await editor.Browser.GetAsync("/tasks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_begins_with_all_that_the_other_has()
    {
        await PublishAsync();
        var other = new Editor(Portal, (await EditorAsync()).Browser, _name + "-2");
        await other.BeginAsync("The copy", _name);
        var copy = await other.DraftAsync();
        Assert.Equal("The copy", copy.Title);
        Assert.Equal(["start", "look", "good"], copy.Activities.Select(s => s.Id));
        Assert.Equal("Look", copy.Find("look")!.Settings!.Value.GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_is_under_way_keeps_its_version_and_the_draft_survives_until_it_is_published()
    {
        await PublishAsync();
        var subject = Guid.CreateVersion7();
        await RaiseAsync(subject);
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        var id = await editor.AddAsync("Log", "look", "Agree");
        await editor.StepAsync(id, new() { ["text"] = "Seen by {{outputs.look.by}}" });
        var later = Guid.CreateVersion7();
        await RaiseAsync(later);
        Assert.Equal(1, (await WorkflowAsync(later)).VersionNumber);

        await editor.PublishAsync("Notes who has seen it.");
        var last = Guid.CreateVersion7();
        await RaiseAsync(last);
        Assert.Equal(2, (await WorkflowAsync(last)).VersionNumber);
        Assert.Equal(1, (await WorkflowAsync(subject)).VersionNumber);
        Assert.Equal(["start", "look", id, "good"], (await editor.PublishedAsync()).Activities.Select(s => s.Id));
    }

    [Fact]
    public async Task Two_editors_of_one_draft_the_second_is_told_who_changed_what_and_nothing_is_overwritten()
    {
        await PublishAsync();
        var (first, second) = (await EditorAsync("first"), await EditorAsync("second"));
        await first.ChangeAsync();
        var seen = await second.PageAsync("/steps/look");
        await first.StepAsync("look", new() { ["Input.Title"] = "The first one's words" });

        var refused = await second.Browser.SendAsync(seen, Editor.Fields(seen, new() { ["Input.Title"] = "The second one's words", ["instructions"] = "A long text that nobody wants to type again" }));
        Assert.Null(refused.Location);
        Assert.Contains(refused.Errors, e => e.StartsWith("The first changed this draft while you had it open", StringComparison.Ordinal) && e.Contains("The first one's words", StringComparison.Ordinal));
        Assert.Equal("The first one's words", (await first.DraftAsync()).Find("look")!.Title);
        Assert.Contains("A long text that nobody wants to type again", refused.Body, StringComparison.Ordinal);
        Assert.Contains("The second one&#x27;s words", refused.Body, StringComparison.Ordinal);

        // Having seen it, they may send it again.
        await second.SendAsync(refused, []);
        Assert.Equal("The second one's words", (await first.DraftAsync()).Find("look")!.Title);
        foreach (var form in new[] { "/publish", "/discard", "/about" })
        {
            var page = await first.PageAsync(form);
            await second.StepAsync("look", new() { ["Input.Title"] = "Again " + form });
            var answer = await first.Browser.SendAsync(page, new Dictionary<string, string> { ["Input.Note"] = "A note" });
            Assert.Contains(answer.Errors, e => e.StartsWith("The second changed this draft", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Changes_are_undone_and_done_again_one_by_one_also_by_another_session()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        await editor.StepAsync("look", new() { ["Input.Title"] = "One" });
        await editor.StepAsync("look", new() { ["Input.Title"] = "Two" });
        var other = await EditorAsync("other");
        await other.PressAsync("Undo");
        Assert.Equal("One", (await editor.DraftAsync()).Find("look")!.Title);
        await other.PressAsync("Undo");
        Assert.Equal("Somebody looks", (await editor.DraftAsync()).Find("look")!.Title);
        Assert.Null((await editor.PageAsync()).Page.QuerySelector("form[action$=Undo]"));
        await editor.PressAsync("Redo");
        await editor.PressAsync("Redo");
        Assert.Equal("Two", (await editor.DraftAsync()).Find("look")!.Title);

        // A change after an undo: what was undone is gone.
        await editor.PressAsync("Undo");
        await editor.StepAsync("look", new() { ["Input.Title"] = "Three" });
        Assert.Null((await editor.PageAsync()).Page.QuerySelector("form[action$=Redo]"));
        await editor.PressAsync("Undo");
        Assert.Equal("One", (await editor.DraftAsync()).Find("look")!.Title);
    }

    [Fact]
    public async Task Saving_what_nobody_changed_is_no_change()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        foreach (var id in new[] { "start", "look", "good" }) await editor.StepAsync(id, []);
        await editor.SendAsync(await editor.PageAsync("/about"), []);
        Assert.Null((await editor.PageAsync()).Page.QuerySelector("form[action$=Undo]"));
        var answer = await editor.Browser.SendAsync(await editor.PageAsync("/publish"), new Dictionary<string, string> { ["Input.Note"] = "Nothing" });
        Assert.Contains(answer.Errors, e => e.Contains("the same as version 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_step_leaves_the_way_whole_and_comes_back_by_undo()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        await editor.SendAsync(await editor.PageAsync("/steps/look"), [], "main form[action$=Remove]");
        Assert.Equal("good", (await editor.DraftAsync()).Find("start")!.Then["Done"]);
        Assert.Empty(await editor.ProblemsAsync());
        await editor.PressAsync("Undo");
        Assert.Equal("look", (await editor.DraftAsync()).Find("start")!.Then["Done"]);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_the_step_and_the_field()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        var page = await editor.StepAsync("good", new() { ["text"] = "Seen {{nothing}}" });
        Assert.Contains("names “nothing”", page.Page.QuerySelector("#step-good .cl-problem")!.TextContent, StringComparison.Ordinal);
        var step = await editor.PageAsync("/steps/good");
        var wrong = step.Page.QuerySelector(".govuk-form-group--error")!;
        Assert.Contains("names “nothing”", wrong.TextContent, StringComparison.Ordinal);
        Assert.Equal("Seen {{nothing}}", wrong.QuerySelector("input, textarea")!.TextContent.Trim() + wrong.QuerySelector("input")?.GetAttribute("value"));
        Assert.Equal("#" + wrong.QuerySelector("input, textarea")!.Id, step.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));

        // A number that is none is not kept, and given back as it was typed.
        var refused = await editor.TryStepAsync("look", new() { ["dueInWorkingDays"] = "soon" });
        Assert.Contains(refused.Errors, e => e.Contains("enter a number", StringComparison.Ordinal));
        Assert.Contains("value=\"soon\"", refused.Body, StringComparison.Ordinal);
        refused = await editor.TryStepAsync("look", new() { ["dueInWorkingDays"] = "1000" });
        Assert.Contains(refused.Errors, e => e.Contains("from 1 to 250", StringComparison.Ordinal));

        await editor.StepAsync("look", new() { ["then.Agree"] = "", ["then.Disagree"] = "look" });
        var id = await editor.AddAsync("Log", "", "");
        var problems = await editor.ProblemsAsync();
        Assert.Contains(problems, p => p.Contains("Nothing comes after “Agree” yet", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("No way leads to this step", StringComparison.Ordinal));
        Assert.Contains("cannot be published", (await editor.Browser.SendAsync(await Forged(editor))).Errors.Single(), StringComparison.Ordinal);
        Assert.NotNull((await editor.DraftAsync()).Find(id));
    }

    [Fact]
    public async Task A_circle_in_which_nothing_waits_is_named_at_each_of_its_steps()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        var id = await editor.AddAsync("Log", "good");
        await editor.StepAsync(id, new() { ["Input.Title"] = "Round and round", ["text"] = "Hello", ["then.Done"] = "good" });
        var page = await editor.PageAsync();
        foreach (var step in new[] { "good", id })
        {
            var said = page.Page.QuerySelector($"#step-{step} .cl-problem")!.TextContent;
            Assert.Contains("go round in a circle in which nothing waits", said, StringComparison.Ordinal);
            Assert.Contains("“Round and round”", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Conditions_are_rows_that_are_added_nested_and_removed_without_script()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        await editor.SendAsync(await editor.PageAsync("/about"), new() { ["Input.Variables[0].Name"] = "value", ["Input.Variables[0].Kind"] = "Number", ["Input.Variables[0].Default"] = "5,000" });
        var id = await editor.AddAsync("IfElse", "start");
        var page = await editor.PageAsync("/steps/" + id);
        Assert.Empty(page.Errors);
        page = await editor.SendAsync(page, Editor.Fields(page, new()
        {
            ["conditions.match"] = "Any",
            ["conditions.rows.0.variable"] = "value",
            ["conditions.rows.0.is"] = "AtLeast",
            ["conditions.rows.0.value"] = "500,000",
            ["todo"] = "more:conditions.rows",
        }));
        page = await editor.SendAsync(page, Editor.Fields(page, new() { ["conditions.rows.1.variable"] = "subject", ["conditions.rows.1.is"] = "IsOneOf", ["conditions.rows.1.value"] = "a; b", ["todo"] = "more:conditions.groups" }));
        page = await editor.SendAsync(page, Editor.Fields(page, new()
        {
            ["conditions.groups.0.match"] = "All",
            ["conditions.groups.0.rows.0.variable"] = "value",
            ["conditions.groups.0.rows.0.is"] = "IsNotEmpty",
            ["then.No"] = "good",
        }));
        var conditions = (await editor.DraftAsync()).Find(id)!.Settings!.Value.GetProperty("conditions").Deserialize<ConditionGroup>(Workflows.Engine.SettingsReader.Options)!;
        Assert.Equal(Match.Any, conditions.Match);
        Assert.Equal(500000, conditions.Rows[0].Value!.Value.GetInt32());
        Assert.Equal(["a", "b"], conditions.Rows[1].Value!.Value.EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(Comparison.IsNotEmpty, conditions.Groups!.Single().Rows.Single().Is);
        Assert.Empty(await editor.ProblemsAsync());

        page = await editor.PageAsync("/steps/" + id);
        await editor.SendAsync(page, Editor.Fields(page, new() { ["todo"] = "less:conditions.rows.0" }));
        conditions = (await editor.DraftAsync()).Find(id)!.Settings!.Value.GetProperty("conditions").Deserialize<ConditionGroup>(Workflows.Engine.SettingsReader.Options)!;
        Assert.Equal("subject", conditions.Rows.Single().Variable);

        // What does not fit the kind of the variable is refused where it stands.
        var refused = await editor.TryStepAsync(id, new() { ["conditions.rows.0.variable"] = "value", ["conditions.rows.0.is"] = "AtLeast", ["conditions.rows.0.value"] = "much" });
        Assert.Contains(refused.Errors, e => e.Contains("this has to be a number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_that_came_in_between_has_to_be_seen_before_the_draft_follows_it()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        await editor.StepAsync("look", new() { ["Input.Title"] = "Mine" });
        await PublishAsync("Theirs");
        var page = await editor.PageAsync("/publish");
        Assert.Contains("Version 2 was published while you wrote this draft", page.Text, StringComparison.Ordinal);
        var refused = await editor.Browser.SendAsync(page, new Dictionary<string, string> { ["Input.Note"] = "Mine" });
        Assert.Contains(refused.Errors, e => e.Contains("Version 2 was published", StringComparison.Ordinal));
        await editor.SendAsync(refused, new() { ["Input.Note"] = "Mine all the same", ["Input.OverNewer"] = "2" });
        Assert.Equal("Mine", (await editor.PublishedAsync()).Find("look")!.Title);
    }

    [Fact]
    public async Task A_draft_that_is_given_up_leaves_the_published_version_alone()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        await editor.StepAsync("look", new() { ["Input.Title"] = "Mine" });
        var page = await editor.PageAsync("/steps/look");
        await editor.SendAsync(await editor.PageAsync("/discard"), new() { ["Input.Why"] = "It was a thought." });
        Assert.Equal("Somebody looks", (await editor.PublishedAsync()).Find("look")!.Title);
        var late = await editor.Browser.SendAsync(page);
        Assert.Equal($"/admin/workflows/types/{_name}", late.Location);
        Assert.False(await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<WorkflowDraft>().AnyAsync(d => d.Name == _name)));

        var typeId = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<WorkflowType>().Where(t => t.Name == _name).Select(t => t.Id).SingleAsync());
        var audit = await Portal.AsAsync(null, s => s.GetRequiredService<IAuditReader>().OfAsync("WorkflowType", typeId, null, CancellationToken.None));
        Assert.Contains(audit.Items, e => e.Action == nameof(WorkflowDraftStarted));
        Assert.Contains(audit.Items, e => e.Action == nameof(WorkflowDraftChanged));
        Assert.Contains(audit.Items, e => e.Action == nameof(WorkflowDraftDiscarded) && e.Why == "It was a thought.");
    }

    [Fact]
    public async Task An_older_version_comes_back_as_a_draft()
    {
        await PublishAsync();
        await PublishAsync("Another title");
        var editor = await EditorAsync();
        await editor.SendAsync(await editor.Browser.GetAsync($"/admin/workflows/types/{_name}?version=1"), [], "main form[action*=Edit]");
        await editor.PublishAsync("Back to how it was.");
        Assert.Equal("Somebody looks", (await editor.PublishedAsync()).Find("look")!.Title);
    }

    [Fact]
    public async Task Versions_are_compared_step_by_step_and_side_by_side()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        await editor.StepAsync("look", new() { ["dueInWorkingDays"] = "7" });
        await editor.StepAsync("look", new() { ["then.Expired"] = "end" });
        var id = await editor.AddAsync("Log", "look", "Agree");
        await editor.StepAsync(id, new() { ["Input.Title"] = "A note", ["text"] = "Agreed" });
        await editor.SendAsync(await editor.PageAsync("/steps/good"), [], "main form[action$=Remove]");
        await editor.PublishAsync("Much");
        var page = await editor.Browser.GetAsync($"/admin/workflows/types/{_name}/compare?from=1&to=2");
        Assert.Contains("Version 1 and version 2", page.Heading, StringComparison.Ordinal);
        var said = page.Page.QuerySelectorAll(".cl-changes > li").Select(l => System.Text.RegularExpressions.Regex.Replace(l.TextContent, @"\s+", " ").Trim()).ToArray();
        Assert.Contains(said, s => s.StartsWith("Changed", StringComparison.Ordinal) && s.Contains("Somebody looks", StringComparison.Ordinal) && s.Contains('7', StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("Added", StringComparison.Ordinal) && s.Contains("A note", StringComparison.Ordinal) && s.Contains("Agreed", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("Removed", StringComparison.Ordinal) && s.Contains("Good", StringComparison.Ordinal));
        Assert.Equal(2, page.Page.QuerySelectorAll("svg.cl-diagram").Length);
        Assert.NotEmpty(page.Page.QuerySelectorAll("svg.cl-diagram g.added"));
        Assert.NotEmpty(page.Page.QuerySelectorAll("svg.cl-diagram g.removed"));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Browser.GetAsync($"/admin/workflows/types/{_name}/compare?from=1&to=9")).Status);
    }

    [Fact]
    public async Task Whoever_may_not_manage_workflows_finds_no_draft_and_changes_none()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        var email = $"reader.{_name}@example.org";
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{email}}", "name": "A reader", "roles": [] }] }]""");
        var reader = await Portal.SignInAsync(email);
        foreach (var url in new[] { "/admin/workflows/new", editor.Url, editor.Url + "/steps/look", editor.Url + "/about", editor.Url + "/add", editor.Url + "/publish", editor.Url + "/discard", $"/admin/workflows/types/{_name}/compare" })
            Assert.Contains((await reader.GetAsync(url)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Theory]
    [InlineData("", "Enter a name")]
    [InlineData("Late Payment", "lower-case letters")]
    [InlineData("TAKEN", "already")]
    public async Task A_name_that_cannot_be_one_is_refused(string name, string why)
    {
        await PublishAsync();
        var editor = await EditorAsync();
        var sent = await editor.Browser.SendAsync(await editor.Browser.GetAsync("/admin/workflows/new"),
            new Dictionary<string, string> { ["Input.Title"] = "A title", ["Input.Name"] = name == "TAKEN" ? _name : name });
        Assert.Contains(sent.Errors, e => e.Contains(why, StringComparison.Ordinal));
    }

    private static async Task<Answer> Forged(Editor editor)
    {
        // The page offers no form while something is missing: the request is made all the same.
        var page = await editor.PageAsync("/discard");
        page.Page.QuerySelector("main form")!.SetAttribute("action", editor.Url + "/publish");
        page.Page.QuerySelector("input[name='Input.Why']")!.SetAttribute("name", "Input.Note");
        page.Page.QuerySelector("input[name='Input.Note']")!.SetAttribute("value", "A note");
        return page;
    }

    /// <summary>Whatever takes values, or names something that the portal has, says so to the form: nobody has to know names by heart.</summary>
    [Fact]
    public void Every_setting_has_a_label_and_what_is_filled_or_named_is_marked()
    {
        var catalogue = Portal.Services.GetRequiredService<ActivityCatalogue>();
        using var scope = Portal.Services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<IWords>();
        List<string> wrong = [];
        foreach (var activity in catalogue.All)
        {
            foreach (var setting in Flat(SettingsSchema.Of(activity))) if (!words.Has(setting.LabelKey)) wrong.Add($"{activity.Name}.{setting.Name} has no label {setting.LabelKey}");
            foreach (var setting in SettingsSchema.Of(activity).SelectMany(s => s.Form == SettingForm.Record ? s.Fields.Select(f => (Outer: s.Name, f)) : [(Outer: "", f: s)]))
            {
                if (setting.f.Form is not (SettingForm.Text or SettingForm.Value or SettingForm.Pairs)) continue;
                object typed = setting.f.Form == SettingForm.Pairs ? new Dictionary<string, string> { ["a"] = "{{nobodyKnowsThis}}" } : "{{nobodyKnowsThis}}";
                var json = JsonSerializer.SerializeToNode(new Dictionary<string, object> { [setting.f.Name] = typed })!;
                if (setting.Outer.Length > 0) json = new JsonObject { [setting.Outer] = json };
                if (SettingsSchema.Nearest(activity, JsonSerializer.SerializeToElement(json)) is not { } read || !activity.Check(read, new KnowsNothing()).OfType<TextNameUnknown>().Any()) continue;
                var marks = setting.f.Marks.OfType<SettingAttribute>().ToArray();
                if (marks.Length == 0) wrong.Add($"{activity.Name}.{setting.Outer}.{setting.f.Name} is filled and is not marked");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));

        static IEnumerable<Setting> Flat(IEnumerable<Setting> settings) => settings.SelectMany(s => Flat(s.Fields).Prepend(s));
    }

    private sealed class KnowsNothing : IDefinitionFacts
    {
        public Contracts.ValueKind? KindOf(string variable) => null;

        public IEnumerable<Refusal> CheckText(string text) => Texts.Names(text).Select(n => new TextNameUnknown(n));

        public IEnumerable<Refusal> CheckConditions(ConditionGroup conditions) => [];
    }

    [Fact]
    public async Task What_the_portal_has_is_chosen_and_what_it_has_not_is_refused()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        var start = await editor.PageAsync("/steps/start");
        var events = start.Page.QuerySelectorAll("select[name^='Input.Settings'] option").Select(o => o.GetAttribute("value")).ToArray();
        Assert.Contains("OpportunityPublished", events);
        Assert.Contains(_name, events);

        var tell = await editor.AddAsync("Notify", "look", "Agree");
        await editor.StepAsync(tell, new() { ["to.permission"] = "NoSuchPermission", ["template"] = "NoSuchMessage" });
        var problems = await editor.ProblemsAsync();
        Assert.Contains(problems, p => p.Contains("There is no permission “NoSuchPermission”", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("The portal has no message “NoSuchMessage”", StringComparison.Ordinal));
        await editor.StepAsync(tell, new() { ["to.permission"] = "ManageWorkflows", ["template"] = "", ["subject"] = "About {{subject}}", ["body"] = "It is done." });
        Assert.DoesNotContain(await editor.ProblemsAsync(), p => p.Contains("“NoSuch", StringComparison.Ordinal));
        var page = await editor.PageAsync($"/steps/{tell}");
        Assert.Equal("About {{subject}}", page.Page.QuerySelectorAll("[data-cl-takes=values]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().First(i => i.Value.Contains("subject", StringComparison.Ordinal)).Value);
    }

    /// <summary>The event's own name is not in the list that a person chooses from: what a recipe names can stand there all the same.</summary>
    private Task SetEventAsync(Editor editor) => Portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var draft = await db.Set<WorkflowDraft>().SingleAsync(d => d.Name == _name);
        var definition = await editor.DraftAsync();
        var start = definition.Find("start")! with { Settings = JsonSerializer.SerializeToElement(new { @event = _name }) };
        var changed = s.GetRequiredService<Workflows.EditTypes.DraftHandler>();
        Assert.True((await changed.ChangeAsync(_name, draft.RowVersion, d => new Workflows.EditTypes.Edit(d.Replace(start), "Workflows.Change.StepChanged", "start"), CancellationToken.None)).IsDone);
    });

    [Fact]
    public async Task Branches_ways_loops_tasks_for_many_and_fault_handlers_are_filled_in_by_their_forms()
    {
        await PublishAsync();
        var editor = await EditorAsync();
        await editor.ChangeAsync();
        var about = await editor.PageAsync("/about");
        about = await editor.SendAsync(about, new() { ["Input.Variables[0].Name"] = "asked", ["Input.Variables[0].Kind"] = "List", ["todo"] = "more" });
        await editor.SendAsync(about, new() { ["Input.Variables[1].Name"] = "one", ["Input.Variables[1].Kind"] = "Text", ["Input.Variables[1].Default"] = "" });

        var fork = await editor.AddAsync("Fork", "start");
        await editor.StepAsync(fork, new() { ["branches"] = "To look\r\nTo ask" });
        await editor.StepAsync(fork, new() { ["then.To look"] = "look" });
        var join = await editor.AddAsync("Join", "look", "Agree");
        await editor.StepAsync(join, new() { ["waitFor"] = "Any" });

        var ask = await editor.AddAsync("UserTask", fork, "To ask");
        await editor.StepAsync(ask, new() { ["title"] = "Answer", ["each.list"] = "asked", ["each.until"] = "Quorum", ["each.quorum"] = "2", ["decisions"] = "Yes\r\nNo" });
        await editor.StepAsync(ask, new() { ["then.Done"] = join, ["then.NotReached"] = join });

        var choose = await editor.AddAsync("Switch", join);
        var more = await editor.StepAsync(choose, new()
        {
            ["cases.0.name"] = "Enough",
            ["cases.0.conditions.rows.0.variable"] = $"outputs.{ask}.answered",
            ["cases.0.conditions.rows.0.is"] = "AtLeast",
            ["cases.0.conditions.rows.0.value"] = "2",
            ["todo"] = "more:cases",
        });
        Assert.NotNull(more.Page.QuerySelector("input[value='cases.1.name']"));
        await editor.SendAsync(more, Editor.Fields(more, new() { ["cases.1.name"] = "None", ["cases.1.conditions.rows.0.variable"] = "asked", ["cases.1.conditions.rows.0.is"] = "IsEmpty" }));

        var each = await editor.AddAsync("ForEach", choose, "Enough");
        var say = await editor.AddAsync("Log", each, "Each");
        await editor.StepAsync(each, new() { ["items"] = "asked", ["item"] = "one", ["then.Each"] = say, ["then.Done"] = "end" });
        await editor.StepAsync(say, new() { ["text"] = "{{one}}", ["then.Done"] = each });
        await editor.StepAsync(choose, new() { ["then.None"] = "end" });

        var handler = await editor.AddAsync("FaultHandler", "look", "Disagree");
        await editor.StepAsync(handler, new() { ["steps.0.item"] = choose, ["then.Done"] = "end" });
        var call = await editor.AddAsync("RunWorkflow", handler);
        await editor.StepAsync(call, new() { ["type"] = _name, ["variables.0.key"] = "one", ["variables.0.value"] = "{{outputs." + handler + ".reason}}", ["then.Done"] = "end", ["then.Cancelled"] = "end", ["then.Failed"] = "end" });

        Assert.Empty(await editor.ProblemsAsync());
        await editor.PublishAsync("Branches.");
        var published = await editor.PublishedAsync();
        Assert.Equal(["Enough", "None", "Otherwise"], published.Find(choose)!.Then.Keys);
        Assert.Equal(each, published.Find(choose)!.Then["Enough"]);
        Assert.Equal([choose], published.Find(handler)!.Settings!.Value.GetProperty("steps").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal(2, published.Find(ask)!.Settings!.Value.GetProperty("each").GetProperty("quorum").GetInt32());
        var page = await editor.Browser.GetAsync($"/admin/workflows/types/{_name}");
        Assert.Contains("the first branch; the others are ended", page.Text, StringComparison.Ordinal);
    }

    private Task PublishAsync(string title = "Somebody looks") => Portal.PlayAsync($$"""
        [{ "step": "workflow-type", "name": "{{_name}}", "title": "{{_name}}", "about": "For a test", "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "{{_name}}" }, "then": { "Done": "look" } },
          { "id": "look", "activity": "UserTask", "title": "{{title}}", "settings": { "title": "Look", "assignee": { "permission": "ManageWorkflows" }, "decisions": [ "Agree", "Disagree" ] },
            "then": { "Agree": "good", "Disagree": "end" } },
          { "id": "good", "activity": "Log", "title": "Good", "settings": { "text": "Good" }, "then": { "Done": "end" } } ] }]
        """);

    private async Task RaiseAsync(Guid subject, object? variables = null)
    {
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of(_name, subject, variables, "The invoice"), CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
    }

    private Task<Workflow> WorkflowAsync(Guid subject) =>
        Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Workflow>().AsNoTracking().SingleAsync(w => w.CorrelationId == subject.ToString()));
}

public sealed class EditTypesOnSqliteTests(OnSqlite fixture) : EditTypesTests(fixture), IClassFixture<OnSqlite>;

public sealed class EditTypesOnPostgreSqlTests(OnPostgreSql fixture) : EditTypesTests(fixture), IClassFixture<OnPostgreSql>;
