using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Evaluation.AssignPanel;
using Procurement.Evaluation.Contracts;
using Procurement.Evaluation.DeclareInterest;
using Procurement.Evaluation.Domain;
using Procurement.Evaluation.GuardBids;
using Procurement.Evaluation.Moderate;
using Procurement.Evaluation.RankBids;
using Procurement.Evaluation.ScoreBids;
using Procurement.Evaluation.WhenBidsOpened;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Evaluation;

/// <summary>Panels declare their interests, score opened bids blind to each other, lock quality before any price is read, and sign a ranking.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        var lead = AccessRule.MemberOf(OrganisationKind.LeadProvider);
        var evaluator = AccessRule.MemberOf(OrganisationKind.LeadProvider, Duties.Evaluate);
        services.AddAccess("Evaluation", a => a
            .Folder("SeeEvaluations", lead)
            .Folder("AssignPanel", lead)
            .Folder("DeclareInterest", evaluator)
            .Folder("ScoreBids", evaluator)
            .Folder("Moderate", evaluator)
            .Folder("RankBids", lead));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Evaluation", "/lead/evaluation", "Evaluation", lead, 40));

        services.AddScoped<EvaluationRoom>();
        services.AddScoped<IEvaluation, EvaluationQueries>();
        services.AddScoped<IPricesUnlocked, PricesUnlocked>();
        services.AddScoped<ISightOfBids, SightOfBids>();
        services.AddScoped<IHoldEvaluation, HoldEvaluation>();
        services.AddScoped<PanelHandler>();
        services.AddScoped<DeclareInterestHandler>();
        services.AddScoped<ScoreHandler>();
        services.AddScoped<ModerateHandler>();
        services.AddScoped<SignHandler>();
        services.AddReaction<BidsOpened, BeginEvaluations>();
        services.AddRecipeStep<ScoresStep>();
    }
}
