using Procurement.Kernel;

namespace Procurement.Organisations.Domain;

/// <summary>A person who belongs to an organisation, and what it may do there.</summary>
internal sealed class Member
{
    private Member()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; private set; }
    public Guid UserId { get; private set; }
    public List<string> Duties { get; private set; } = [];
    public DateTimeOffset JoinedAt { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }

    public bool IsActive => LeftAt is null;

    internal static Member Of(Guid organisationId, Guid userId, IEnumerable<string> duties, DateTimeOffset now) =>
        new() { OrganisationId = organisationId, UserId = userId, Duties = InOrder(duties), JoinedAt = now };

    internal void Give(IEnumerable<string> duties) => Duties = InOrder(duties);

    internal void Leave(DateTimeOffset now) => LeftAt = now;

    internal void Return(IEnumerable<string> duties, DateTimeOffset now) => (Duties, JoinedAt, LeftAt) = (InOrder(duties), now, null);

    internal static List<string> InOrder(IEnumerable<string> duties) => [.. Kernel.Duties.All.Where(duties.Contains)];
}
