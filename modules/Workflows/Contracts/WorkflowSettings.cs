namespace Procurement.Workflows.Contracts;

/// <summary>What the site says of its workflows.</summary>
public sealed record WorkflowSettings
{
    /// <summary>The fewest days that a journal is kept after its workflow has ended.</summary>
    public const int FewestDays = 30;

    /// <summary>The most: a hundred years.</summary>
    public const int MostDays = 36_500;

    /// <summary>For how many days after a workflow has ended its journal is kept; what stays after that is a summary.</summary>
    public int KeepDays { get; init; } = 730;
}
