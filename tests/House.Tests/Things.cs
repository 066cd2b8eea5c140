using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Testing;

namespace Procurement.House.Tests;

/// <summary>
/// What the story made, by the names that the table uses. A name may stand for the reference in one place of an address and for the key in
/// another: <c>{reference=work}</c> is OPP-2026-0001, <c>{id=work}</c> its key. Numbers and what stands in quotes are themselves.
/// </summary>
internal sealed partial class Things
{
    private readonly Dictionary<string, string> _things = [];

    public string this[string name] => _things.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"The story has no '{name}'.");

    /// <summary>An address with every name in it replaced.</summary>
    public string Fill(string path) => Names().Replace(path, m => Find(m.Groups[1].Value, m.Groups[2].Value)) is { Length: > 1 } filled ? filled.TrimEnd('/') : "/";

    private string Find(string parameter, string name) =>
        name.Length == 0 || char.IsAsciiDigit(name[0]) ? name
        : name[0] == '\'' ? name.Trim('\'')
        : _things.GetValueOrDefault($"{parameter}={name}") ?? this[name];

    public static async Task<Things> FindAsync(Portal portal, People people, Dictionary<string, Guid> ids)
    {
        var found = new Things();
        await found.MakeAsync(portal, people, ids);
        await portal.DrainAsync();
        await portal.AsAsync(null, s => found.ReadAsync(s, ids));
        foreach (var bid in new[] { "shut", "ours" })
        {
            var page = await people["bidder"].GetAsync("/bids/" + found._things["reference=" + bid]);
            found._things["receipt-" + bid] = Token(page.Body, "/receipts/") ?? throw new InvalidOperationException($"'{bid}' shows no receipt.");
        }

        foreach (var mail in portal.Mails())
        {
            if (mail.To.StartsWith("colleague@", StringComparison.Ordinal) && Token(mail.Text, "/invitations/") is { } invited) found._things["token=invited"] = invited;
            if (Token(mail.Raw.Replace("=\r\n", "", StringComparison.Ordinal), "/inbox/unsubscribe/") is { } unsubscribe) found._things["token=unsubscribe"] = unsubscribe;
        }

        return found;
    }

    /// <summary>What has no step of a recipe is made on its page.</summary>
    private async Task MakeAsync(Portal portal, People people, Dictionary<string, Guid> ids)
    {
        var organisation = await portal.AsAsync(null, s => OneAsync(s, $"SELECT \"Reference\" AS \"Value\" FROM organisations_organisations WHERE \"Id\" = {ids["BIDDER"]}"));
        var chief = people["bidder"].Browser;
        var invited = await chief.SendAsync(await chief.GetAsync($"/your-organisation/{organisation}/people/invite"),
            new Dictionary<string, string> { ["Input.Email"] = "colleague@bidder.example.org", ["Input.Duties"] = "Write" });
        Assert.Equal(302, (int)invited.Status);
        var editor = people["editor"].Browser;
        var page = await editor.SendAsync(await editor.GetAsync("/admin/pages/new"),
            new Dictionary<string, string> { ["Input.Slug"] = "not-yet", ["Input.TitleEn"] = "Not yet", ["Input.BodyEn"] = "Nobody reads this yet." });
        Assert.True((int)page.Status == 302, string.Join("; ", page.Errors));
        // A type of workflow in a draft of its next version.
        Assert.Equal(302, (await people["administrator"].PostAsync("/admin/workflows/types/local-authority-involvement?handler=Edit")).Status);
        var areas = await people["visitor"].Browser.GetAsync("/areas");
        _things["slug=area"] = areas.Page.QuerySelector("main a[href^='/areas/']")!.GetAttribute("href")!["/areas/".Length..];
    }

    private async Task ReadAsync(IServiceProvider services, Dictionary<string, Guid> ids)
    {
        foreach (var (name, id) in ids) _things[name.ToLowerInvariant()] = id.ToString();
        foreach (var name in new[] { "work", "open", "sealed" })
        {
            var terms = (await services.GetRequiredService<IOpportunities>().FindAsync(ids[name.ToUpperInvariant()], CancellationToken.None))!;
            (_things["reference=" + name], _things["opportunity=" + name]) = (terms.Reference, terms.Reference);
            _things["lotId=" + name] = terms.Lots[0].Id.ToString();
            _things["criterion=" + name] = terms.Criteria[0].Id.ToString();
        }

        foreach (var name in new[] { "draft", "awaiting" })
        {
            var id = ids[name.ToUpperInvariant()];
            _things["lotId=" + name] = _things["lot=" + name] = _things[name + "/1"];
            _things["criterion=" + name] = Key().Match(await OneAsync(services, $"SELECT \"Criteria\" AS \"Value\" FROM opportunities_opportunities WHERE \"Id\" = {id}")).Value;
            _things["file-" + name] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM media_files WHERE \"OwnerId\" = {id}"));
        }

        _things["file-open"] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM media_files WHERE \"OwnerId\" = {ids["OPEN"]}"));
        foreach (var name in new[] { "ours", "theirs", "shut", "begun", "again" })
        {
            var id = ids[name.ToUpperInvariant()];
            var reference = await OneAsync(services, $"SELECT \"Reference\" AS \"Value\" FROM bidding_bids WHERE \"Id\" = {id}");
            (_things["reference=" + name], _things["bid=" + name]) = (reference, reference);
            var files = await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM media_files WHERE \"OwnerId\" = {id} ORDER BY \"Id\"");
            (_things["file-" + name], _things["pricing-" + name]) = (Id(files[0]), Id(files[1]));
        }

        foreach (var name in new[] { "won", "proposed" })
        {
            var id = ids[name.ToUpperInvariant()];
            _things["award=" + name] = await OneAsync(services, $"SELECT \"Reference\" AS \"Value\" FROM awards_awards WHERE \"Id\" = {id}");
            foreach (var (who, gss) in new[] { ("officer", "E06000004"), ("neighbour", "E06000005") })
            {
                var request = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM involvement_requests WHERE \"SubjectId\" = {id} AND \"AuthorityCode\" = {gss}"));
                _things[$"{who}-{name}"] = request;
            }
        }

        foreach (var name in new[] { "bidder", "partner", "rival", "starter", "waiting", "lead", "leadtwo", "e06000004" })
        {
            var id = ids[name.ToUpperInvariant()];
            _things["reference=" + name] = await OneAsync(services, $"SELECT \"Reference\" AS \"Value\" FROM organisations_organisations WHERE \"Id\" = {id}");
            _things["slug=" + name] = await OneAsync(services, $"SELECT COALESCE(\"Slug\", '') AS \"Value\" FROM organisations_organisations WHERE \"Id\" = {id}");
        }

        foreach (var (role, email) in People.Roles.Where(r => r.Email.Length > 0))
        {
            var user = Guid.Parse(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM users_accounts WHERE \"Email\" = {email}"));
            _things["account-" + role] = user.ToString();
            if (await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM organisations_members WHERE \"UserId\" = {user}") is [var member]) _things["memberId=" + role] = Id(member);
            if (await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM notifications_messages WHERE \"UserId\" = {user} ORDER BY \"Id\" DESC") is [var newest, ..]) _things["message-" + role] = Id(newest);
        }

        _things["invitationId=bidder"] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM organisations_invitations WHERE \"Email\" = {"colleague@bidder.example.org"}"));
        _things["appointment"] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM organisations_appointments WHERE \"OrganisationId\" = {ids["LEAD"]}"));
        _things["invitation-asked"] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM consortia_invitations WHERE \"ConsortiumId\" = {ids["ASKED"]}"));
        var key = "comment:" + _things["officer-proposed"];
        _things["task"] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM workflows_user_tasks WHERE \"Key\" = {key}"));
        _things["instance"] = Id((await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM workflows_workflows ORDER BY \"Id\" DESC"))[0]);
        _things["message"] = Id((await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM data_outbox ORDER BY \"Id\" LIMIT 1"))[0]);
        _things["mail"] = Id((await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM notifications_mails ORDER BY \"Id\""))[0]);
        _things["record"] = Id((await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM audittrail_records WHERE \"SubjectId\" = {ids["WORK"]} ORDER BY \"Id\""))[0]);
        _things["role"] = Id((await ListAsync(services, $"SELECT \"Id\" AS \"Value\" FROM users_roles ORDER BY \"Id\""))[0]);
        _things["key=footer"] = (await ListAsync(services, $"SELECT \"Key\" AS \"Value\" FROM pages_menus ORDER BY \"Key\""))[0];
        _things["unpublished"] = Id(await OneAsync(services, $"SELECT \"Id\" AS \"Value\" FROM pages_pages WHERE \"PublishedVersion\" IS NULL"));
        _things["slug=unpublished"] = await OneAsync(services, $"SELECT \"Slug\" AS \"Value\" FROM pages_pages WHERE \"PublishedVersion\" IS NULL");
        _things["slug=published"] = (await ListAsync(services, $"SELECT \"Slug\" AS \"Value\" FROM pages_pages WHERE \"PublishedVersion\" IS NOT NULL ORDER BY \"Slug\""))[0];
    }

    /// <summary>What people call a row of a table.</summary>
    public static Task<string> ReferenceAsync(IServiceProvider services, string table, Guid id) =>
        OneAsync(services, System.Runtime.CompilerServices.FormattableStringFactory.Create($"SELECT \"Reference\" AS \"Value\" FROM {table} WHERE \"Id\" = {{0}}", id));

    private static async Task<string> OneAsync(IServiceProvider services, FormattableString sql) =>
        await ListAsync(services, sql) is [var one, ..] ? one : throw new InvalidOperationException("Nothing is there: " + sql);

    private static Task<List<string>> ListAsync(IServiceProvider services, FormattableString sql)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        // A key is text on the embedded engine and has to be made text on the other.
        var text = db.IsSqlite ? sql.Format : Value().Replace(sql.Format, "$1::text AS \"Value\"");
        return db.Database.SqlQueryRaw<string>(text, [.. sql.GetArguments().OfType<object>()]).ToListAsync();
    }

    private static string Id(string stored) => Guid.Parse(stored).ToString();

    private static string? Token(string text, string before) => Regex.Match(text, Regex.Escape(before) + "([^\\s?\"<>)]+)") is { Success: true } m ? m.Groups[1].Value.TrimEnd('.') : null;

    [GeneratedRegex(@"\{(\w+)=([^}]*)\}")]
    private static partial Regex Names();

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Key();

    [GeneratedRegex("(\"\\w+\") AS \"Value\"")]
    private static partial Regex Value();
}
