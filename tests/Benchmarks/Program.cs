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
return await Run.AllAsync(seconds: args is ["--seconds", var s] ? int.Parse(s, CultureInfo.InvariantCulture) : 5);
