using Procurement.Notifications.Domain;

namespace Procurement.Notifications.Deliver;

/// <summary>A mail to be handed over.</summary>
/// <param name="Id">Its key, which makes its Message-ID: the same on every attempt.</param>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="Content">What it says.</param>
internal sealed record Letter(Guid Id, DateTimeOffset WrittenAt, MailContent Content);

/// <summary>What became of it.</summary>
internal abstract record Outcome
{
    /// <summary>It was taken.</summary>
    public sealed record Taken : Outcome;

    /// <summary>The recipient's side says: later.</summary>
    public sealed record Later(string Code) : Outcome;

    /// <summary>The recipient's side says: never.</summary>
    public sealed record Never(string Code) : Outcome;

    /// <summary>Our own way out is closed: no other mail will pass either.</summary>
    public sealed record NoWay(string Code) : Outcome;
}

/// <summary>A way out.</summary>
internal interface ITransport
{
    /// <summary>How many letters may go at the same time, each over a line of its own.</summary>
    int Lines { get; }

    /// <summary>Opens a line.</summary>
    ILine Open();
}

/// <summary>A line to whoever takes mail: many letters go over one, one after another.</summary>
internal interface ILine : IDisposable
{
    /// <summary>Hands one over.</summary>
    Task<Outcome> SendAsync(Letter letter, CancellationToken ct);
}
