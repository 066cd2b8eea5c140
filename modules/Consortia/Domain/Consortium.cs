using Procurement.Consortia.Contracts;
using Procurement.Kernel;

namespace Procurement.Consortia.Domain;

/// <summary>Organisations that bid together. Whatever changes in its make-up lapses every acceptance and counts its version on.</summary>
internal sealed class Consortium : Entity
{
    public const int InvitationDays = 7;

    private readonly List<ConsortiumMember> _members = [];
    private readonly List<Invitation> _invitations = [];
    private List<Guid> _locks = [];

    private Consortium() { }

    public string Name { get; private set; } = "";

    /// <summary>What it was formed for; null when for any.</summary>
    public Guid? OpportunityId { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsAgreed { get; private set; }

    public DateTimeOffset FormedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public DateTimeOffset? DissolvedAt { get; private set; }

    public string? DissolvedBecause { get; private set; }

    /// <summary>The submitted bids that stand on it, enciphered and padded: a reader of the database does not even learn whether there are any.</summary>
    public string SealedLocks { get; private set; } = "";

    public IReadOnlyList<ConsortiumMember> AllMembers => _members;

    public IReadOnlyList<Invitation> Invitations => _invitations;

    public IEnumerable<ConsortiumMember> Members => _members.Where(m => m.State == MemberState.Active).OrderByDescending(m => m.IsLead).ThenBy(m => m.JoinedAt);

    public ConsortiumMember Lead => _members.Single(m => m is { State: MemberState.Active, IsLead: true });

    public bool IsLocked => _locks.Count > 0;

    public int Shares => Members.Sum(m => m.Share);

    public ConsortiumState State =>
        DissolvedAt is not null ? ConsortiumState.Dissolved
        : IsLocked ? ConsortiumState.Locked
        : IsAgreed ? ConsortiumState.Agreed
        : ConsortiumState.Forming;

    /// <summary>What hides its events.</summary>
    public Guid SealId => Id;

    public static Result<Consortium> Form(string name, Guid? opportunityId, Party lead, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(name)) return new ConsortiumNeedsAName();
        if (!lead.CanSign) return new LeadMustBeAbleToSign(lead.Name);

        var formed = new Consortium { Name = name.Trim(), OpportunityId = opportunityId, FormedAt = now, ChangedAt = now };
        formed._members.Add(ConsortiumMember.Of(lead, share: 100, isLead: true, now));
        formed.Raise(new ConsortiumFormed(formed.Id, formed.Name, lead.OrganisationId, formed.SealId));
        return formed;
    }

    public Result<Invitation> Invite(Party party, int share, string? message, DateTimeOffset now, Guid? replaces = null)
    {
        if (Cannot() is { } refusal) return refusal;
        if (share is < 1 or > 99) return new ShareIsNotWhole();
        if (Members.Any(m => m.OrganisationId == party.OrganisationId)) return new IsAlreadyMember(party.Name);
        if (Waiting(now).Any(i => i.OrganisationId == party.OrganisationId)) return new IsAlreadyInvited(party.Name);
        if (replaces is { } old && !Members.Any(m => m.OrganisationId == old && !m.IsLead)) return new NotFound();

        var invitation = Invitation.Of(party, share, message, replaces, now, now.AddDays(InvitationDays));
        _invitations.Add(invitation);
        ChangedAt = now;
        Raise(new OrganisationInvited(Id, Name, party.OrganisationId, invitation.ExpiresAt, SealId));
        return invitation;
    }

    public Result Accept(Guid invitationId, Party party, DateTimeOffset now)
    {
        if (_invitations.Find(i => i.Id == invitationId && i.OrganisationId == party.OrganisationId) is not { } invitation) return new NotFound();
        if (invitation.StateAt(now) is not InvitationState.Invited) return new InvitationIsOver(invitation.StateAt(now));
        if (Cannot() is { } refusal) return refusal;

        invitation.End(InvitationState.Accepted, now);
        var member = ConsortiumMember.Of(party, invitation.Share, isLead: false, now);
        if (invitation.Replaces is { } old && Members.FirstOrDefault(m => m.OrganisationId == old) is { } replaced)
        {
            member.TakeShareOf(replaced);
            replaced.Leave(MemberState.Replaced, now);
        }
        else
        {
            // The newcomer's share comes out of the lead's, so that the shares go on adding up while the lead's lasts.
            Lead.Share = Math.Max(0, Lead.Share - member.Share);
        }

        _members.Add(member);
        Changed("member-joined", now);
        Raise(new InvitationAnswered(Id, Name, party.OrganisationId, nameof(InvitationState.Accepted), SealId));
        return Result.Done;
    }

