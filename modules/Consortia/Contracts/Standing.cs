using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Consortia.Contracts;

/// <summary>What an organisation's legal form lets it do here.</summary>
public static class Standing
{
    private const string CharitableTrust = "CHA_TRU";

    /// <summary>
    /// True when it may lead, sign and bid alone: a legal person, or a trust, which contracts through its trustees. An unincorporated
    /// group may join a consortium and be paid through its lead member.
    /// </summary>
    public static bool CanSign(OrganisationCard organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        return organisation.HasLegalPersonality || organisation.TypeCode == CharitableTrust;
    }

    /// <summary>True when it may bid at all: an approved supplier, or a lead provider outside its own notices.</summary>
    public static bool MayBid(OrganisationCard organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        return organisation.IsApproved && organisation.Kind is OrganisationKind.Supplier or OrganisationKind.LeadProvider;
    }
}
