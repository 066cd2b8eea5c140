using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Accounts;
using Procurement.Users.ConfirmEmail;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;
using Procurement.Users.ManageAccounts;
using Procurement.Users.ManageRoles;
using Procurement.Users.Register;
using Procurement.Users.ResetPassword;
using Procurement.Users.Setup;
using Procurement.Users.SignIn;
using Procurement.Users.TwoStep;
using Procurement.Users.WhenLockedOut;
using Procurement.Users.WhenMailAsked;
using Procurement.Users.YourAccount;

namespace Procurement.Users;

/// <summary>Accounts and roles: registering, signing in with or without codes, and finding out who asks.</summary>
public sealed class Startup : StartupBase
{
    // What is advised for PBKDF2 with HMAC-SHA512; where development is done nothing is worth guarding, and tests sign in hundreds of times.
    private const int Iterations = 210_000;
    private const int CheapIterations = 10_000;
    private static readonly TimeSpan SessionEnds = TimeSpan.FromHours(8);

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        AddIdentity(services);

        services.AddScoped<AccountStore>();
        services.AddScoped<IAccounts>(s => s.GetRequiredService<AccountStore>());
        services.AddScoped<IAccountSetup>(s => s.GetRequiredService<AccountStore>());
        services.AddScoped<WhoLoader>();
        services.AddScoped<IWhoLoader>(s => s.GetRequiredService<WhoLoader>());
        services.AddScoped<IActAs, ActAs>();
        services.AddScoped<IRecipients, PersonRecipients>();
        services.AddSingleton<DemonstrationGuard>();
        services.AddSingleton<DemonstrationPassword>();
        services.AddSingleton<NobodysPassword>();
        services.AddSingleton<TwoStepKeys>();
        services.AddSingleton<Sessions>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<Tries>();
        services.AddScoped<RegisterHandler>();
        services.AddScoped<ConfirmEmailHandler>();
        services.AddScoped<SignInHandler>();
        services.AddScoped<DemonstrationList>();
        services.AddScoped<ResetPasswordHandler>();
        services.AddScoped<YourAccountHandler>();
        services.AddScoped<TwoStepHandler>();
        services.AddScoped<ManageAccountsHandler>();
        services.AddScoped<ManageRolesHandler>();
        services.AddScoped<SetupHandler>();
        services.AddHostedService<SetupAnnouncer>();

        services.AddReaction<AccountMailAsked, SendAccountMail>();
        services.AddReaction<AccountLockedOut, TellTheOwner>();
        services.AddJob<ForgetTriesJob>("Users", TimeSpan.FromHours(6));
        services.AddJob<ForgetAskedMailsJob>("Users", TimeSpan.FromHours(6));

        services.AddPermission(new Permission(UsersPermissions.ManageUsers, "Find accounts, give roles, close and open accounts", Roles.Administrator));
        var manage = AccessRule.Permission(UsersPermissions.ManageUsers);
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Accounts", "/admin/accounts", "Users", manage, 10));
        services.AddMenuItem(new MenuItem(Menus.Admin, "Menu.Roles", "/admin/roles", "Users", manage, 20));
        services.AddAccess("Users", a => a
            .Folder("Register", AccessRule.Anyone)
            .Folder("ConfirmEmail", AccessRule.Anyone)
            .Folder("SignIn", AccessRule.Anyone)
            .Folder("SignOut", AccessRule.Anyone)
            .Folder("ResetPassword", AccessRule.Anyone)
            .Folder("Setup", AccessRule.Anyone)
            .Folder("YourAccount", AccessRule.SignedIn)
            .Folder("TwoStep", AccessRule.SignedIn)
            .Folder("ActFor", AccessRule.SignedIn)
            .Folder("ManageAccounts", manage)
            .Folder("ManageRoles", manage));
    }

    private void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<PortalUser>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Password.RequiredLength = Passwords.MinimumLength;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        }).AddRoles<PortalRole>().AddEntityFrameworkStores<PortalDbContext>();
        var iterations = Environment.IsDevelopment() || Environment.IsEnvironment("Testing") ? CheapIterations : Iterations;
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = iterations);

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, o =>
            {
                o.Cookie.Name = "session";
                o.ExpireTimeSpan = SessionEnds;
                o.SlidingExpiration = true;
                o.LoginPath = "/sign-in";
                o.ReturnUrlParameter = "returnUrl";
                o.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
                o.Events.OnRedirectToLogin = context =>
                {
                    // What was being sent is lost anyway: afterwards the page is shown again, not sent again.
                    context.Response.Redirect(LocalAddress.With("/sign-in", context.Request.PathBase + context.Request.Path + context.Request.QueryString));
                    return Task.CompletedTask;
                };
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, o =>
            {
                o.Cookie.Name = "code";
                o.ExpireTimeSpan = Sessions.CodeWithin;
                o.SlidingExpiration = false;
            });
        foreach (var scheme in new[] { IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme })
        {
            services.AddOptions<CookieAuthenticationOptions>(scheme).Configure<TimeProvider>((o, clock) =>
            {
                o.TimeProvider = clock;
                o.CookieManager = new HostCookies();
                o.Cookie.HttpOnly = true;
                o.Cookie.IsEssential = true;
                o.Cookie.Path = "/";
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            });
        }
    }
}
