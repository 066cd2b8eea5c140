using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Notifications.Domain;

/// <summary>Where a mail stands.</summary>
internal enum MailState
{
    /// <summary>It will be sent.</summary>
    Waiting,

    /// <summary>It is being sent. What is found in this state after a start was under way at a crash: it is sent again, under the same Message-ID.</summary>
    Sending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>It cannot be sent: somebody has to look.</summary>
    GivenUp,
}

/// <summary>What a mail says and to whom.</summary>
internal sealed record MailContent(string To, string Subject, string Text, string Html, string? UnsubscribeUrl);

/// <summary>
/// A mail on its way, to one address, written in the transaction of what it tells of. Its content is always encrypted, and is
/// removed when it has been sent. Of a mail under seal neither the kind nor the address is shown to anybody.
/// </summary>
internal sealed class MailRow : Entity
{
    /// <summary>How long a mail that its recipient's server puts off is tried.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private MailRow() { }

    /// <summary>The kind; empty under seal.</summary>
    public string Template { get; private set; } = "";
    public bool IsSealed { get; private set; }
    public MailState State { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>The answer's code, never its text, which may name the address.</summary>
    public string? Error { get; private set; }

    /// <summary>A <see cref="MailContent"/>, encrypted; null when it has been sent.</summary>
    public string? Content { get; private set; }

    public static MailRow Write(string template, bool isSealed, string content, DateTimeOffset now) => new()
    {
        Template = isSealed ? "" : template,
        IsSealed = isSealed,
        Content = content,
        WrittenAt = now,
        DueAt = now,
        State = MailState.Waiting,
    };

    public void Begin() => State = MailState.Sending;

    public void Complete(DateTimeOffset now)
    {
        (State, SentAt, DueAt, Error, Content) = (MailState.Sent, now, null, null, null);
        Attempts++;
    }

    /// <summary>The recipient's server puts it off: try again later, and give up after some days.</summary>
    public void PutOff(string error, DateTimeOffset now)
    {
        Attempts++;
        Error = error;
        if (now - WrittenAt > Patience) (State, DueAt) = (MailState.GivenUp, null);
        else (State, DueAt) = (MailState.Waiting, now + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(Attempts, 6)))));
    }

    /// <summary>It will never be taken.</summary>
    public void Reject(string error)
    {
        Attempts++;
        (State, DueAt, Error) = (MailState.GivenUp, null, error);
    }

    /// <summary>Our own mail server does not answer: that is no attempt, and no reason to give up.</summary>
    public void Wait(string? error, DateTimeOffset due) => (State, DueAt, Error) = (MailState.Waiting, due, error);

    /// <summary>An administrator wants it tried again.</summary>
    public Result Retry(DateTimeOffset now)
    {
        if (State is MailState.Sent or MailState.Sending) return new MailIsNotWaiting();
        if (Content is null) return new MailIsGone();
        (State, DueAt, WrittenAt) = (MailState.Waiting, now, now);
        Raise(new MailTriedAgain(Id));
        return Result.Done;
    }

    /// <summary>Forgets what it said, when nobody has looked for a month.</summary>
    public void Forget() => Content = null;
}
