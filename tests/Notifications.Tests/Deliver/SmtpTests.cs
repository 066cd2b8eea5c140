using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Domain;
using Procurement.Testing;

namespace Procurement.Notifications.Tests.Deliver;

public sealed class SmtpTests
{
    [Fact]
    public async Task Mail_goes_over_a_few_connections_with_both_alternatives_and_its_own_name()
    {
        await using var server = new TinySmtp();
        await using var post = await StartAsync(server.Port);
        for (var i = 0; i < 12; i++) await post.TellAsync(Post.Notice(new To.Person(Post.Bryn), name: "Tegell ŵ " + i));
        Assert.Equal(12, await post.DeliverAsync());
        Assert.Equal(12, server.Mails.Count);
        Assert.InRange(server.Connections, 1, 3);
        var rows = await post.RowsAsync();
        foreach (var row in rows) Assert.Single(server.Mails, m => m.Contains($"<{row.Id:N}@portal.example.org>", StringComparison.Ordinal));
        Assert.All(server.Mails, m =>
        {
            Assert.Contains("text/plain", m, StringComparison.Ordinal);
            Assert.Contains("text/html", m, StringComparison.Ordinal);
            Assert.Contains("To: bryn@example.org", m, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_server_that_refuses_one_recipient_takes_the_others()
    {
        await using var server = new TinySmtp { Refused = "ann@example.org" };
        await using var post = await StartAsync(server.Port);
        await post.TellAsync(Post.Notice(new To.Organisation(Post.Crew, null)));
        await post.DeliverAsync();
        Assert.Single(server.Mails);
        var row = Assert.Single(await post.RowsAsync(), r => r.State == MailState.GivenUp);
        Assert.StartsWith("550", row.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_says_nothing_keeps_mail_waiting()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var post = await StartAsync(((IPEndPoint)silent.LocalEndpoint).Port);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann)));
        Assert.Equal(0, await post.DeliverAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        silent.Stop();
        post.Room.Clock.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await post.DeliverAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        var row = Assert.Single(await post.RowsAsync());
        Assert.Equal((MailState.Waiting, 0), (row.State, row.Attempts));
    }

    private static async Task<Post> StartAsync(int port)
    {
        var recipients = new Recipients();
        var room = await Room.StartAsync(Engine.Sqlite, [typeof(Startup).Assembly, typeof(Post).Assembly], s => s.AddSingleton<IRecipients>(recipients), new Dictionary<string, string?>
        {
            ["Site:BaseUrl"] = "https://portal.example.org",
            ["Mail:From"] = "no-reply@portal.example.org",
            ["Mail:Delivery"] = "Smtp",
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Smtp:StartTls"] = "false",
            ["Mail:Smtp:TimeoutSeconds"] = "2",
        });
        return new Post(room, recipients);
    }

    /// <summary>As much of a mail server as a client can notice.</summary>
    private sealed class TinySmtp : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _mails = [];
        private int _connections;

        public TinySmtp()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public string? Refused { get; init; }

        public int Connections => _connections;

        public IReadOnlyList<string> Mails
        {
            get
            {
                lock (_mails) return [.. _mails];
            }
        }

        public ValueTask DisposeAsync()
        {
            _listener.Stop();
            return ValueTask.CompletedTask;
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
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
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (word == "QUIT") return;
                if (word == "DATA")
                {
                    await SayAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } part && part != ".") mail.Append(part).Append('\n');
                    lock (_mails) _mails.Add(mail.ToString());
                    await SayAsync("250 taken");
                }
                else await SayAsync(word == "RCPT" && Refused is { } refused && line.Contains(refused, StringComparison.Ordinal) ? "550 no such mailbox" : "250 fine");
            }

            Task SayAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n")).AsTask();
        }
    }
}
