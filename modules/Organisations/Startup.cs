using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.AcceptInvitation;
using Procurement.Organisations.AdministerOrganisations;
using Procurement.Organisations.AppointLeadProvider;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Data;
using Procurement.Organisations.DecideRegistration;
using Procurement.Organisations.EditProfile;
using Procurement.Organisations.InviteColleague;
using Procurement.Organisations.ManagePeople;
using Procurement.Organisations.PlayDemonstration;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Organisations.SetUpAuthority;
using Procurement.Organisations.SetUpLeadProvider;
using Procurement.Site.Contracts;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Organisations;

/// <summary>Knows the organisations, their numbers and their people: who registers, who is let in, who belongs where, who is appointed.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<OrganisationQueries>();
        services.AddScoped<IOrganisations>(s => s.GetRequiredService<OrganisationQueries>());
        services.AddScoped<IMembershipSource, Memberships>();
        services.AddScoped<IRecipients, OrganisationRecipients>();
        services.AddScoped<IAssignees, OrganisationAssignees>();
        services.AddScoped<IAdminCount, WaitingCount>();

        services.AddScoped<Slugs>();
        services.AddScoped<BeginRegistrationHandler>();
        services.AddScoped<ChangeDraftHandler>();
        services.AddScoped<SendRegistrationHandler>();
        services.AddScoped<DecideRegistrationHandler>();
        services.AddScoped<InviteHandler>();
        services.AddScoped<AcceptInvitationHandler>();
        services.AddScoped<PeopleHandler>();
        services.AddScoped<EditProfileHandler>();
        services.AddScoped<SetUpAuthorityHandler>();
        services.AddScoped<SetUpLeadProviderHandler>();
        services.AddScoped<AppointHandler>();
        services.AddRecipeStep<OrganisationStep>();
        services.AddRecipeStep<AppointmentStep>();

        var administrators = AccessRule.Permission(OrganisationsPermissions.ManageOrganisations);
        services.AddPermission(new Permission(OrganisationsPermissions.ManageOrganisations, "Permission.ManageOrganisations", Roles.Administrator));
        services.AddAccess("Organisations", a => a
            .Folder("RegisterOrganisation", AccessRule.SignedIn)
            .Folder("YourOrganisation", AccessRule.SignedIn)
            .Folder("EditProfile", AccessRule.SignedIn)
            .Folder("ManagePeople", AccessRule.SignedIn)
            .Folder("InviteColleague", AccessRule.SignedIn)
            .Folder("AcceptInvitation", AccessRule.Anyone)
            .Folder("BrowseOrganisations", AccessRule.Anyone)
            .Folder("ViewOrganisation", AccessRule.Anyone)
            .Folder("AdministerOrganisations", administrators)
            .Folder("DecideRegistration", administrators)
            .Folder("SetUpAuthority", administrators)
            .Folder("SetUpLeadProvider", administrators)
            .Folder("AppointLeadProvider", administrators));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Organisations", "/organisations", "Organisations", AccessRule.Anyone, 30));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.YourOrganisation", "/your-organisation", "Organisations", new BelongsSomewhere(), 15));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.AdminOrganisations", "/admin/organisations", "Organisations", administrators, 20));
        services.AddObligatoryNotices("Membership", "ColleagueInvitation", "OrganisationApproved", "OrganisationRejected", "OrganisationSuspended", "OrganisationReinstated", "LeadProviderAppointed", "AppointmentEnded");
        services.AddOptionalNotices("People", "ColleagueJoined");
        services.AddOptionalNotices("Registrations", "OrganisationWaiting");
    }

    private sealed record BelongsSomewhere : AccessRule
    {
        public override bool Admits(IWho who) => who.Memberships.Count > 0;
    }
}
