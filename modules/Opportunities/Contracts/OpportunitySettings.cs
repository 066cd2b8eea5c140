namespace Procurement.Opportunities.Contracts;

/// <summary>What an administrator may set about opportunities.</summary>
public sealed record OpportunitySettings
{
    /// <summary>How many working days bids must be taken for, at least.</summary>
    public int WorkingDaysOpen { get; init; } = 10;

    /// <summary>How many working days away the closing day must be, at least, when a material amendment is published.</summary>
    public int WorkingDaysAfterAmendment { get; init; } = 5;

    /// <summary>How many words all answers of a bid may have together, on tiers 1 and 2.</summary>
    public int WordBudget { get; init; } = 6000;

    /// <summary>The same on tier 3, the short form for small organisations.</summary>
    public int WordBudgetTier3 { get; init; } = 2000;

    /// <summary>A lot up to this value a year, in whole pounds, is called small.</summary>
    public int SmallLot { get; init; } = 75000;
}
