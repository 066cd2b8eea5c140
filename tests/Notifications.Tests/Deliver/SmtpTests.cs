using System.Net;
using System.Net.Sockets;
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
        await using var server = new MailServer();
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
        await using var server = new MailServer { Refused = "ann@example.org" };
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
        await using var post = await StartAsync(((IPEndPoint)silent.LocalEndpoint).Port, patience: 2);
        await post.TellAsync(Post.Notice(new To.Person(Post.Ann)));
        Assert.Equal(0, await post.DeliverAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        silent.Stop();
        post.Room.Clock.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await post.DeliverAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        var row = Assert.Single(await post.RowsAsync());
        Assert.Equal((MailState.Waiting, 0), (row.State, row.Attempts));
    }

    private static async Task<Post> StartAsync(int port, int patience = 20)
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
            ["Mail:Smtp:TimeoutSeconds"] = patience.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        return new Post(room, recipients);
    }
}
