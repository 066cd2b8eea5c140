using System.Text.Json;

namespace Procurement.Workflows.Contracts;

/// <summary>Whether all rows have to hold, or any.</summary>
public enum Match
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>At least one.</summary>
    Any,
}

/// <summary>How a variable is compared.</summary>
public enum Comparison
{
    /// <summary>Is the value.</summary>
    EqualTo,

    /// <summary>Is another value.</summary>
    NotEqualTo,

    /// <summary>Is more, or later.</summary>
    GreaterThan,

    /// <summary>Is that or more, or not earlier.</summary>
    AtLeast,

    /// <summary>Is less, or earlier.</summary>
    LessThan,

    /// <summary>Is that or less, or not later.</summary>
    AtMost,

    /// <summary>A list or a text contains the value.</summary>
    Contains,

    /// <summary>Is one of the values in a list.</summary>
    IsOneOf,

    /// <summary>Is an empty text or list, or null. The variable itself has to be there.</summary>
    IsEmpty,

    /// <summary>Is neither empty nor null.</summary>
    IsNotEmpty,

    /// <summary>Is yes.</summary>
    IsTrue,

    /// <summary>Is no.</summary>
    IsFalse,
}

/// <summary>One row: a variable (<c>name</c> or <c>outputs.step.name</c>), a comparison and a value.</summary>
public sealed record Condition(string Variable, Comparison Is, JsonElement? Value = null);

/// <summary>Rows that have to hold, all or any; groups within it, once.</summary>
public sealed record ConditionGroup(Match Match, IReadOnlyList<Condition> Rows, IReadOnlyList<ConditionGroup>? Groups = null);
