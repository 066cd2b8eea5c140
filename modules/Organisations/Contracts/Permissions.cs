namespace Procurement.Organisations.Contracts;

/// <summary>The names of this module's permissions.</summary>
public static class OrganisationsPermissions
{
    /// <summary>Approves, suspends and sets up organisations, invites their people, appoints lead providers.</summary>
    public const string ManageOrganisations = "ManageOrganisations";
}
