using Microsoft.Extensions.DependencyInjection;
using Procurement.Consortia.AnswerInvitation;
using Procurement.Consortia.ChangeMakeUp;
using Procurement.Consortia.Contracts;
using Procurement.Consortia.Data;
using Procurement.Consortia.DissolveConsortium;
using Procurement.Consortia.Domain;
using Procurement.Consortia.FindPartners;
using Procurement.Consortia.FormConsortium;
using Procurement.Consortia.InvitePartner;
using Procurement.Consortia.LeaveConsortium;
using Procurement.Consortia.Steps;
using Procurement.Consortia.WhenOrganisationChanged;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Consortia;

/// <summary>Consortia: organisations that bid together, each asked before it is a member, and each accepting the exact make-up.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        OrganisationKind[] kinds = [OrganisationKind.Supplier, OrganisationKind.LeadProvider];
        services.AddAccess("Consortia", a => a
            .Folder("ListConsortia", AccessRule.MemberOfAny(null, kinds))
            .Folder("ViewConsortium", AccessRule.MemberOfAny(null, kinds))
            .Folder("FormConsortium", AccessRule.MemberOfAny(Duties.Write, kinds))
            .Folder("FindPartners", AccessRule.MemberOfAny(Duties.Write, kinds))
            .Folder("InvitePartner", AccessRule.MemberOfAny(Duties.Write, kinds))
            .Folder("AnswerInvitation", AccessRule.MemberOfAny(null, kinds))
            .Folder("ChangeMakeUp", AccessRule.MemberOfAny(Duties.Write, kinds))
            .Folder("LeaveConsortium", AccessRule.MemberOfAny(Duties.Approve, kinds))
            .Folder("DissolveConsortium", AccessRule.MemberOfAny(Duties.Approve, kinds)));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Consortia", "/consortia", "Consortia", AccessRule.MemberOf(OrganisationKind.Supplier), 30));

        services.AddScoped<ConsortiumBook>().AddScoped<IConsortia>(s => s.GetRequiredService<ConsortiumBook>());
        services.AddScoped<Invitations>().AddScoped<Gaps>();
        services.AddScoped<FormConsortiumHandler>().AddScoped<InvitePartnerHandler>().AddScoped<AnswerInvitationHandler>()
            .AddScoped<ChangeMakeUpHandler>().AddScoped<LeaveConsortiumHandler>().AddScoped<DissolveConsortiumHandler>();
        services.AddJob<ExpireInvitations>("Consortia", TimeSpan.FromMinutes(10));
        services.AddReaction<OrganisationProfileChanged, CopyName>();
        services.AddRecipeStep<ConsortiumStep>();
        services.AddObligatoryNotices("Consortia", "ConsortiumInvitation", "ConsortiumInvitationRevoked", "ConsortiumInvitationAccepted", "ConsortiumInvitationDeclined",
            "ConsortiumInvitationExpired", "ConsortiumAcceptanceAsked", "ConsortiumAcceptanceLapsed", "ConsortiumAgreed", "ConsortiumMemberLeft", "ConsortiumDissolved");
    }
}
