using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Activities;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.DecideCompliance;
using Procurement.Bidding.Domain;
using Procurement.Bidding.MyBids;
using Procurement.Bidding.OpenBids;
using Procurement.Bidding.ReconfirmBid;
using Procurement.Bidding.StartBid;
using Procurement.Bidding.Steps;
using Procurement.Bidding.SubmitBid;
using Procurement.Bidding.WhenConsortiumChanged;
using Procurement.Bidding.WhenLotEnded;
using Procurement.Bidding.WhenOpportunityAmended;
using Procurement.Bidding.WhenOpportunityClosed;
using Procurement.Bidding.WhenOpportunityWithdrawn;
using Procurement.Bidding.WithdrawBid;
using Procurement.Bidding.WriteBid;
using Procurement.Consortia.Contracts;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding;

/// <summary>Bids: written together, submitted by the server's clock, sealed from everybody else until two people of the lead provider open them.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        var bidders = AccessRule.MemberOfAny(null, OrganisationKind.Supplier, OrganisationKind.LeadProvider);
        services.AddAccess("Bidding", a => a
            .Folder("MyBids", bidders)
            .Folder("StartBid", AccessRule.MemberOfAny(Duties.Write, OrganisationKind.Supplier, OrganisationKind.LeadProvider))
            .Folder("WriteBid", bidders)
            .Folder("SubmitBid", bidders)
            .Folder("ReconfirmBid", bidders)
            .Folder("ReadVersion", bidders)
            .Folder("WithdrawBid", AccessRule.MemberOfAny(Duties.Approve, OrganisationKind.Supplier, OrganisationKind.LeadProvider))
            .Folder("OpenBids", AccessRule.MemberOf(OrganisationKind.LeadProvider))
            .Folder("DecideCompliance", AccessRule.MemberOf(OrganisationKind.LeadProvider)));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Bids", "/bids", "Bidding", AccessRule.MemberOf(OrganisationKind.Supplier), 20));

        services.AddSingleton<KeyedHash>().AddSingleton<Arrivals>();
        services.AddScoped<ISealedSight, BidSealedSight>();
        services.AddScoped<BidBook>().AddScoped<BidDesk>().AddScoped<BidSight>();
        services.AddScoped<StartBidHandler>().AddScoped<MyBidsQuery>().AddScoped<AttachFileHandler>().AddScoped<AcceptVersionHandler>()
            .AddScoped<SubmitBidHandler>().AddScoped<ReconfirmBidHandler>().AddScoped<WithdrawBidHandler>().AddScoped<OpenBidsHandler>().AddScoped<DecideComplianceHandler>();
        services.AddScoped<OpenedBids>().AddScoped<IOpenedBids>(s => s.GetRequiredService<OpenedBids>()).AddScoped<IBidOutcomes>(s => s.GetRequiredService<OpenedBids>());
        services.AddScoped<BidFileRights>().AddScoped<IMayRead>(s => s.GetRequiredService<BidFileRights>());
        services.AddReaction<OpportunityWithdrawn, TellBidders>().AddReaction<OpportunityCancelled, TellBidders>().AddReaction<OpportunityClosed, TellLeadProvider>()
            .AddReaction<OpportunityAmended, TellOfAmendment>();
        services.AddScoped<FreeConsortia>();
        services.AddReaction<LotMoved, FreeConsortia>().AddReaction<LotCancelled, TellBiddersOfLot>().AddReaction<ConsortiumChanged, FollowMakeUp>();
        services.AddSingleton(new OpportunitySection(OpportunitySection.Aside, "BidPanel", "Bidding", 10));
        services.AddRecipeStep<BidStep>().AddRecipeStep<WithdrawBidStep>().AddRecipeStep<OpenBidsStep>().AddRecipeStep<ComplianceStep>();
        services.AddObligatoryNotices("Bids", "BidReceived", "BidRefusedAsLate", "BidAcceptanceAsked", "BidAcceptanceLapsed", "BidReadyToSubmit",
            "BidWithdrawnByBidder", "BidWasOpened", "BidWasNotReconfirmed", "BidNoticeWithdrawn", "BidNoticeCancelled",
            "BidNoticeAmended", "BidMustBeReconfirmed", "BidReconfirmed", "BidReconfirmedTooLate", "BidLotCancelled", "OpeningAsked", "BidsCanBeOpened", "OpeningReminder");
        services.AddActivity<AwaitOpeningActivity>();
        services.AddWorkflowEvent(BidNews.Submitted, new Output("opportunityId", ValueKind.Text), new Output("opportunity", ValueKind.Text),
            new Output("leadOrganisationId", ValueKind.Text), new Output("version", ValueKind.Number), new Output("closesAt", ValueKind.Instant));
        services.AddWorkflowEvent(BidNews.OpeningAsked, new Output("leadProviderId", ValueKind.Text), new Output("reference", ValueKind.Text), new Output("by", ValueKind.Text));
        services.AddWorkflowEvent(BidNews.Opened, new Output("leadProviderId", ValueKind.Text), new Output("reference", ValueKind.Text), new Output("by", ValueKind.Text), new Output("bids", ValueKind.Number));
    }
}
