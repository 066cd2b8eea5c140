using Microsoft.Extensions.DependencyInjection;
using Procurement.Involvement.Activities;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.EscalateRequests;
using Procurement.Involvement.ExpectComments;
using Procurement.Involvement.ExpireRequests;
using Procurement.Involvement.Play;
using Procurement.Involvement.RatifyComment;
using Procurement.Involvement.RedactComment;
using Procurement.Involvement.RegardComments;
using Procurement.Involvement.SendRequests;
using Procurement.Involvement.WhenMemberJoined;
using Procurement.Involvement.WriteComment;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement;

/// <summary>Local authorities are heard before anyone decides, and read in public how what they said was regarded.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        var authority = AccessRule.MemberOf(OrganisationKind.Authority);
        var lead = AccessRule.MemberOf(OrganisationKind.LeadProvider);
        services.AddPermission(new Permission(InvolvementPermissions.ManageInvolvement, "See requests that reach nobody, and redact comments for publication", Roles.Administrator));
        services.AddAccess("Involvement", a => a
            .Folder("SeeRequests", authority)
            .Folder("WriteComment", authority)
            .Folder("RatifyComment", authority)
            .Folder("RedactComment", AccessRule.SignedIn)
            .Folder("RegardComments", lead)
            .Folder("EscalateRequests", AccessRule.Permission(InvolvementPermissions.ManageInvolvement))
            .Folder("SeeComments", AccessRule.Anyone));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Requests", "/requests", "Involvement", authority, 10));
        services.AddMenuItem(new MenuItem(Menus.Main, "Menu.Comments", "/comments", "Involvement", AccessRule.Anyone, 60));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.CommentRequests", "/admin/comment-requests", "Involvement", AccessRule.Permission(InvolvementPermissions.ManageInvolvement), 60));

        services.AddScoped<Requests>();
        services.AddScoped<SubjectWatch>();
        services.AddScoped<IClearance>(s => s.GetRequiredService<SubjectWatch>());
        services.AddScoped<IComments, CommentQueries>();
        services.AddScoped<IInvolvement, InvolvementCommands>();
        services.AddScoped<Reach>();
        services.AddScoped<SendRequestsHandler>();
        services.AddScoped<RemindHandler>();
        services.AddScoped<CommentHandler>();
        services.AddScoped<RatifyHandler>();
        services.AddScoped<RedactHandler>();
        services.AddScoped<RegardHandler>();
        services.AddScoped<LapseHandler>();
        services.AddScoped<IAdminCount, RequestsWithNobody>();
        services.AddReaction<MemberJoined, SendWaitingRequests>();
        services.AddJob<ExpireRequestsJob>("Involvement", TimeSpan.FromMinutes(1));

        services.AddActivity<RequestCommentsActivity>();
        services.AddActivity<AwaitCommentsActivity>();
        services.AddActivity<RemindAuthoritiesActivity>();
        services.AddActivity<AwaitAnswersActivity>();
        services.AddActivity<ClearForDecisionActivity>();
        services.AddActivity<AwaitDecisionActivity>();
        services.AddActivity<AwaitRegardActivity>();
        services.AddActivity<AskCommissionersActivity>();
        services.AddActivity<EscalateActivity>();
        Output asker = new("leadProviderId", ValueKind.Text), reference = new("reference", ValueKind.Text);
        Output[] said = [asker, reference, new("authority", ValueKind.Text), new("authorityName", ValueKind.Text), new("outcome", ValueKind.Text), new("isFinal", ValueKind.Boolean)];
        services.AddWorkflowEvent(InvolvementWorkflowEvents.CommentMade, said).AddWorkflowEvent(InvolvementWorkflowEvents.CommentCameLate, said)
            .AddWorkflowEvent(InvolvementWorkflowEvents.CommentVaried, said).AddWorkflowEvent(InvolvementWorkflowEvents.AnswerNeeded, said)
            .AddWorkflowEvent(InvolvementWorkflowEvents.Published, asker, reference);

        services.AddRecipeStep<AcknowledgeStep>();
        services.AddRecipeStep<CommentStep>();
        services.AddRecipeStep<RecuseStep>();
        services.AddRecipeStep<HowRegardedStep>();
    }
}
