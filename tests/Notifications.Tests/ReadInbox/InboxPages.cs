using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Domain;
using Procurement.Notifications.Unsubscribe;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Notifications.Tests.ReadInbox;

/// <summary>The pages, over HTTP, in a whole portal.</summary>
public sealed class InboxPages(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_person_reads_their_own_messages_and_marks_them()
    {
        var (ann, annId) = await SomebodyAsync();
        var (bryn, _) = await SomebodyAsync();
        await _portal.AsAsync(null, async s =>
        {
            var notify = s.GetRequiredService<INotify>();
            await notify.SendAsync(new Notice("AccountTwoStepOff", new To.Person(annId), "/account", new() { ["At"] = "a time" }), CancellationToken.None);
            await notify.SendAsync(new Notice("AccountTwoStepOff", new To.Person(annId), "/account", new() { ["At"] = "another time" }), CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        var id = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<InboxMessage>().Where(m => m.UserId == annId).OrderBy(m => m.Id).Select(m => m.Id).LastAsync());

        var visitor = await _portal.Visitor().GetAsync("/inbox");
        Assert.Equal(HttpStatusCode.Redirect, visitor.Status);

        var other = await _portal.SignInAsync(bryn);
        var empty = await other.GetAsync("/inbox");
        Assert.Equal("Messages", empty.Heading);
        Assert.Contains("No messages yet", empty.Text, StringComparison.Ordinal);

        var browser = await _portal.SignInAsync(ann);
        var page = await browser.GetAsync("/inbox");
        Assert.Contains("New messages: 2.", page.Text, StringComparison.Ordinal);
        Assert.Contains("another time", page.Text, StringComparison.Ordinal);
        // Reading the page marks nothing.
        Assert.Contains("New messages: 2.", (await browser.GetAsync("/inbox")).Text, StringComparison.Ordinal);

        // Another person cannot mark it, and learns nothing.
        var stolen = await other.SendAsync(await other.GetAsync("/inbox/preferences"), new Dictionary<string, string>(), "form[action='/inbox/preferences']");
        Assert.Equal(HttpStatusCode.Redirect, stolen.Status);

        var opened = await browser.SendAsync(page, new Dictionary<string, string> { ["id"] = id.ToString() }, "form[action='/inbox?handler=Open']");
        Assert.Equal("/account", opened.Location);
        var after = await browser.GetAsync("/inbox");
        Assert.Contains("New messages: 1.", after.Text, StringComparison.Ordinal);
        var all = await browser.SendAsync(after, form: "form[action='/inbox?handler=All']");
        Assert.Equal("/inbox", all.Location);
        Assert.Contains("New messages: 0.", (await browser.GetAsync("/inbox")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_in_a_mail_asks_first_and_then_does_without_the_kind_also_for_a_mail_program_without_a_session()
    {
        var (_, id) = await SomebodyAsync();
        var path = _portal.Services.GetRequiredService<UnsubscribeTokens>().PathFor(id, "People");
        var visitor = _portal.Visitor();
        var page = await visitor.GetAsync(path);
        Assert.Equal("No more e-mail of this kind?", page.Heading);
        Assert.False(await OptedOutAsync());
        using var sent = await visitor.Client.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.True(await OptedOutAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/inbox/unsubscribe/nonsense")).Status);

        Task<bool> OptedOutAsync() => _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MailOptOut>().AnyAsync(o => o.UserId == id));
    }

    [Fact]
    public async Task Preferences_are_kept()
    {
        var (ann, id) = await SomebodyAsync();
        var browser = await _portal.SignInAsync(ann);
        var page = await browser.GetAsync("/inbox/preferences");
        var form = "form[action='/inbox/preferences']";
        var boxes = page.Page.QuerySelectorAll($"{form} input[type=checkbox]");
        Assert.NotEmpty(boxes);
        Assert.All(boxes, b => Assert.True(b.HasAttribute("checked")));
        var saved = await browser.SendAsync(page, [KeyValuePair.Create("Wanted", boxes[0].GetAttribute("value")!)], form);
        Assert.Equal("/inbox/preferences", saved.Location);
        var again = await browser.GetAsync("/inbox/preferences");
        Assert.Equal([boxes[0].GetAttribute("value")!], again.Page.QuerySelectorAll($"{form} input[checked]").Select(b => b.GetAttribute("value")!));
        Assert.Equal(boxes.Length - 1, await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MailOptOut>().CountAsync(o => o.UserId == id)));
    }

    [Fact]
    public async Task Only_who_looks_after_mail_sees_the_queue_and_has_a_mail_tried_again()
    {
        var (ann, annId) = await SomebodyAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _portal.SignInAsync(ann)).GetAsync("/admin/mail")).Status);

        var id = await _portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await s.GetRequiredService<INotify>().SendAsync(new Notice("AccountTwoStepOff", new To.Person(annId), "/account", new() { ["At"] = "a time" }), CancellationToken.None);
            await db.SaveChangesAsync();
            var row = await db.Set<MailRow>().OrderBy(m => m.Id).LastAsync();
            row.Begin();
            row.Reject("550 MailboxUnavailable");
            await db.SaveChangesAsync();
            return row.Id;
        });
        var admin = $"administrator.{Guid.CreateVersion7():N}@mail.example.org";
        await _portal.PlayAsync($$"""[{"step":"accounts","accounts":[{"email":"{{admin}}","name":"Administrator (demo account)","roles":["Administrator"]}]}]""");
        var browser = await _portal.SignInAsync(admin);
        var page = await browser.GetAsync("/admin/mail");
        Assert.Equal("Mail", page.Heading);
        Assert.Contains(ann, page.Text, StringComparison.Ordinal);
        Assert.Contains("550 MailboxUnavailable", page.Text, StringComparison.Ordinal);
        var retried = await browser.SendAsync(page, new Dictionary<string, string> { ["id"] = id.ToString() }, "form[action='/admin/mail?handler=Retry']");
        Assert.Equal("/admin/mail", retried.Location);
        Assert.Contains("will be tried again", (await browser.GetAsync("/admin/mail")).Page.Body!.TextContent, StringComparison.Ordinal);
        await _portal.DrainAsync();
        Assert.Contains(_portal.Mails(), m => m.To == ann);
    }

    private async Task<(string Email, Guid Id)> SomebodyAsync()
    {
        var email = $"somebody.{Guid.CreateVersion7():N}@mail.example.org";
        var id = await _portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().CreateConfirmedAsync(email, "Somebody", Passwords.Demonstration, CancellationToken.None));
        return (email, id.Value);
    }
}
