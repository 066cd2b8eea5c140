using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Deliver;
using Procurement.Notifications.Domain;
using Procurement.Testing;

[assembly: Module("Notices", 90)]

namespace Procurement.Notifications.Tests;

/// <summary>A post office of a test's own, with three people.</summary>
internal sealed class Post(Room room, Recipients recipients) : IAsyncDisposable
{
    public static readonly Guid Ann = Guid.CreateVersion7();
    public static readonly Guid Bryn = Guid.CreateVersion7();
    public static readonly Guid Crew = Guid.CreateVersion7();

    public Room Room { get; } = room;

    public Recipients Recipients { get; } = recipients;

    public Server Server => (Server)Room.Services.GetRequiredService<ITransport>();

    /// <param name="engine">The engine.</param>
    /// <param name="toFolder">True to lay mail into the folder; false to hand it to a server of the test.</param>
    public static async Task<Post> StartAsync(Engine engine, bool toFolder = false)
    {
        var recipients = new Recipients();
        var room = await Room.StartAsync(engine, [typeof(Startup).Assembly, typeof(Post).Assembly], s =>
        {
            s.AddSingleton<IRecipients>(recipients);
            s.AddOptionalNotices("Tips", "TipOfTheDay");
            s.AddObligatoryNotices("Deadlines", "KettleIsDue");
            if (!toFolder) s.AddSingleton<ITransport, Server>();
        }, new Dictionary<string, string?> { ["Site:BaseUrl"] = "https://portal.example.org/base", ["Mail:From"] = "no-reply@portal.example.org" });
        return new Post(room, recipients);
    }

    public static Notice Notice(To to, string template = "KettleIsDue", Guid? seal = null, string name = "Green kettle", string url = "/kettles/7") =>
        new(template, to, url, new Dictionary<string, string?> { ["Name"] = name, ["Note"] = null }, seal);

    public Task TellAsync(Notice notice) => Room.AsAsync(null, async s =>
    {
        await s.GetRequiredService<INotify>().SendAsync(notice, CancellationToken.None);
        await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    });

    public Task<int> DeliverAsync() => Room.AsAsync(null, s => s.GetRequiredService<SendMailJob>().RunAsync(CancellationToken.None));

    public Task<List<MailRow>> RowsAsync() => Room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<MailRow>().AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    public static Person As(Guid user) => new(user, "Somebody (demo account)", [], new HashSet<string>());

    public ValueTask DisposeAsync() => Room.DisposeAsync();
}

/// <summary>Knows the people of these tests.</summary>
internal sealed class Recipients : IRecipients
{
    private static readonly Recipient Ann = new(Post.Ann, "ann@example.org", "en");
    private static readonly Recipient Bryn = new(Post.Bryn, "bryn@example.org", "cy");

    public Task<IReadOnlyList<Recipient>?> ResolveAsync(To to, CancellationToken ct) => Task.FromResult<IReadOnlyList<Recipient>?>(to switch
    {
        To.Person { UserId: var id } when id == Post.Ann => [Ann],
        To.Person { UserId: var id } when id == Post.Bryn => [Bryn],
        To.Organisation { OrganisationId: var id } when id == Post.Crew => [Ann, Bryn, Ann with { Email = "ANN@example.org" }],
        _ => null,
    });
}

/// <summary>A mail server that does what a test says.</summary>
internal sealed class Server : ITransport
{
    public Func<Letter, Outcome> Answer { get; set; } = _ => new Outcome.Taken();

    public ConcurrentQueue<Letter> Taken { get; } = new();

    public int Tried { get; private set; }

    public int Lines => 3;

    public ILine Open() => new Line(this);

    private sealed class Line(Server server) : ILine
    {
        public async Task<Outcome> SendAsync(Letter letter, CancellationToken ct)
        {
            await Task.Yield();
            Outcome outcome;
            lock (server)
            {
                server.Tried++;
                outcome = server.Answer(letter);
            }

            if (outcome is Outcome.Taken) server.Taken.Enqueue(letter);
            return outcome;
        }

        public void Dispose()
        {
        }
    }
}
