using Procurement.Kernel;

namespace Procurement.Evaluation.Contracts;

/// <summary>A person was asked to score a lot.</summary>
public sealed record EvaluatorAssigned(Guid LotId, Guid OpportunityId, string Reference, int Lot, Guid UserId, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>An evaluator was taken off the panel before scoring was locked.</summary>
public sealed record EvaluatorReplaced(Guid LotId, Guid OpportunityId, string Reference, int Lot, Guid UserId, string Name, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>An evaluator said whether an interest stands in the way; with one, that person sees no bid of the lot.</summary>
public sealed record InterestDeclared(Guid LotId, Guid OpportunityId, string Reference, int Lot, Guid UserId, string Name, bool IsRecused) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>An evaluator has closed their own scores.</summary>
public sealed record EvaluatorScoresLocked(Guid LotId, Guid OpportunityId, string Reference, int Lot, Guid UserId, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>The quality scores of a lot are agreed and closed: from here on its prices may be read.</summary>
public sealed record QualityLocked(Guid LotId, Guid OpportunityId, string Reference, int Lot) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>The panel has signed the evaluation of a lot; or somebody in its stead, when none of it is there any more, and why.</summary>
public sealed record EvaluationSigned(Guid LotId, Guid OpportunityId, string Reference, int Lot, string? InsteadBecause = null) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}
