using System.Globalization;
using Procurement.Benchmarks;

// The reference serves a file as it is: nothing is faster on this framework.
if (args is ["serve", var file, var port])
{
    var bytes = await File.ReadAllBytesAsync(file);
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:" + port);
    var app = builder.Build();
    app.Run(http =>
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    });
    await app.RunAsync();
    return 0;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Option(string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;
return await Run.AllAsync(int.Parse(Option("--seconds") ?? "5", CultureInfo.InvariantCulture), Option("--only"));
