using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Activities;
using Procurement.Awards.ApproveAward;
using Procurement.Awards.CancelAward;
using Procurement.Awards.ChallengeAward;
using Procurement.Awards.ConfirmAward;
using Procurement.Awards.Contracts;
using Procurement.Awards.DescribeBids;
using Procurement.Awards.Domain;
using Procurement.Awards.EditFeedback;
using Procurement.Awards.GuardSubjects;
using Procurement.Awards.Play;
using Procurement.Awards.ProposeAward;
using Procurement.Awards.ReleaseHolds;
using Procurement.Awards.WhenLotCancelled;
using Procurement.Awards.WhenSubjectCleared;
using Procurement.Bidding.Contracts;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards;

/// <summary>An award is proposed from the ranking, decided by a second person after the authorities were heard, and public when its standstill is over.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        var lead = AccessRule.MemberOf(OrganisationKind.LeadProvider);
        var approver = AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Approve);
        services.AddAccess("Awards", a => a
            .Folder("ProposeAward", lead)
            .Folder("SeeAwards", lead)
            .Folder("EditFeedback", lead)
            .Folder("ApproveAward", approver)
            .Folder("ConfirmAward", approver)
            .Folder("ChallengeAward", lead)
            .Folder("CancelAward", approver)
            .Folder("ReleaseHolds", AccessRule.Permission(AwardsPermissions.ReleaseHolds))
            .Folder("ReadLetter", AccessRule.SignedIn)
            .Folder("ReadAward", AccessRule.Anyone));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Awards", "/lead/awards", "Awards", lead, 45));

        services.AddPermission(new Permission(AwardsPermissions.ReleaseHolds, "Permission.ReleaseAwardHolds", Roles.Administrator));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.AwardHolds", "/admin/award-holds", "Awards", AccessRule.Permission(AwardsPermissions.ReleaseHolds), 65));

        services.AddScoped<AwardRoom>();
        services.AddScoped<AwardHolds>();
        services.AddScoped<ReleaseHoldHandler>();
        services.AddActivity<HoldDecisionActivity>().AddActivity<ReleaseHoldActivity>();
        Output leadProvider = new("leadProviderId", ValueKind.Text), opportunity = new("opportunity", ValueKind.Text), award = new("reference", ValueKind.Text);
        services.AddWorkflowEvent(AwardNews.Proposed, leadProvider, opportunity, award, new Output("authorities", ValueKind.Number));
        services.AddWorkflowEvent(AwardNews.Approved, leadProvider, opportunity, award, new Output("standstillEndsAt", ValueKind.Instant));
        services.AddWorkflowEvent(AwardNews.Confirmed, leadProvider, opportunity, award, new Output("winner", ValueKind.Text), new Output("value", ValueKind.Number));
        services.AddScoped<IAwards, AwardQueries>();
        services.AddScoped<ProposeAwardHandler>();
        services.AddScoped<EditFeedbackHandler>();
        services.AddScoped<ApproveAwardHandler>();
        services.AddScoped<ConfirmAwardHandler>();
        services.AddScoped<ChallengeAwardHandler>();
        services.AddScoped<CancelAwardHandler>();
        services.AddScoped<IDescribeSubject, DescribeBidsForAuthorities>();
        services.AddScoped<IMayReadBidFile, MayReadProposedBid>();
        services.AddScoped<IStandBack, StandBack>();
        services.AddReaction<SubjectCleared, MoveToDecision>();
        services.AddReaction<SubjectReopened, MoveBackToComment>();
        services.AddReaction<LotCancelled, CancelAwardOfLot>();
        services.AddReaction<OpportunityCancelled, CancelAwardsOfOpportunity>();
        services.AddSingleton(new OpportunitySection(OpportunitySection.Main, "AwardOutcome", "Awards", 10));

        services.AddRecipeStep<ProposeAwardStep>();
        services.AddRecipeStep<ApproveAwardStep>();
        services.AddRecipeStep<ConfirmAwardStep>();
    }
}
