using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Procurement.Testing;

/// <summary>As much of a mail server as a client can notice. It can go down and come up again under the same address.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly List<string> _mails = [];
    private readonly int _port;
    private TcpListener? _listener;
    private int _connections;

    /// <summary>Starts one.</summary>
    public MailServer()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>Where it listens.</summary>
    public int Port => _port;

    /// <summary>An address that it does not take mail for.</summary>
    public string? Refused { get; init; }

    /// <summary>A folder in which it also leaves each mail as a file; null for none.</summary>
    public string? Folder { get; set; }

    /// <summary>How many connections it has seen.</summary>
    public int Connections => _connections;

    /// <summary>The mails that it took, oldest first.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_mails) return [.. _mails];
        }
    }

    /// <summary>The settings that send a portal's mail here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail:From"] = "no-reply@portal.example.org",
        ["Mail:Delivery"] = "Smtp",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = _port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Smtp:StartTls"] = "false",
        ["Mail:Smtp:TimeoutSeconds"] = "2",
    };

    /// <summary>From now on nobody answers at its address.</summary>
    public void GoDown()
    {
        _listener?.Stop();
        _listener = null;
    }

    /// <summary>It answers again.</summary>
    public void ComeUp()
    {
        if (_listener is not null) return;
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        GoDown();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await SayAsync("220 tiny");
        while (await reader.ReadLineAsync() is { } line)
        {
            // Who stopped it may still hold a connection from before.
            if (_listener is null) return;
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            if (word == "QUIT") return;
            if (word == "DATA")
            {
                await SayAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".") mail.Append(part.StartsWith('.') ? part[1..] : part).Append('\n');
                Keep(mail.ToString());
                await SayAsync("250 taken");
            }
            else await SayAsync(word == "RCPT" && Refused is { } refused && line.Contains(refused, StringComparison.Ordinal) ? "550 no such mailbox" : "250 fine");
        }

        Task SayAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n")).AsTask();
    }

    private void Keep(string mail)
    {
        lock (_mails)
        {
            _mails.Add(mail);
            if (Folder is null) return;
            Directory.CreateDirectory(Folder);
            var name = Path.Combine(Folder, _mails.Count.ToString("D6", CultureInfo.InvariantCulture));
            File.WriteAllText(name + ".tmp", mail);
            File.Move(name + ".tmp", name + ".eml");
        }
    }
}
