using Procurement.Web;
using Procurement.Web.Start;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
Composition.AddPortal(builder);

var app = builder.Build();
if (args.FirstOrDefault() is { Length: > 0 } command && !command.StartsWith('-'))
    return await Commands.RunAsync(app, command);

Composition.UsePortal(app);
await app.Services.GetRequiredService<PortalStart>().PrepareAsync(CancellationToken.None);
await app.RunAsync();
return 0;

/// <summary>The host: it composes the modules and a theme, and owns no feature.</summary>
public partial class Program;
