namespace Procurement.Notifications.Deliver;

/// <summary>Whether the way out is open. While it is closed nothing is tried but now and then, and no mail counts an attempt.</summary>
internal sealed class Weather(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private int _failures;

    /// <summary>One job at a time hands over mail in this process.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Since when the way out is closed; null when it is open.</summary>
    public DateTimeOffset? ClosedSince { get; private set; }

    /// <summary>The code of the last failure.</summary>
    public string? Error { get; private set; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset NextTry { get; private set; }

    public bool MayTry => ClosedSince is not { } since || clock.GetUtcNow() is var now && (now >= NextTry || now < since);

    public void Close(string error)
    {
        var now = clock.GetUtcNow();
        ClosedSince ??= now;
        Error = error;
        var wait = TimeSpan.FromTicks(First.Ticks << Math.Min(_failures++, 5));
        NextTry = now + (wait < Longest ? wait : Longest);
    }

    public void Clear()
    {
        _failures = 0;
        (ClosedSince, Error) = (null, null);
    }

    public void Dispose() => Turn.Dispose();
}
