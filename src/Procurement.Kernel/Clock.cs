namespace Procurement.Kernel;

/// <summary>
/// The portal's clock: the server's own, or, for a demonstration being played and for tests, moved by an offset. Nothing but the
/// host's set-up may move it, and only outside production.
/// </summary>
public sealed class PortalClock : TimeProvider
{
    private static readonly AsyncLocal<PretendedTime?> Pretended = new();
    private long _offsetTicks;

    /// <summary>How far the clock stands from the server's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Pretended.Value is { } time ? time.Now : System.GetUtcNow() + Offset;

    /// <summary>
    /// From here on, for what is called from here and for nothing else, the clock stands at an instant until that is moved: for a
    /// rehearsal, of which nothing is kept. Null ends it.
    /// </summary>
    /// <returns>What was pretended until now.</returns>
    internal static PretendedTime? Pretend(PretendedTime? time)
    {
        var before = Pretended.Value;
        Pretended.Value = time;
        return before;
    }

    /// <summary>Sets the clock to an instant; it goes on from there.</summary>
    public void MoveTo(DateTimeOffset instant) => Interlocked.Exchange(ref _offsetTicks, (instant - System.GetUtcNow()).Ticks);

    /// <summary>Moves the clock on.</summary>
    public void Move(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    /// <summary>Sets the clock back to the server's.</summary>
    public void Reset() => Interlocked.Exchange(ref _offsetTicks, 0);
}

/// <summary>An instant at which a clock stands.</summary>
internal sealed class PretendedTime(DateTimeOffset now)
{
    public DateTimeOffset Now { get; set; } = now;
}
