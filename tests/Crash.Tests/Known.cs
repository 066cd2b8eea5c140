namespace Procurement.Crash.Tests;

/// <summary>
/// What a client knows of one thing on the portal: what was acknowledged last, and what it has sent since without learning what became
/// of it. After a crash the portal must hold one of these, whole; whichever it is, is known from then on.
/// </summary>
internal sealed class Known<T>(string name, T acknowledged)
{
    private readonly List<T> _sent = [];

    /// <summary>What was acknowledged last.</summary>
    public T Value { get; private set; } = acknowledged;

    /// <summary>True while something was sent whose answer never came, or was acknowledged and not looked at since.</summary>
    public bool IsToBeLookedAt { get; private set; }

    /// <summary>Notes what is being sent, before it is.</summary>
    public void Send(T value)
    {
        _sent.Add(value);
        IsToBeLookedAt = true;
    }

    /// <summary>The portal has said that it has it.</summary>
    public void Acknowledge(T value)
    {
        Value = value;
        _sent.Clear();
    }

    /// <summary>What the portal holds: it has to be what was acknowledged, or whole what was on its way.</summary>
    public void Found(T value)
    {
        if (!EqualityComparer<T>.Default.Equals(value, Value) && !_sent.Contains(value))
            Assert.Fail($"{name}: acknowledged was '{Value}', on its way {(_sent.Count == 0 ? "nothing" : string.Join(" or ", _sent.Select(s => $"'{s}'")))}; there is '{value}'.");
        Value = value;
        _sent.Clear();
        IsToBeLookedAt = false;
    }
}
