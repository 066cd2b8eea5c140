using Procurement.Kernel;

namespace Procurement.Bidding.Domain;

/// <summary>A bid for lots of an opportunity.</summary>
internal sealed partial class Bid : Entity
{
    private Bid() { }

    public Guid OpportunityId { get; private set; }

    public string Reference { get; private set; } = "";

    /// <summary>The content, encrypted: a reader of the database learns that there is a row, and nothing else.</summary>
    public string Sealed { get; private set; } = "";
}
