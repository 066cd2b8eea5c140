using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Tests.Domain;

public sealed class ARegistration
{
    private static DateTimeOffset Now => AnOrganisation.Now;

    [Fact]
    public void Is_a_draft_until_it_is_sent_and_claims_its_numbers_then()
    {
        var organisation = new AnOrganisation().Build();
        Assert.Equal(OrganisationStatus.Draft, organisation.Status);
        Assert.Null(organisation.Identifiers[0].Claim);

        Assert.True(organisation.Send("harbour-door-demo", Now).IsDone);
        Assert.Equal(OrganisationStatus.AwaitingApproval, organisation.Status);
        Assert.Equal("GB-CHC:9900101", organisation.Identifiers[0].Claim);
        Assert.Contains(organisation.Events, e => e is OrganisationRegistered);
    }

    [Fact]
    public void Cannot_be_sent_while_something_is_missing()
    {
        var organisation = Organisation.Begin("ORG-2026-0009", Guid.CreateVersion7(), Now);
        Assert.IsType<RegistrationIsIncomplete>(organisation.Send("x", Now).Refusal);
        Assert.Equal(["type", "name", "contact", "services", "places"], organisation.Missing());
    }

    [Fact]
    public void Cannot_be_changed_or_sent_again_while_it_is_looked_at()
    {
        var organisation = new AnOrganisation().Sent().Build();
        Assert.IsType<RegistrationWasSent>(organisation.GiveName("Another", "").Refusal);
        Assert.IsType<RegistrationWasSent>(organisation.Send("x", Now).Refusal);
    }

    [Fact]
    public void An_unincorporated_group_needs_no_number() => Assert.True(new AnOrganisation("UNI").Build().Send("group", Now).IsDone);

    [Fact]
    public void A_charity_needs_its_number() =>
        Assert.IsType<OrganisationNeedsANumber>(new AnOrganisation().Build().GiveNumbers([("GB-CHC", " ")]).Refusal);

    [Fact]
    public void A_VAT_number_alone_is_not_enough() =>
        Assert.IsType<OrganisationNeedsANumber>(new AnOrganisation().Build().GiveNumbers([("VAT", "220430231")]).Refusal);

    [Fact]
    public void A_number_that_cannot_be_one_is_refused() =>
        Assert.IsType<NumberIsMalformed>(new AnOrganisation().Build().GiveNumbers([("GB-CHC", "12345")]).Refusal);

    [Fact]
    public void The_same_number_typed_twice_is_one()
    {
        var organisation = new AnOrganisation().Build();
        Assert.True(organisation.GiveNumbers([("GB-COH", "7444723"), ("GB-COH", "07444723")]).IsDone);
        Assert.Single(organisation.Identifiers);
    }

    [Fact]
    public void A_council_does_not_register_itself() => Assert.IsType<OrganisationNeedsAType>(new AnOrganisation().Build().ChooseType("LOC").Refusal);

    [Fact]
    public void Rejecting_needs_a_reason_and_frees_the_numbers()
    {
        var organisation = new AnOrganisation().Sent().Build();
        Assert.IsType<ReasonIsMissing>(organisation.Reject(" ", Now).Refusal);
        Assert.True(organisation.Reject("The number is another charity's.", Now).IsDone);
        Assert.Null(organisation.Identifiers[0].Claim);
        Assert.True(organisation.IsDraft);
        Assert.True(organisation.Send("again", Now).IsDone);
    }

    [Fact]
    public void Only_one_that_waits_is_approved()
    {
        var organisation = new AnOrganisation().Approved().Build();
        Assert.IsType<OrganisationIsNotWaiting>(organisation.Approve(Now).Refusal);
    }

    [Fact]
    public void Suspending_needs_a_reason_and_is_undone()
    {
        var organisation = new AnOrganisation().Approved().Build();
        Assert.IsType<ReasonIsMissing>(organisation.Suspend("").Refusal);
        Assert.True(organisation.Suspend("An investigation").IsDone);
        Assert.True(organisation.Reinstate().IsDone);
        Assert.Equal(OrganisationStatus.Approved, organisation.Status);
    }

    [Fact]
    public void A_trust_has_no_legal_personality_and_a_CIO_has()
    {
        Assert.False(OrganisationTypes.Find("CHA_TRU")!.HasLegalPersonality);
        Assert.False(OrganisationTypes.Find("UNI")!.HasLegalPersonality);
        Assert.True(OrganisationTypes.Find("CIO")!.HasLegalPersonality);
    }

    [Fact]
    public void A_Welsh_name_is_found_without_its_circumflex() => Assert.Equal("ty brith recovery (demo)", Naming.Folded("Tŷ Brith Recovery (demo)"));

    [Fact]
    public void An_address_is_made_of_letters_and_figures() => Assert.Equal("second-kettle-womens-centre-demo", Naming.Slug("Second Kettle Women’s Centre (demo)"));
}
