using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Procurement.Benchmarks;

/// <summary>The Release build as a process of its own.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PortalProcess(Process process, Uri address, TimeSpan readyAfter) => (_process, Address, ReadyAfter) = (process, address, readyAfter);

    public Uri Address { get; }

    public TimeSpan ReadyAfter { get; }

    public double ResidentMegabytes => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture) / 1024d;

    public static string Root { get; } = FindRoot();

    public static async Task<PortalProcess> StartAsync(string storage, TimeSpan atMost)
    {
        var dll = Path.Combine(Root, "src", "Procurement.Web", "bin", "Release", "net10.0", "Procurement.Web.dll");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [dll, "--urls", address.ToString()]) { WorkingDirectory = storage, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Storage__Path"] = storage;
        start.Environment["RateLimits__sign-in"] = "1000000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { Length: > 0 }) Console.Error.WriteLine(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient();
        while (watch.Elapsed < atMost && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "/health/ready"));
                if (answer.IsSuccessStatusCode) return new PortalProcess(process, address, watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("The portal did not become ready.");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Procurement.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it inside the project.");
    }
}
