namespace Procurement.Kernel;

/// <summary>One page of a list, and the key that the next one starts after.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Previous">The cursor of the page before; null on the first or when it is not known.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, string? Previous = null);

/// <summary>A count that stops counting: "1,000+" instead of a walk over a table.</summary>
/// <param name="Value">The number, at most the limit.</param>
/// <param name="IsMore">True when there are more than that.</param>
public readonly record struct BoundedCount(int Value, bool IsMore)
{
    /// <summary>For example "33" or "1,000+".</summary>
    public override string ToString() => IsMore ? $"{Value:N0}+" : Value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
