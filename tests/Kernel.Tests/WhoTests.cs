namespace Procurement.Kernel.Tests;

public sealed class WhoTests
{
    private static readonly Guid Suspended = Guid.CreateVersion7();
    private static readonly Guid Approved = Guid.CreateVersion7();

    [Fact]
    public void Who_belongs_to_a_suspended_organisation_and_to_an_approved_one_acts_for_the_approved_one_alone()
    {
        IWho who = new Person();
        Assert.False(who.May(Duties.Approve, Suspended));
        Assert.True(who.May(Duties.Approve, Approved));
        // What it was told it may read, and its own people it may manage.
        Assert.True(who.BelongsTo(Suspended));
        Assert.True(who.HasDuty(Duties.Approve, Suspended));
        Assert.False(who.HasDuty(Duties.Evaluate, Suspended));
    }

    private sealed class Person : IWho
    {
        public Guid? UserId { get; } = Guid.CreateVersion7();

        public string DisplayName => "Chief officer";

        public bool IsSystem => false;

        public IReadOnlyList<Membership> Memberships { get; } =
        [
            new(Suspended, "One", OrganisationKind.Supplier, IsApproved: false, new HashSet<string> { Duties.Approve }),
            new(Approved, "Two", OrganisationKind.Supplier, IsApproved: true, new HashSet<string> { Duties.Approve }),
        ];

        public IReadOnlySet<string> Permissions { get; } = new HashSet<string>();
    }
}
