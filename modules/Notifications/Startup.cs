using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Notifications.ChooseMail;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Deliver;
using Procurement.Notifications.ManageMail;
using Procurement.Notifications.Notify;
using Procurement.Notifications.ReadInbox;
using Procurement.Notifications.Unsubscribe;

namespace Procurement.Notifications;

/// <summary>Tells people what concerns them, in an inbox and by mail, each in their own language.</summary>
public sealed class Startup : StartupBase
{
    internal const string ManageMail = "ManageMail";

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        var settings = MailSettings.Read(Configuration);
        services.AddSingleton(settings);
        if (settings.ToSmtp) services.AddSingleton<ITransport, SmtpTransport>();
        else services.AddSingleton<ITransport, FolderTransport>();
        services.AddSingleton<Weather>();
        services.AddSingleton<Kinds>();
        services.AddSingleton<MailCipher>();
        services.AddSingleton<UnsubscribeTokens>();
        // Site, which stands higher, answers instead once it knows its address.
        services.AddScoped<IPublicAddress, PublicAddress>();
        services.AddScoped<Renderer>();
        services.AddScoped<INotify, Notifier>();
        services.AddScoped<Inbox>();
        services.AddScoped<IInboxCount>(s => s.GetRequiredService<Inbox>());
        services.AddScoped<MailChoices>();
        services.AddScoped<MailQueue>();
        services.AddJob<SendMailJob>("Notifications", TimeSpan.FromSeconds(1));
        services.AddJob<TrimMailJob>("Notifications", TimeSpan.FromHours(6));

        services.AddPermission(new Permission(ManageMail, "Permission.ManageMail", Roles.Administrator));
        services.AddAccess("Notifications", a => a
            .Folder("ReadInbox", AccessRule.SignedIn)
            .Folder("ChooseMail", AccessRule.SignedIn)
            .Folder("Unsubscribe", AccessRule.Anyone)
            .Folder("ManageMail", AccessRule.Permission(ManageMail)));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Mail", "/admin/mail", "Notifications", AccessRule.Permission(ManageMail), 910));
    }
}
