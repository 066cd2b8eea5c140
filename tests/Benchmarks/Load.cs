using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Procurement.Benchmarks;

/// <summary>What a load measured.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="P50">Milliseconds that half of the requests took at most.</param>
/// <param name="P99">Milliseconds that 99 in 100 took at most.</param>
internal sealed record Measured(double PerSecond, double P50, double P99);

/// <summary>Debian's wrk, from the same machine.</summary>
internal static partial class Load
{
    /// <param name="url">What is asked for.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="cached">False to send a cookie: the visitors' cache does not answer then.</param>
    /// <param name="connections">How many at once.</param>
    public static async Task<Measured> OnAsync(string url, int seconds, bool cached = true, int connections = 16)
    {
        await RunAsync(url, 5, cached, connections);
        var output = await RunAsync(url, seconds, cached, connections);
        if (output.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{url} did not answer 200:\n{output}");
        return new Measured(
            double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(Quantile(output, "50%")), Milliseconds(Quantile(output, "99%")));
    }

    private static async Task<string> RunAsync(string url, int seconds, bool cached, int connections)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", .. (cached ? Array.Empty<string>() : ["-H", "Cookie: visitor=known"]), url]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("wrk is missing: apt-get install wrk");
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return output;
    }

    // At the start of its line: a deviation of 78.50% stands before what the next line begins with.
    private static string Quantile(string output, string name) => Regex.Match(output, $@"^\s*{name}\s+(\S+)", RegexOptions.Multiline).Groups[1].Value;

    private static double Milliseconds(string text)
    {
        var match = Duration().Match(text);
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch { "us" => value / 1000, "s" => value * 1000, _ => value };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"([\d.]+)(us|ms|s)")]
    private static partial Regex Duration();
}
