using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.CompareTypes;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.DoTasks;
using Procurement.Workflows.EditTypes;
using Procurement.Workflows.Engine;
using Procurement.Workflows.ExchangeTypes;
using Procurement.Workflows.ManageTypes;
using Procurement.Workflows.PublishTypes;
using Procurement.Workflows.TrimWorkflows;
using Procurement.Workflows.TryTypes;
using Procurement.Workflows.WatchWorkflows;
using Procurement.Workflows.Webhooks;

namespace Procurement.Workflows;

/// <summary>Steps that an administrator can change without a developer, and what each person has to do in them.</summary>
public sealed class Startup : StartupBase
{
    private const string Module = "Workflows";

    // What Site asks when somebody wants to know whether the portal is ready.
    private const string ReadyTag = "ready";

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddAccess(Module, a => a
            .Folder("ManageTypes", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("EditTypes", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("TryTypes", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("CompareTypes", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("ExchangeTypes", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("WatchWorkflows", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("TrimWorkflows", AccessRule.Permission(WorkflowPermissions.Manage))
            .Folder("DoTasks", AccessRule.SignedIn));
        services.AddPermission(new Permission(WorkflowPermissions.Manage, "Permission.ManageWorkflows", Roles.Administrator));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Workflows", "/admin/workflows", Module, AccessRule.Permission(WorkflowPermissions.Manage), 70));
        services.AddObligatoryNotices("UserTasks", "UserTaskGiven", "UserTaskReminder", "UserTaskDelegated", "UserTaskTakenBack", "StandInNamed").AddObligatoryNotices("WorkflowNotices", "WorkflowNotice")
            .AddOptionalNotices("WorkflowFaults", "WorkflowFaulted");
        services.AddScoped<FaultedCount>().AddScoped<OverdueCount>();
        services.AddScoped<IAdminCount>(s => s.GetRequiredService<FaultedCount>()).AddScoped<IAdminCount>(s => s.GetRequiredService<OverdueCount>());
        services.AddHealthChecks().AddCheck<WorkflowsCheck>("workflows", tags: [ReadyTag]);
        services.AddScoped<WorkflowList>().AddScoped<ReassignHandler>().AddScoped<Colleagues>().AddScoped<DelegateHandler>().AddScoped<AwayHandler>();
        services.AddSingleton<TryLimit>().AddScoped<Samples>().AddScoped<TryTypeHandler>();
        services.AddScoped<TypesQuery>().AddScoped<SwitchTypeHandler>().AddScoped<WorkflowsQuery>().AddScoped<RescueHandler>().AddScoped<DiagramMaker>();
        services.AddScoped<DraftHandler>().AddScoped<DraftQuery>().AddScoped<ProblemFinder>().AddScoped<PickerSources>().AddScoped<CompareQuery>().AddScoped<SettingWords>().AddScoped<TypeSchema>().AddScoped<ImportHandler>();
        AddEngine(services);
        services.AddRecipeStep<WorkflowTypeStep>();
        services.AddJob<WorkflowPumpJob>(Module, TimeSpan.FromSeconds(1)).AddJob<ScheduleJob>(Module, TimeSpan.FromSeconds(2)).AddJob<WebhookCallJob>(Module, TimeSpan.FromSeconds(2))
            .AddJob<TrimWorkflowsJob>(Module, TimeSpan.FromHours(1));
        HookRoutes.AddRateLimit(services, Configuration.GetValue($"RateLimits:{HookRoutes.RateLimit}", 60));
    }

    /// <inheritdoc />
    public override void Configure(IEndpointRouteBuilder routes)
    {
        ExchangeRoutes.Map(routes);
        HookRoutes.Map(routes);
    }

    /// <summary>The engine without its pages.</summary>
    internal static void AddEngine(IServiceCollection services)
    {
        services.AddSingleton<ActivityCatalogue>();
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<WorkflowEngine>();
        services.AddScoped<DefinitionChecker>();
        services.AddScoped<WorkflowStarter>();
        services.AddSingleton<WebhookSettings>().AddSingleton<PublicAddresses>().AddSingleton<WebhookSender>();
        services.AddSingleton<WorkflowTrimmer>();
        services.AddScoped<PublishTypeHandler>();
        services.AddScoped<IWorkflows, WorkflowService>();
        services.AddScoped<UserTaskService>().AddScoped<StandIns>().AddScoped<Belonging>().AddScoped<TaskNotices>().AddSingleton<TaskLinks>();
        services.AddScoped<ITaskNotices>(s => s.GetRequiredService<TaskNotices>());
        services.AddScoped<IUserTasks>(s => s.GetRequiredService<UserTaskService>());
        services.AddScoped<ITaskCount>(s => s.GetRequiredService<UserTaskService>());
        services.AddActivity<StartActivity>().AddActivity<IfElseActivity>().AddActivity<SetPropertyActivity>().AddActivity<DelayActivity>()
            .AddActivity<UserTaskActivity>().AddActivity<NotifyActivity>().AddActivity<LogActivity>().AddActivity<FinishActivity>()
            .AddActivity<ForkActivity>().AddActivity<JoinActivity>().AddActivity<SwitchActivity>().AddActivity<ForEachActivity>()
            .AddActivity<CorrelateActivity>().AddActivity<UntilActivity>().AddActivity<FaultHandlerActivity>()
            .AddActivity<StartWhenRunActivity>().AddActivity<RunWorkflowActivity>().AddActivity<ScheduleActivity>()
            .AddActivity<CallWebhookActivity>().AddActivity<ReceiveWebhookActivity>().AddActivity<WebhookStartActivity>();
    }
}
