using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.BrowseTrail;
using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Data;
using Procurement.AuditTrail.Record;
using Procurement.AuditTrail.Seal;
using Procurement.AuditTrail.Verify;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail;

/// <summary>Keeps who did what, when and why, so that it can be shown, and shown to be unaltered.</summary>
public sealed class Startup : StartupBase
{
    internal const string ReadAudit = "ReadAudit";

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<AuditKey>();
        services.AddSingleton<HeadFile>();
        services.AddSingleton<SealTurn>();
        services.AddSingleton<ActionNames>();
        services.AddSingleton(AppendOnly.Script);
        services.AddScoped<Recorder>();
        services.AddScoped<ISaveParticipant>(s => s.GetRequiredService<Recorder>());
        services.AddScoped<IAudit, Audit>();
        services.AddScoped<AuditReader>();
        services.AddScoped<IAuditReader>(s => s.GetRequiredService<AuditReader>());
        services.AddScoped<IAuditVerifier, AuditVerifier>();
        services.AddJob<SealJob>("AuditTrail", TimeSpan.FromSeconds(5));
        services.AddJob<ListUnsealedJob>("AuditTrail", TimeSpan.FromSeconds(1));

        services.AddPermission(new Permission(ReadAudit, "Permission.ReadAudit", Roles.Administrator));
        services.AddAccess("AuditTrail", a => a
            .Folder("BrowseTrail", AccessRule.Permission(ReadAudit))
            .Folder("Verify", AccessRule.Permission(ReadAudit)));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.AuditTrail", "/admin/audit", "AuditTrail", AccessRule.Permission(ReadAudit), 900));
    }
}
