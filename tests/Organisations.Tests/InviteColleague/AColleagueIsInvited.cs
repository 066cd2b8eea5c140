using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.AcceptInvitation;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.InviteColleague;
using Procurement.Organisations.ManagePeople;
using Procurement.Testing;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Organisations.Tests.InviteColleague;

public sealed class AColleagueIsInvitedOnSqlite(OnSqlite fixture) : AColleagueIsInvited(fixture), IClassFixture<OnSqlite>;

public sealed class AColleagueIsInvitedOnPostgreSql(OnPostgreSql fixture) : AColleagueIsInvited(fixture), IClassFixture<OnPostgreSql>;

public abstract class AColleagueIsInvited(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task The_mailed_link_makes_an_account_and_joins_and_works_once()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var email = $"new{Story.Number()}@test.example.org";
        await InviteAsync(draft.Email, id, email, Duties.Write);
        await _portal.DrainAsync();
        var mail = Assert.Single(_portal.Mails(), m => m.To == email);
        var link = new Uri(mail.Link("/invitations/")).AbsolutePath;

        var visitor = _portal.Visitor();
        var page = await visitor.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(0, await CountAsync(id, Duties.Write, except: draft.Email));

        var form = new Dictionary<string, string> { ["Input.DisplayName"] = "Bid writer (demo account)", ["Input.Password"] = Passwords.Demonstration };
        var sent = await visitor.SendAsync(page, form);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Equal(1, await CountAsync(id, Duties.Write, except: draft.Email));

        var again = await _portal.Visitor().GetAsync(link);
        Assert.Null(again.Page.QuerySelector("main form[method=post]"));

        var browser = await _portal.SignInAsync(email);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/your-organisation/" + draft.Reference.ToLowerInvariant())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/your-organisation/{draft.Reference.ToLowerInvariant()}/people/invite")).Status);
    }

    [Fact]
    public async Task A_password_that_is_too_short_leaves_the_invitation_as_it_is()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var token = await InviteAsync(draft.Email, id, $"new{Story.Number()}@test.example.org", Duties.Write);
        var visitor = _portal.Visitor();
        var page = await visitor.GetAsync("/invitations/" + token);
        var sent = await visitor.SendAsync(page, new Dictionary<string, string> { ["Input.DisplayName"] = "Somebody (demo account)", ["Input.Password"] = "short" });
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.NotEmpty(sent.Errors);
        Assert.NotNull((await visitor.GetAsync("/invitations/" + token)).Page.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task A_link_that_nobody_was_sent_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Visitor().GetAsync("/invitations/" + new string('a', 43))).Status);

    [Fact]
    public async Task The_table_holds_no_link()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var token = await InviteAsync(draft.Email, id, $"new{Story.Number()}@test.example.org", Duties.Write);
        var stored = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Invitation>().SingleAsync(i => i.OrganisationId == id));
        Assert.NotEqual(token, stored.TokenHash);
        Assert.DoesNotContain(_portal.Log.Lines, l => l.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_account_cannot_use_the_link()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var token = await InviteAsync(draft.Email, id, $"new{Story.Number()}@test.example.org", Duties.Write);
        var stranger = await Story.PersonAsync(_portal);
        var result = await _portal.AsAsync(stranger, s => s.GetRequiredService<AcceptInvitationHandler>().AcceptAsync(token, CancellationToken.None));
        Assert.IsType<InvitationIsForAnotherAddress>(result.Refusal);
    }

    [Fact]
    public async Task Nobody_invites_to_anothers_organisation()
    {
        var (id, _) = await Story.ApprovedAsync(_portal);
        var (_, other) = await Story.ApprovedAsync(_portal);
        var result = await _portal.AsAsync(other.Email, s => s.GetRequiredService<InviteHandler>().HandleAsync(id, "spy@test.example.org", [Duties.Manage], CancellationToken.None));
        Assert.IsType<NotFound>(result.Refusal);
    }

    [Fact]
    public async Task One_address_is_invited_once_until_the_first_invitation_ends()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var email = $"new{Story.Number()}@test.example.org";
        await InviteAsync(draft.Email, id, email, Duties.Write);
        var second = await _portal.AsAsync(draft.Email, s => s.GetRequiredService<InviteHandler>().HandleAsync(id, email.ToUpperInvariant(), [Duties.Write], CancellationToken.None));
        Assert.IsType<PersonIsInvitedAlready>(second.Refusal);
    }

    [Fact]
    public async Task Two_who_manage_it_cannot_remove_each_other_at_once()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var second = await Story.PersonAsync(_portal);
        var token = await InviteAsync(draft.Email, id, second, Duties.Manage);
        await _portal.AsAsync(second, async s => Assert.True((await s.GetRequiredService<AcceptInvitationHandler>().AcceptAsync(token, CancellationToken.None)).IsDone));
        var members = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Member>().Where(m => m.OrganisationId == id).OrderBy(m => m.Id).ToListAsync());

        var results = await Task.WhenAll(
            _portal.AsAsync(draft.Email, s => s.GetRequiredService<PeopleHandler>().RemoveAsync(draft.Reference, members[1].Id, CancellationToken.None)),
            _portal.AsAsync(second, s => s.GetRequiredService<PeopleHandler>().RemoveAsync(draft.Reference, members[0].Id, CancellationToken.None)));

        Assert.Single(results, r => r.IsDone);
        Assert.Equal(1, await CountAsync(id, Duties.Manage, except: ""));
    }

    [Fact]
    public async Task Those_with_a_duty_are_told_and_without_any_those_who_manage_it_and_without_them_nobody()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var evaluator = await Story.PersonAsync(_portal);
        var token = await InviteAsync(draft.Email, id, evaluator, Duties.Evaluate);
        await _portal.AsAsync(evaluator, async s => Assert.True((await s.GetRequiredService<AcceptInvitationHandler>().AcceptAsync(token, CancellationToken.None)).IsDone));
        var members = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Member>().Where(m => m.OrganisationId == id).OrderBy(m => m.Id).ToListAsync());
        await _portal.AsAsync(draft.Email, async s => Assert.True((await s.GetRequiredService<PeopleHandler>()
            .ChangeDutiesAsync(draft.Reference, members[0].Id, [Duties.Manage], CancellationToken.None)).IsDone));

        Assert.Equal([evaluator], await ToldAsync(new To.Organisation(id, Duties.Evaluate)));
        Assert.Equal([draft.Email], await ToldAsync(new To.Organisation(id, Duties.Approve)));
        Assert.Empty(await ToldAsync(new To.Organisation(Guid.CreateVersion7(), Duties.Approve)));
        Assert.Empty(await _portal.AsAsync(null, async s => (await s.GetServices<IAssignees>().OfType<Data.OrganisationAssignees>().Single()
            .PeopleAsync(new Assignee.Organisation(id, Duties.Approve), CancellationToken.None))!));
    }

    private async Task<IReadOnlyList<string>> ToldAsync(To to) => await _portal.AsAsync(null, async s =>
    {
        foreach (var source in s.GetServices<IRecipients>())
        {
            if (await source.ResolveAsync(to, CancellationToken.None) is { } told) return told.Select(t => t.Email).ToArray();
        }

        return [];
    });

    private async Task<string> InviteAsync(string by, Guid organisation, string email, string duty) => await _portal.AsAsync(by, async s =>
    {
        var invited = await s.GetRequiredService<InviteHandler>().HandleAsync(organisation, email, [duty], CancellationToken.None);
        Assert.True(invited.IsDone, invited.Refusal?.ToString());
        return invited.Value.Token;
    });

    private async Task<int> CountAsync(Guid organisation, string duty, string except) => await _portal.AsAsync(null, async s =>
    {
        var accounts = s.GetRequiredService<IAccounts>();
        var first = except.Length > 0 ? (await accounts.FindByEmailAsync(except, CancellationToken.None))!.Id : Guid.Empty;
        return (await s.GetRequiredService<IOrganisations>().MembersAsync(organisation, duty, CancellationToken.None)).Count(m => m.UserId != first);
    });
}