    public Result Decline(Guid invitationId, Guid organisationId, DateTimeOffset now)
    {
        if (_invitations.Find(i => i.Id == invitationId && i.OrganisationId == organisationId) is not { } invitation) return new NotFound();
        if (invitation.StateAt(now) is not InvitationState.Invited) return new InvitationIsOver(invitation.StateAt(now));

        invitation.End(InvitationState.Declined, now);
        ChangedAt = now;
        Raise(new InvitationAnswered(Id, Name, organisationId, nameof(InvitationState.Declined), SealId));
        return Result.Done;
    }

    public Result Revoke(Guid invitationId, DateTimeOffset now)
    {
        if (_invitations.Find(i => i.Id == invitationId) is not { } invitation) return new NotFound();
        if (invitation.StateAt(now) is not InvitationState.Invited) return new InvitationIsOver(invitation.StateAt(now));

        invitation.End(InvitationState.Revoked, now);
        ChangedAt = now;
        Raise(new InvitationAnswered(Id, Name, invitation.OrganisationId, nameof(InvitationState.Revoked), SealId));
        return Result.Done;
    }

    /// <summary>Writes down that invitations have expired; returns them.</summary>
    public IReadOnlyList<Invitation> Expire(DateTimeOffset now)
    {
        var over = _invitations.FindAll(i => i.State == InvitationState.Invited && now >= i.ExpiresAt);
        foreach (var invitation in over)
        {
            invitation.End(InvitationState.Expired, now);
            ChangedAt = now;
            Raise(new InvitationAnswered(Id, Name, invitation.OrganisationId, nameof(InvitationState.Expired), SealId));
        }

        return over;
    }

    public Result SetShares(IReadOnlyDictionary<Guid, int> shares, DateTimeOffset now)
    {
        if (Cannot() is { } refusal) return refusal;
        if (Members.Any(m => !shares.ContainsKey(m.OrganisationId))) return new ChangedBySomebodyElse();
        if (Members.Any(m => shares[m.OrganisationId] is < 1 or > 100)) return new ShareIsNotWhole();
        if (Members.Sum(m => shares[m.OrganisationId]) is not 100 and var sum) return new SharesDoNotAddUp(sum);

        if (Members.All(m => m.Share == shares[m.OrganisationId])) return Result.Done;
        foreach (var member in Members) member.Share = shares[member.OrganisationId];
        Changed("shares", now);
        return Result.Done;
    }

    public Result Rename(string name, DateTimeOffset now)
    {
        if (Cannot() is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(name)) return new ConsortiumNeedsAName();

        if (name.Trim() == Name) return Result.Done;
        Name = name.Trim();
        Changed("name", now);
        return Result.Done;
    }

    public Result ChangeLead(Guid organisationId, DateTimeOffset now)
    {
        if (Cannot() is { } refusal) return refusal;
        if (Members.FirstOrDefault(m => m.OrganisationId == organisationId) is not { } next) return new NotFound();
        if (!next.CanSign) return new LeadMustBeAbleToSign(next.Name);

        if (next.IsLead) return Result.Done;
        Lead.IsLead = false;
        next.IsLead = true;
        Changed("lead", now);
        return Result.Done;
    }

    public Result Withdraw(Guid organisationId, DateTimeOffset now)
    {
        if (Cannot() is { } refusal) return refusal;
        if (Members.FirstOrDefault(m => m.OrganisationId == organisationId) is not { } member) return new NotFound();
        if (member.IsLead) return new LeadCannotLeave();

        member.Leave(MemberState.Withdrawn, now);
        Lead.Share += member.Share;
        Changed("member-left", now);
        return Result.Done;
    }

    public Result AcceptMakeUp(Guid organisationId, int version, string by, DateTimeOffset now)
    {
        if (Cannot() is { } refusal) return refusal;
        if (Members.FirstOrDefault(m => m.OrganisationId == organisationId) is not { } member) return new NotFound();
        if (version != Version) return new MakeUpHasChanged(Version);
        if (Members.Count() < 2) return new ConsortiumNeedsTwoMembers();
        if (Shares != 100) return new SharesDoNotAddUp(Shares);
        if (Members.FirstOrDefault(m => m.Share < 1) is not null) return new ShareIsNotWhole();
        if (!Lead.CanSign) return new LeadMustBeAbleToSign(Lead.Name);
        if (member.HasAccepted(Version)) return Result.Done;

        member.Accept(Version, by, now);
        ChangedAt = now;
        Raise(new MakeUpAccepted(Id, Name, Version, organisationId, SealId));
        if (!Members.All(m => m.HasAccepted(Version))) return Result.Done;
        IsAgreed = true;
        Raise(new ConsortiumAgreed(Id, Name, Version, SealId));
        return Result.Done;
    }

