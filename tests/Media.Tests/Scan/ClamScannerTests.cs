using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Procurement.Media.Contracts;
using Procurement.Media.Scan;

namespace Procurement.Media.Tests.Scan;

public sealed class ClamScannerTests
{
    [Theory]
    [InlineData("stream: OK\0", ScanVerdict.Clean)]
    [InlineData("stream: Eicar-Test-Signature FOUND\0", ScanVerdict.Infected)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanVerdict.Unavailable)]
    [InlineData("", ScanVerdict.Unavailable)]
    public async Task The_answer_of_the_daemon_decides(string answer, ScanVerdict verdict)
    {
        using var daemon = new TcpListener(IPAddress.Loopback, 0);
        daemon.Start();
        var content = new byte[200_000];
        Random.Shared.NextBytes(content);
        var received = ServeAsync(daemon, answer);
        Assert.Equal(verdict, await Scanner(((IPEndPoint)daemon.LocalEndpoint).Port).ScanAsync(new MemoryStream(content), CancellationToken.None));
        Assert.Equal(content, await received);
    }

    [Fact]
    public async Task A_daemon_that_is_not_there_or_says_nothing_passes_nothing()
    {
        using var daemon = new TcpListener(IPAddress.Loopback, 0);
        daemon.Start();
        var port = ((IPEndPoint)daemon.LocalEndpoint).Port;
        Assert.Equal(ScanVerdict.Unavailable, await Scanner(port).ScanAsync(new MemoryStream([1]), CancellationToken.None));
        daemon.Stop();
        Assert.Equal(ScanVerdict.Unavailable, await Scanner(port).ScanAsync(new MemoryStream([1]), CancellationToken.None));
    }

    private static ClamScanner Scanner(int port) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Media:Scanner:Host"] = "127.0.0.1",
        ["Media:Scanner:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Media:Scanner:TimeoutSeconds"] = "1",
    }).Build(), NullLogger<ClamScanner>.Instance);

    private static async Task<byte[]> ServeAsync(TcpListener daemon, string answer)
    {
        using var client = await daemon.AcceptTcpClientAsync();
        await using var line = client.GetStream();
        var command = new byte[10];
        await line.ReadExactlyAsync(command);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        var received = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await line.ReadExactlyAsync(length);
            var count = BinaryPrimitives.ReadInt32BigEndian(length);
            if (count == 0) break;
            var piece = new byte[count];
            await line.ReadExactlyAsync(piece);
            received.Write(piece);
        }

        await line.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return received.ToArray();
    }
}
