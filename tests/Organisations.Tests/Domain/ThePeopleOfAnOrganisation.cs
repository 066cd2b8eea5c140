using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Tests.Domain;

public sealed class ThePeopleOfAnOrganisation
{
    private static DateTimeOffset Now => AnOrganisation.Now;

    private readonly Organisation _organisation = new AnOrganisation().Approved().Build();

    [Fact]
    public void Whoever_registers_it_has_all_duties() => Assert.Equal(Duties.All, _organisation.Members[0].Duties);

    [Fact]
    public void A_link_is_kept_as_a_hash_alone()
    {
        var (invitation, token) = _organisation.Invite("new@v01.example.org", [Duties.Write], false, Now).Value;
        Assert.Equal(Invitation.HashOf(token), invitation.TokenHash);
        Assert.DoesNotContain(token, invitation.TokenHash, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_organisation.Events, e => System.Text.Json.JsonSerializer.Serialize<object>(e).Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_works_once()
    {
        var (invitation, _) = _organisation.Invite("new@v01.example.org", [Duties.Write], false, Now).Value;
        Assert.True(_organisation.Join(invitation, Guid.CreateVersion7(), "New@v01.example.org", Now).IsDone);
        Assert.IsType<InvitationCannotBeUsed>(_organisation.Join(invitation, Guid.CreateVersion7(), "new@v01.example.org", Now).Refusal);
    }

    [Fact]
    public void A_link_works_for_seven_days_to_the_instant()
    {
        var (invitation, _) = _organisation.Invite("new@v01.example.org", [Duties.Write], false, Now).Value;
        Assert.Equal(InvitationState.Invited, invitation.StateAt(Now.AddDays(7).AddTicks(-1)));
        Assert.IsType<InvitationCannotBeUsed>(_organisation.Join(invitation, Guid.CreateVersion7(), "new@v01.example.org", Now.AddDays(7)).Refusal);
    }

    [Fact]
    public void A_link_works_for_the_address_that_it_was_sent_to_alone()
    {
        var (invitation, _) = _organisation.Invite("new@v01.example.org", [Duties.Write], false, Now).Value;
        Assert.IsType<InvitationIsForAnotherAddress>(_organisation.Join(invitation, Guid.CreateVersion7(), "other@v01.example.org", Now).Refusal);
    }

    [Fact]
    public void A_link_that_was_taken_back_does_not_work()
    {
        var (invitation, _) = _organisation.Invite("new@v01.example.org", [Duties.Write], false, Now).Value;
        Assert.True(invitation.Revoke(Now).IsDone);
        Assert.IsType<InvitationCannotBeUsed>(_organisation.Join(invitation, Guid.CreateVersion7(), "new@v01.example.org", Now).Refusal);
    }

    [Fact]
    public void Nobody_is_invited_without_a_duty_or_an_address()
    {
        Assert.IsType<MemberNeedsADuty>(_organisation.Invite("new@v01.example.org", ["Everything"], false, Now).Refusal);
        Assert.IsType<EmailIsMalformed>(_organisation.Invite("somebody", [Duties.Write], false, Now).Refusal);
        Assert.IsType<PersonIsAMemberAlready>(_organisation.Invite("new@v01.example.org", [Duties.Write], true, Now).Refusal);
    }

    [Fact]
    public void The_last_who_manages_it_can_neither_leave_nor_give_it_up()
    {
        var first = _organisation.Members[0];
        Assert.IsType<LastManagerHasToStay>(_organisation.Remove(first.Id, Now).Refusal);
        Assert.IsType<LastManagerHasToStay>(_organisation.ChangeDuties(first.Id, [Duties.Write]).Refusal);

        var second = Join("second@v01.example.org", Duties.Manage);
        Assert.True(_organisation.Remove(first.Id, Now).IsDone);
        Assert.IsType<LastManagerHasToStay>(_organisation.Remove(second.Id, Now).Refusal);
    }

    [Fact]
    public void Two_who_manage_it_count_each_change_so_that_they_cannot_remove_each_other_at_once()
    {
        Join("second@v01.example.org", Duties.Manage);
        var before = _organisation.PeopleVersion;
        Assert.True(_organisation.Remove(_organisation.Members[0].Id, Now).IsDone);
        Assert.Equal(before + 1, _organisation.PeopleVersion);
    }

    [Fact]
    public void Whoever_left_can_come_back()
    {
        var second = Join("second@v01.example.org", Duties.Write);
        Assert.True(_organisation.Remove(second.Id, Now).IsDone);
        var (invitation, _) = _organisation.Invite("second@v01.example.org", [Duties.Approve], false, Now).Value;
        Assert.True(_organisation.Join(invitation, second.UserId, "second@v01.example.org", Now).IsDone);
        Assert.Equal([Duties.Approve], second.Duties);
        Assert.Equal(2, _organisation.Members.Count(m => m.IsActive));
        Assert.Contains(_organisation.Events, e => e is MemberRemoved);
    }

    private Member Join(string email, string duty)
    {
        var (invitation, _) = _organisation.Invite(email, [duty], false, Now).Value;
        var user = Guid.CreateVersion7();
        Assert.True(_organisation.Join(invitation, user, email, Now).IsDone);
        return _organisation.Members.Single(m => m.UserId == user);
    }
}
