using Microsoft.Playwright;
using Procurement.Testing;

namespace Procurement.Journeys.Tests;

/// <summary>A workflow type is changed in a browser: with script and without, by keyboard, by pointer, and on a narrow window.</summary>
public sealed class WorkflowEditorTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Admin = "editor.of.types@example.org";
    private const string Name = "local-authority-involvement";
    private const string Draft = "/admin/workflows/edit/" + Name;

    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 320)]
    public async Task Every_page_of_the_editor_is_accessible_and_says_what_it_does(bool script, int width)
    {
        await using var portal = await StartAsync();
        await using var admin = await AdminAsync(portal, script, width);
        var shot = $"{(script ? "script" : "plain")}-{width}";
        await admin.GoAsync("/admin/workflows");
        await Shots.TakeAsync(admin.Page, "types-" + shot);
        await admin.GoAsync("/admin/workflows/types/" + Name);
        await Shots.TakeAsync(admin.Page, "type-" + shot);
        await admin.PressAsync("Change this type");
        await Shots.TakeAsync(admin.Page, "draft-" + shot);
        await admin.GoAsync(Draft + "/steps/requests");
        await Shots.TakeAsync(admin.Page, "step-" + shot);
        await admin.GoAsync(Draft + "/steps/wait");
        await Shots.TakeAsync(admin.Page, "wait-" + shot);
        await admin.GoAsync(Draft + "/about");
        await Shots.TakeAsync(admin.Page, "about-" + shot);
        await admin.GoAsync(Draft + "/add?after=answers&outcome=Done");
        await Shots.TakeAsync(admin.Page, "add-" + shot);
        await admin.ChooseAsync("Input.Activity", "IfElse");
        await admin.PressAsync("Add it");
        await Shots.TakeAsync(admin.Page, "ifelse-" + shot);
        await admin.PressAsync("Add a group of rows");
        await Shots.TakeAsync(admin.Page, "ifelse-group-" + shot);
        await admin.GoAsync(Draft + "/add?after=answers&outcome=Done");
        await admin.ChooseAsync("Input.Activity", "UserTask");
        await admin.PressAsync("Add it");
        await admin.FillAsync("Input.Title", "Ask the commissioner");
        await admin.PressAsync("Save the step");
        await Shots.TakeAsync(admin.Page, "draft-problems-" + shot);
        await admin.FollowAsync("Ask the commissioner");
        await Shots.TakeAsync(admin.Page, "usertask-" + shot);
        await admin.GoAsync(Draft + "/publish");
        await Shots.TakeAsync(admin.Page, "publish-" + shot);
        await admin.GoAsync($"/admin/workflows/types/{Name}/compare");
        await Shots.TakeAsync(admin.Page, "compare-" + shot);
        await admin.GoAsync(Draft + "/discard");
        await admin.GoAsync("/admin/workflows/new");
        await Shots.TakeAsync(admin.Page, "new-" + shot);
        await admin.PressAsync("Begin the draft");
        await admin.SeesAsync("Enter a title");
        if (script) Assert.True(admin.Violations.Count == 0, string.Join("\n", admin.Violations));
        Assert.Equal(0, await admin.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
        Assert.Empty(portal.Log.Errors);
    }

    [Fact]
    public async Task The_picture_is_walked_connected_and_undone_by_the_keyboard_alone()
    {
        await using var portal = await StartAsync();
        await using var admin = await AdminAsync(portal);
        await admin.GoAsync("/admin/workflows/types/" + Name);
        await admin.PressAsync("Change this type");
        var page = admin.Page;
        await page.Locator("a.cl-node[tabindex='0']").FocusAsync();
        Assert.Equal("proposed", await FocusedAsync(page));
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("requests", await FocusedAsync(page));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("remind", await FocusedAsync(page));
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("answers", await FocusedAsync(page));
        Assert.Equal(1, await page.Locator("a.cl-node[tabindex='0']").CountAsync());

        // C asks where it leads; Escape goes back without a change.
        await page.Keyboard.PressAsync("c");
        Assert.Equal("Connect.Target", await page.EvaluateAsync<string>("() => document.activeElement.name"));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("answers", await FocusedAsync(page));
        await page.Keyboard.PressAsync("c");
        await page.Locator("[data-cl-connect] [name='Connect.Target']").SelectOptionAsync("finished");
        await admin.SendAsync(page.Locator("[data-cl-connect] button[type=submit]"));
        await admin.SeesAsync("Connected.");
        await admin.SeesAsync("No way leads to this step");
        Assert.Equal("answers", await FocusedAsync(page));

#pragma warning disable CS0612, CS0618 // The address stays the same.
        await page.RunAndWaitForNavigationAsync(() => page.Keyboard.PressAsync("Control+z"));
        await admin.SeesAsync("Undone.");
        await admin.DoesNotSeeAsync("No way leads to this step");
        await page.RunAndWaitForNavigationAsync(() => page.Keyboard.PressAsync("Control+y"));
        await admin.SeesAsync("No way leads to this step");
        await page.Locator("a.cl-node[data-step=wait]").FocusAsync();
        await page.RunAndWaitForNavigationAsync(() => page.Keyboard.PressAsync("Enter"));
#pragma warning restore CS0612, CS0618
        Assert.EndsWith("/steps/wait", page.Url, StringComparison.Ordinal);
        Assert.Empty(portal.Log.Errors);
    }

    [Fact]
    public async Task A_line_drawn_with_the_pointer_connects_two_steps()
    {
        await using var portal = await StartAsync();
        await using var admin = await AdminAsync(portal);
        await admin.GoAsync("/admin/workflows/types/" + Name);
        await admin.PressAsync("Change this type");
        var page = admin.Page;
        await page.Locator("a.cl-node[data-step=finished]").ScrollIntoViewIfNeededAsync();
        var from = (await HandleAsync(page, "answers").BoundingBoxAsync())!;
        var to = (await page.Locator("a.cl-node[data-step=finished] .box").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + to.Height / 2, new() { Steps = 5 });
        await Shots.TakeAsync(page, "drag");
#pragma warning disable CS0612, CS0618 // The address stays the same.
        await page.RunAndWaitForNavigationAsync(() => page.Mouse.UpAsync());
#pragma warning restore CS0612, CS0618
        await admin.SeesAsync("Connected.");
        await admin.SeesAsync("No way leads to this step");

        // A press without a drag asks; a click on the step itself opens its form.
        await HandleAsync(page, "requests").ClickAsync();
        await Assertions.Expect(page.Locator("[data-cl-connect]")).ToBeVisibleAsync();
        await page.Locator("a.cl-node[data-step=requests] .h").First.ClickAsync();
        await page.WaitForURLAsync("**/steps/requests");
    }

    [Fact]
    public async Task A_value_is_put_into_a_text_where_the_cursor_stands()
    {
        await using var portal = await StartAsync();
        await using var admin = await AdminAsync(portal);
        await admin.GoAsync("/admin/workflows/types/" + Name);
        await admin.PressAsync("Change this type");
        await admin.GoAsync(Draft + "/add?after=answers&outcome=Done");
        await admin.ChooseAsync("Input.Activity", "Log");
        await admin.PressAsync("Add it");
        var text = admin.Page.Locator("[data-cl-takes]").First;
        await text.FillAsync("About : done");
        await text.EvaluateAsync("e => { e.focus(); e.setSelectionRange(6, 6); }");
        await admin.Page.Locator("[data-cl-values-list] summary").ClickAsync();
        await admin.Page.Locator("[data-cl-insert='{{subject}}']").ClickAsync();
        Assert.Equal("About {{subject}}: done", await text.InputValueAsync());
        await admin.PressAsync("Save the step");
        await admin.SeesAsync("is saved in the draft");
    }

    private static ILocator HandleAsync(IPage page, string step) =>
        page.Locator(".cl-handle").Nth(page.EvaluateAsync<int>("id => [...document.querySelectorAll('a.cl-node')].filter(a => JSON.parse(a.dataset.outcomes).length > 0).findIndex(a => a.dataset.step === id)", step).Result);

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.dataset.step ?? document.activeElement.tagName");

    private static Task<Portal> StartAsync() => Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Listens = true });

    private async Task<Walker> AdminAsync(Portal portal, bool script = true, int width = 1280)
    {
        await portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] }]""");
        var admin = await Walker.StartAsync(chromium.Browser, portal, [], script, width);
        await admin.SignInAsync(Admin, Users.Contracts.Passwords.Demonstration);
        return admin;
    }
}
