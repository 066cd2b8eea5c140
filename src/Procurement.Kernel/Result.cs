namespace Procurement.Kernel;

/// <summary>
/// Why something that a user asked for was not done. Its type is its identity; its sentence stands in the module's
/// <c>Words</c> under <c>Refusal.TypeName</c>, and takes the record's properties by name: <c>{ClosesAt}</c>.
/// </summary>
public abstract record Refusal
{
    /// <summary>The form field that the refusal speaks of, for example <c>Input.Price</c>; null when it speaks of the whole.</summary>
    public virtual string? Field => null;

    /// <summary>The key of the sentence in <c>Words</c>.</summary>
    public string Key => "Refusal." + GetType().Name;
}

/// <summary>The row was changed by somebody else since it was read.</summary>
public sealed record ChangedBySomebodyElse : Refusal;

/// <summary>There is nothing there, or nothing that this person may see.</summary>
public sealed record NotFound : Refusal;

/// <summary>This person may see it but not do this.</summary>
public sealed record NotAllowed : Refusal;

/// <summary>Done, or refused with a reason.</summary>
public readonly struct Result
{
    private Result(Refusal? refusal) => Refusal = refusal;

    /// <summary>It was done.</summary>
    public static Result Done => default;

    /// <summary>Why it was not done; null when it was.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when it was done.</summary>
    public bool IsDone => Refusal is null;

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result(Refusal refusal) => new(refusal);
}

/// <summary>A value, or a refusal with a reason.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    public bool IsDone => Refusal is null;

    /// <summary>The value. Asking for it after a refusal is a bug.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal}");

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);
}
