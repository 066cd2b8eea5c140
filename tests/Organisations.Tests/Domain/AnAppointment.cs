using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Tests.Domain;

public sealed class AnAppointment
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private readonly Organisation _lead = AnOrganisation.LeadProvider();

    [Fact]
    public void Holds_from_its_first_day_to_its_last_and_both()
    {
        var appointment = _lead.Appoint(["CPA17"], Today, Today.AddDays(10), AnOrganisation.Now).Value;
        Assert.False(appointment.IsOn(Today.AddDays(-1)));
        Assert.True(appointment.IsOn(Today));
        Assert.True(appointment.IsOn(Today.AddDays(10)));
        Assert.False(appointment.IsOn(Today.AddDays(11)));
    }

    [Fact]
    public void Needs_areas_and_an_order_of_its_days()
    {
        Assert.IsType<AppointmentNeedsAreas>(_lead.Appoint([], Today, null, AnOrganisation.Now).Refusal);
        Assert.IsType<AppointmentEndsBeforeItStarts>(_lead.Appoint(["CPA17"], Today, Today.AddDays(-1), AnOrganisation.Now).Refusal);
    }

    [Fact]
    public void Is_for_lead_providers() =>
        Assert.IsType<OnlyLeadProvidersAreAppointed>(new AnOrganisation().Approved().Build().Appoint(["CPA17"], Today, null, AnOrganisation.Now).Refusal);

    [Fact]
    public void Ends_early_with_a_reason_and_stays_in_the_list()
    {
        var appointment = _lead.Appoint(["CPA17"], Today, null, AnOrganisation.Now).Value;
        Assert.IsType<ReasonIsMissing>(_lead.EndAppointment(appointment.Id, Today.AddDays(3), " ", Today).Refusal);
        Assert.IsType<AppointmentCannotEndInThePast>(_lead.EndAppointment(appointment.Id, Today, "why", Today.AddDays(1)).Refusal);
        Assert.True(_lead.EndAppointment(appointment.Id, Today.AddDays(3), "The contract ended.", Today).IsDone);
        Assert.IsType<AppointmentEndsAlready>(_lead.EndAppointment(appointment.Id, Today.AddDays(5), "later", Today).Refusal);
        Assert.Equal("The contract ended.", Assert.Single(_lead.Appointments).EndReason);
    }

    [Fact]
    public void A_trust_cannot_be_a_lead_provider() =>
        Assert.IsType<TypeMayNotLead>(Organisation.ForLeadProvider("ORG-2026-0003", "CHA_TRU", "Trust (demo)", "", [("GB-CHC", "9900107")], AnOrganisation.Now).Refusal);
}
