using Procurement.Consortia.Contracts;
using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.Tests.Domain;

public sealed class AConsortium
{
    private static readonly DateTimeOffset Now = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);
    private readonly Party _lead = new(Guid.CreateVersion7(), "Second Kettle Women's Centre (demo)", CanSign: true);
    private readonly Party _partner = new(Guid.CreateVersion7(), "Nine Bridges Family Links (demo)", CanSign: true);
    private readonly Party _group = new(Guid.CreateVersion7(), "Mosaic Lane Community Voice (demo)", CanSign: false);

    private Consortium Formed() => Consortium.Form("South Thames (demo consortium)", null, _lead, Now).Value;

    private Consortium WithPartner(int share = 40)
    {
        var consortium = Formed();
        Must(consortium.Accept(consortium.Invite(_partner, share, null, Now).Value.Id, _partner, Now));
        return consortium;
    }

    private Consortium Agreed()
    {
        var consortium = WithPartner();
        foreach (var member in consortium.Members) Must(consortium.AcceptMakeUp(member.OrganisationId, consortium.Version, "Chief", Now));
        return consortium;
    }

    private static void Must(Result result) => Assert.True(result.IsDone, result.Refusal?.ToString());

    [Fact]
    public void It_is_led_by_an_organisation_that_can_sign()
    {
        Assert.IsType<LeadMustBeAbleToSign>(Consortium.Form("Ours", null, _group, Now).Refusal);
        Assert.IsType<ConsortiumNeedsAName>(Consortium.Form(" ", null, _lead, Now).Refusal);
        var consortium = Formed();
        Must(consortium.Accept(consortium.Invite(_group, 15, null, Now).Value.Id, _group, Now));
        Assert.IsType<LeadMustBeAbleToSign>(consortium.ChangeLead(_group.OrganisationId, Now).Refusal);
    }

    [Fact]
    public void Nobody_is_a_member_without_having_said_yes()
    {
        var consortium = Formed();
        var invitation = consortium.Invite(_partner, 40, "Join us.", Now).Value;
        Assert.Single(consortium.Members);
        Assert.IsType<NotFound>(consortium.Accept(invitation.Id, _group, Now).Refusal);
        Must(consortium.Decline(invitation.Id, _partner.OrganisationId, Now));
        Assert.Single(consortium.Members);
        Assert.IsType<InvitationIsOver>(consortium.Accept(invitation.Id, _partner, Now).Refusal);
    }

    [Fact]
    public void An_invitation_is_open_for_seven_days_to_the_instant()
    {
        var consortium = Formed();
        var invitation = consortium.Invite(_partner, 40, null, Now).Value;
        Assert.Equal(InvitationState.Invited, invitation.StateAt(Now.AddDays(7).AddTicks(-1)));
        Assert.Equal(new InvitationIsOver(InvitationState.Expired), consortium.Accept(invitation.Id, _partner, Now.AddDays(7)).Refusal);
        Assert.Same(invitation, Assert.Single(consortium.Expire(Now.AddDays(7))));
        Assert.True(consortium.Invite(_partner, 40, null, Now.AddDays(7)).IsDone);
    }

    [Fact]
    public void Nobody_is_asked_twice_at_a_time()
    {
        var consortium = WithPartner();
        Assert.IsType<IsAlreadyMember>(consortium.Invite(_partner, 10, null, Now).Refusal);
        Assert.True(consortium.Invite(_group, 10, null, Now).IsDone);
        Assert.IsType<IsAlreadyInvited>(consortium.Invite(_group, 10, null, Now).Refusal);
    }

    [Fact]
    public void Shares_are_whole_percents_that_add_up_to_100()
    {
        var consortium = WithPartner();
        Assert.Equal(100, consortium.Shares);
        Assert.Equal(new SharesDoNotAddUp(99), consortium.SetShares(new Dictionary<Guid, int> { [_lead.OrganisationId] = 60, [_partner.OrganisationId] = 39 }, Now).Refusal);
        Assert.IsType<ShareIsNotWhole>(consortium.SetShares(new Dictionary<Guid, int> { [_lead.OrganisationId] = 100, [_partner.OrganisationId] = 0 }, Now).Refusal);
        Must(consortium.SetShares(new Dictionary<Guid, int> { [_lead.OrganisationId] = 70, [_partner.OrganisationId] = 30 }, Now));
    }

    [Fact]
    public void It_is_agreed_when_every_member_has_accepted_the_same_version()
    {
        var consortium = WithPartner();
        Must(consortium.AcceptMakeUp(_lead.OrganisationId, consortium.Version, "Chief", Now));
        Assert.Equal(ConsortiumState.Forming, consortium.State);
        Assert.IsType<MakeUpHasChanged>(consortium.AcceptMakeUp(_partner.OrganisationId, consortium.Version - 1, "Chief", Now).Refusal);
        Must(consortium.AcceptMakeUp(_partner.OrganisationId, consortium.Version, "Chief", Now));
        Assert.Equal(ConsortiumState.Agreed, consortium.State);
    }

    [Fact]
    public void One_alone_is_no_consortium()
    {
        var consortium = Formed();
        Assert.IsType<ConsortiumNeedsTwoMembers>(consortium.AcceptMakeUp(_lead.OrganisationId, consortium.Version, "Chief", Now).Refusal);
    }

    public static TheoryData<string> Changes => ["shares", "name", "lead", "join", "leave"];

    [Theory, MemberData(nameof(Changes))]
    public void Any_change_lapses_all_acceptances(string change)
    {
        var consortium = Agreed();
        var before = consortium.Version;
        Must(change switch
        {
            "shares" => consortium.SetShares(new Dictionary<Guid, int> { [_lead.OrganisationId] = 70, [_partner.OrganisationId] = 30 }, Now),
            "name" => consortium.Rename("Another name", Now),
            "lead" => consortium.ChangeLead(_partner.OrganisationId, Now),
            "join" => consortium.Accept(consortium.Invite(_group, 10, null, Now).Value.Id, _group, Now),
            _ => consortium.Withdraw(_partner.OrganisationId, Now),
        });
        Assert.True(consortium.Version > before);
        Assert.Equal(ConsortiumState.Forming, consortium.State);
        Assert.DoesNotContain(consortium.Members, m => m.HasAccepted(consortium.Version));
    }

    [Fact]
    public void Saving_what_is_there_already_lapses_nothing()
    {
        var consortium = Agreed();
        Must(consortium.SetShares(consortium.Members.ToDictionary(m => m.OrganisationId, m => m.Share), Now));
        Must(consortium.Rename(consortium.Name, Now));
        Assert.Equal(ConsortiumState.Agreed, consortium.State);
    }

    [Fact]
    public void A_member_can_be_replaced_and_its_successor_takes_its_share()
    {
        var consortium = WithPartner(share: 35);
        var invitation = consortium.Invite(_group, 35, null, Now, replaces: _partner.OrganisationId).Value;
        Must(consortium.Accept(invitation.Id, _group, Now));
        Assert.Equal([(_lead.OrganisationId, 65), (_group.OrganisationId, 35)], consortium.Members.Select(m => (m.OrganisationId, m.Share)));
        Assert.Equal(MemberState.Replaced, consortium.AllMembers.Single(m => m.OrganisationId == _partner.OrganisationId).State);
    }

    [Fact]
    public void The_lead_cannot_leave_and_a_share_goes_back_to_it()
    {
        var consortium = WithPartner();
        Assert.IsType<LeadCannotLeave>(consortium.Withdraw(_lead.OrganisationId, Now).Refusal);
        Must(consortium.Withdraw(_partner.OrganisationId, Now));
        Assert.Equal(100, consortium.Lead.Share);
    }

    [Fact]
    public void A_submitted_bid_locks_it_until_it_is_withdrawn()
    {
        var consortium = WithPartner();
        Assert.IsType<ConsortiumIsNotAgreed>(consortium.Lock(Guid.CreateVersion7()).Refusal);
        consortium = Agreed();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Must(consortium.Lock(first));
        Must(consortium.Lock(second));
        Assert.Equal(ConsortiumState.Locked, consortium.State);
        Assert.IsType<ConsortiumIsLocked>(consortium.Rename("Another name", Now).Refusal);
        Assert.IsType<ConsortiumIsLocked>(consortium.Withdraw(_partner.OrganisationId, Now).Refusal);
        Assert.IsType<ConsortiumIsLocked>(consortium.Dissolve("Over.", Now).Refusal);
        consortium.Release(first);
        Assert.Equal(ConsortiumState.Locked, consortium.State);
        consortium.Release(second);
        Assert.Equal(ConsortiumState.Agreed, consortium.State);
    }

    [Fact]
    public void Dissolving_takes_back_what_is_still_asked_and_is_the_end()
    {
        var consortium = WithPartner();
        var invitation = consortium.Invite(_group, 10, null, Now).Value;
        Assert.IsType<SayWhyYouDissolve>(consortium.Dissolve("", Now).Refusal);
        Must(consortium.Dissolve("We found no third partner.", Now));
        Assert.Equal(InvitationState.Revoked, invitation.State);
        Assert.IsType<ConsortiumIsDissolved>(consortium.Invite(_group, 10, null, Now).Refusal);
        Assert.IsType<ConsortiumIsDissolved>(consortium.Lock(Guid.CreateVersion7()).Refusal);
    }
}
