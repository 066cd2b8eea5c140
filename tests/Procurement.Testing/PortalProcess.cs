using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Procurement.Testing;

/// <summary>The Release build as a process of its own, as an operator runs it: it can be killed.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PortalProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>How long it took until it said that it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>How much memory it holds.</summary>
    public double ResidentMegabytes => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024d;

    /// <summary>The project's folder.</summary>
    public static string Root { get; } = FindRoot();

    private static string Dll { get; } = Path.Combine(Root, "src", "Procurement.Web", "bin", "Release", "net10.0", "Procurement.Web.dll");

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="storage">Its folder.</param>
    /// <param name="atMost">How long to wait.</param>
    /// <param name="settings">More settings, such as <c>Database:Provider</c>.</param>
    public static async Task<PortalProcess> StartAsync(string storage, TimeSpan atMost, IReadOnlyDictionary<string, string>? settings = null)
    {
        var (portal, watch) = (Launch(storage, settings), Stopwatch.StartNew());
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (watch.Elapsed < atMost && !portal._process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(portal.Address, "/health/ready"));
                if (answer.IsSuccessStatusCode)
                {
                    portal.ReadyAfter = watch.Elapsed;
                    return portal;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        await portal.DisposeAsync();
        throw new InvalidOperationException($"The portal did not become ready within {watch.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static PortalProcess Launch(string storage, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Run(["--urls", address.ToString()], storage, settings);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { Length: > 0 }) Console.Error.WriteLine(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new PortalProcess(process, address);
    }

    /// <summary>Runs one of the host's commands to its end.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public static async Task<(int Code, string Said)> CommandAsync(string command, string storage, IReadOnlyDictionary<string, string>? settings = null)
    {
        using var process = Run([command], storage, settings);
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, e) => said.Enqueue(e.Data ?? "");
        process.ErrorDataReceived += (_, e) => said.Enqueue(e.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Join('\n', said).Trim());
    }

    /// <summary>SIGKILL, by its process id: it gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Run(string[] arguments, string storage, IReadOnlyDictionary<string, string>? settings)
    {
        if (!File.Exists(Dll)) throw new InvalidOperationException("There is no Release build of the portal: dotnet build src/Procurement.Web -c Release");
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments]) { WorkingDirectory = storage, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["RateLimits__sign-in"] = "1000000";
        start.Environment["Storage__Path"] = storage;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Procurement.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it inside the project.");
    }
}
