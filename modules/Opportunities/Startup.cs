using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Activities;
using Procurement.Opportunities.AmendOpportunity;
using Procurement.Opportunities.ApproveAmendment;
using Procurement.Opportunities.ApproveOpportunity;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.EndOpportunity;
using Procurement.Opportunities.FindOpportunities;
using Procurement.Opportunities.Home;
using Procurement.Opportunities.Playing;
using Procurement.Opportunities.Progress;
using Procurement.Opportunities.ReadOpportunity;
using Procurement.Opportunities.Search;
using Procurement.Opportunities.WhenOpportunityEnded;
using Procurement.Pages.Contracts;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities;

/// <summary>Work that lead providers publish in lots: drafted by one person, published by another, found by anyone, closed by the clock.</summary>
public sealed class Startup : StartupBase
{
    private const string Feature = "Opportunities";

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddAccess(Feature, a => a
            .Folder("FindOpportunities", AccessRule.Anyone)
            .Folder("ReadOpportunity", AccessRule.Anyone)
            .Folder("ManageOpportunity", AccessRule.MemberOf(OrganisationKind.LeadProvider))
            .Folder("DraftOpportunity", AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Write))
            .Folder("ApproveOpportunity", AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Approve))
            .Folder("AmendOpportunity", AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Write))
            .Folder("ApproveAmendment", AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Approve))
            .Folder("EndOpportunity", AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Approve)));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.FindWork", "/opportunities", Feature, AccessRule.Anyone, 10));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.LeadOpportunities", "/lead/opportunities", Feature, AccessRule.MemberOf(OrganisationKind.LeadProvider), 5));

        services.AddScoped<DraftDesk>();
        services.AddScoped<StartHandler>();
        services.AddScoped<SendForApprovalHandler>();
        services.AddScoped<DocumentHandler>();
        services.AddScoped<IMayRead, OpportunityFiles>();
        services.AddScoped<ApproveHandler>();
        services.AddScoped<EndHandler>();
        services.AddScoped<Amendments>();
        services.AddScoped<IAmendments>(s => s.GetRequiredService<Amendments>());
        services.AddScoped<AmendHandler>();
        services.AddScoped<ApproveAmendmentHandler>();
        services.AddReaction<OpportunityClosed, LapseAmendment>().AddReaction<OpportunityWithdrawn, LapseAmendment>();
        services.AddObligatoryNotices("Opportunities", "OpportunityAwaitingApproval", "OpportunitySentBack", "OpportunityPublished", "OpportunityApprovalReminder",
            "AmendmentAwaitingApproval", "AmendmentSentBack", "AmendmentPublished");

        services.AddSingleton(SearchSchema.Script);
        services.AddScoped<Listings>();
        services.AddScoped<OpportunitySearch>();
        services.AddScoped<ResultRows>();
        services.AddScoped<OpportunityViews>();
        services.AddScoped<OpenWork>();
        services.AddSingleton(new HomeBlock("OpenWorkHero", Feature, 10));
        services.AddSingleton(new HomeBlock("Doors", Feature, 110));
        services.AddSingleton(new HomeBlock("ClosingSoon", Feature, 120));
        services.AddSingleton(new HomeBlock("AllAreas", Feature, 130));
        services.AddSingleton(new AreaSection("WorkInArea", Feature, 10));

        services.AddScoped<IOpportunities, OpportunityReader>();
        services.AddScoped<ILotProgress, LotProgress>();
        services.AddJob<ClockJob>(Feature, TimeSpan.FromSeconds(2));
        services.AddRecipeStep<OpportunityStep>().AddRecipeStep<AmendmentStep>();

        services.AddScoped<PublicationHolds>();
        services.AddActivity<AwaitPublicationActivity>().AddActivity<HoldPublicationActivity>().AddActivity<ReleasePublicationActivity>();
        Output[] brings =
        [
            new("leadProviderId", ValueKind.Text), new("leadProvider", ValueKind.Text), new("reference", ValueKind.Text), new("value", ValueKind.Number),
            new("lots", ValueKind.Number), new("opensAt", ValueKind.Instant), new("closesAt", ValueKind.Instant), new("by", ValueKind.Text),
        ];
        foreach (var name in new[] { OpportunityNews.SentForApproval, OpportunityNews.SentBack, OpportunityNews.Published, OpportunityNews.Closed })
            services.AddWorkflowEvent(name, brings);
        services.AddWorkflowEvent(OpportunityNews.Amended,
            [.. brings, new("version", ValueKind.Number), new("isMaterial", ValueKind.Boolean), new("note", ValueKind.Text), new("previousClosesAt", ValueKind.Instant)]);
    }
}
