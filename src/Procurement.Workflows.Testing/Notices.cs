using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Workflows.Testing;

/// <summary>A notice that went out.</summary>
/// <param name="At">When.</param>
/// <param name="Notice">What was told, and whom.</param>
public sealed record SentNotice(DateTimeOffset At, Notice Notice)
{
    /// <summary>Its template, for example <c>UserTaskReminder</c>.</summary>
    public string Template => Notice.Template;

    /// <summary>Whom.</summary>
    public To To => Notice.To;
}

/// <summary>Writes notices down with the step that sends them, so that those of a step that failed never were.</summary>
internal sealed class NoticeBook(PortalDbContext db, NoticeNumbers numbers, TimeProvider clock) : INotify
{
    public Task SendAsync(Notice notice, CancellationToken ct)
    {
        db.Raise(NoticeWritten.Of(numbers.Next(), clock.GetUtcNow(), notice));
        return Task.CompletedTask;
    }
}

internal sealed class NoticeNumbers
{
    private int _last;

    public int Next() => Interlocked.Increment(ref _last);
}

/// <summary>A notice as it is kept; whom it tells in three flat fields.</summary>
internal sealed record NoticeWritten(
    int Number, DateTimeOffset At, string Template, string Kind, Guid? Id, string? Detail, string Url, Dictionary<string, string?> Values, Guid? SealId) : IEvent
{
    public const string TypeName = "Procurement.Workflows.Testing.NoticeWritten";

    public Subject Subject => new("Notice", Guid.Empty);

    public static NoticeWritten Of(int number, DateTimeOffset at, Notice notice)
    {
        var (kind, id, detail) = notice.To switch
        {
            To.Person p => (nameof(To.Person), p.UserId, null),
            To.Organisation o => (nameof(To.Organisation), o.OrganisationId, o.Duty),
            To.Address a => (nameof(To.Address), (Guid?)null, a.Email + "\n" + a.Culture),
            To.WithPermission p => (nameof(To.WithPermission), null, p.Permission),
            _ => throw new InvalidOperationException(),
        };
        return new NoticeWritten(number, at, notice.Template, kind, id, detail, notice.Url, notice.Values, notice.SealId);
    }

    public SentNotice Read() => new(At, new Notice(Template, Kind switch
    {
        nameof(To.Person) => new To.Person(Id!.Value),
        nameof(To.Organisation) => new To.Organisation(Id!.Value, Detail),
        nameof(To.Address) => new To.Address(Detail!.Split('\n')[0], Detail.Split('\n')[1]),
        _ => new To.WithPermission(Detail!),
    }, Url, Values, SealId));
}