    public Result Dissolve(string reason, DateTimeOffset now)
    {
        if (Cannot() is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(reason)) return new SayWhyYouDissolve();

        foreach (var invitation in Waiting(now).ToArray()) Revoke(invitation.Id, now);
        DissolvedAt = ChangedAt = now;
        DissolvedBecause = reason.Trim();
        IsAgreed = false;
        Raise(new ConsortiumDissolved(Id, Name, DissolvedBecause, SealId));
        return Result.Done;
    }

    public Result Lock(Guid bidId)
    {
        if (DissolvedAt is not null) return new ConsortiumIsDissolved();
        if (!IsAgreed) return new ConsortiumIsNotAgreed(Name);

        if (!_locks.Contains(bidId)) _locks.Add(bidId);
        return Result.Done;
    }

    public void Release(Guid bidId) => _locks.Remove(bidId);

    public IEnumerable<Invitation> Waiting(DateTimeOffset now) => _invitations.Where(i => i.StateAt(now) == InvitationState.Invited);

    public void OpenLocks(Func<string, IReadOnlyList<Guid>> open) => _locks = SealedLocks.Length == 0 ? [] : [.. open(SealedLocks)];

    public void SealLocks(Func<IReadOnlyList<Guid>, string> seal) => SealedLocks = seal(_locks);

    private Refusal? Cannot() =>
        DissolvedAt is not null ? new ConsortiumIsDissolved()
        : IsLocked ? new ConsortiumIsLocked()
        : null;

    private void Changed(string what, DateTimeOffset now)
    {
        Version++;
        IsAgreed = false;
        ChangedAt = now;
        Raise(new ConsortiumChanged(Id, Name, Version, what, SealId));
    }
}

/// <summary>An organisation as it joins: what is copied of it, and whether it may sign.</summary>
internal sealed record Party(Guid OrganisationId, string Name, bool CanSign);

internal enum MemberState
{
    Active,
    Withdrawn,
    Replaced,
}

internal sealed class ConsortiumMember
{
    private ConsortiumMember() { }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrganisationId { get; private set; }

    public string Name { get; internal set; } = "";

    public int Share { get; internal set; }

    public bool IsLead { get; internal set; }

    public bool CanSign { get; private set; }

    public MemberState State { get; private set; }

    public DateTimeOffset JoinedAt { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public int? AcceptedVersion { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public string? AcceptedBy { get; private set; }

    public bool HasAccepted(int version) => AcceptedVersion == version;

    internal static ConsortiumMember Of(Party party, int share, bool isLead, DateTimeOffset now) =>
        new() { OrganisationId = party.OrganisationId, Name = party.Name, CanSign = party.CanSign, Share = share, IsLead = isLead, JoinedAt = now };

    internal void TakeShareOf(ConsortiumMember other) => Share = other.Share;

    internal void Leave(MemberState state, DateTimeOffset now) => (State, LeftAt) = (state, now);

    internal void Accept(int version, string by, DateTimeOffset now) => (AcceptedVersion, AcceptedBy, AcceptedAt) = (version, by, now);
}

internal enum InvitationState
{
    Invited,
    Accepted,
    Declined,
    Revoked,
    Expired,
}

internal sealed class Invitation
{
    private Invitation() { }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrganisationId { get; private set; }

    public string Name { get; private set; } = "";

    public int Share { get; private set; }

    public string? Message { get; private set; }

    public Guid? Replaces { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public InvitationState State { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Right at that instant, whether or not the job that writes it down has run.</summary>
    public InvitationState StateAt(DateTimeOffset now) => State == InvitationState.Invited && now >= ExpiresAt ? InvitationState.Expired : State;

    internal static Invitation Of(Party party, int share, string? message, Guid? replaces, DateTimeOffset now, DateTimeOffset expires) => new()
    {
        OrganisationId = party.OrganisationId,
        Name = party.Name,
        Share = share,
        Message = string.IsNullOrWhiteSpace(message) ? null : message.Trim(),
        Replaces = replaces,
        InvitedAt = now,
        ExpiresAt = expires,
    };

    internal void End(InvitationState state, DateTimeOffset now) => (State, EndedAt) = (state, now);
}
