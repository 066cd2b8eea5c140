using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Procurement.Media.Contracts;

namespace Procurement.Media.Scan;

/// <summary>Looks for nothing: for sites without a scanner. What is served is served as a download that no browser opens by itself.</summary>
internal sealed class NoScanner : IScanFiles
{
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct) => Task.FromResult(ScanVerdict.Clean);
}

/// <summary>Asks ClamAV's daemon over its own protocol (INSTREAM). When it does not answer, nothing is taken in.</summary>
internal sealed partial class ClamScanner(IConfiguration configuration, ILogger<ClamScanner> logger) : IScanFiles
{
    private const int Piece = 64 * 1024;
    private readonly string _host = configuration["Media:Scanner:Host"] is { Length: > 0 } host ? host : "localhost";
    private readonly int _port = configuration.GetValue("Media:Scanner:Port", 3310);
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Media:Scanner:TimeoutSeconds", 30), 1, 300));

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(_patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_host, _port, stop.Token);
            await using var line = client.GetStream();
            await line.WriteAsync("zINSTREAM\0"u8.ToArray(), stop.Token);
            var buffer = new byte[4 + Piece];
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer.AsMemory(4), Piece, throwOnEndOfStream: false, stop.Token)) > 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                await line.WriteAsync(buffer.AsMemory(0, 4 + read), stop.Token);
            }

            await line.WriteAsync(new byte[4], stop.Token);
            var answer = new byte[512];
            var length = await line.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, stop.Token);
            return Read(Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n'));
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogNoAnswer(logger, e.GetType().Name);
            return ScanVerdict.Unavailable;
        }
    }

    private ScanVerdict Read(string answer)
    {
        if (answer.EndsWith("FOUND", StringComparison.Ordinal)) return ScanVerdict.Infected;
        if (answer.EndsWith("OK", StringComparison.Ordinal)) return ScanVerdict.Clean;
        LogNoAnswer(logger, "answer not understood");
        return ScanVerdict.Unavailable;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The malware scanner does not answer ({Error}): uploads are refused until it does")]
    private static partial void LogNoAnswer(ILogger logger, string error);
}
