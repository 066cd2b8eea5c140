namespace Procurement.Opportunities.Contracts;

/// <summary>Where an opportunity stands. After its bids are opened it shows the stage of its least advanced lot.</summary>
public enum OpportunityStage
{
    /// <summary>Being written; seen by its lead provider alone.</summary>
    Draft,

    /// <summary>Sent to a second person at the lead provider.</summary>
    AwaitingApproval,

    /// <summary>Approved, and not public before it opens.</summary>
    Scheduled,

    /// <summary>A public notice of what will open.</summary>
    Planned,

    /// <summary>Bids are taken.</summary>
    Open,

    /// <summary>Past the closing instant; the bids are sealed.</summary>
    Closed,

    /// <summary>The bids were opened.</summary>
    Opened,

    /// <summary>Bids are being scored.</summary>
    Evaluating,

    /// <summary>Authorities are asked about the proposed award.</summary>
    AuthorityComment,

    /// <summary>The comments are in; a second person decides.</summary>
    Decision,

    /// <summary>Everyone was told; nothing is signed yet.</summary>
    Standstill,

    /// <summary>The award is confirmed.</summary>
    Awarded,

    /// <summary>The contract is signed.</summary>
    InContract,

    /// <summary>Taken back before it closed, with a published reason.</summary>
    Withdrawn,

    /// <summary>Ended after it closed, with a published reason.</summary>
    Cancelled,

    /// <summary>Nobody could be awarded it.</summary>
    Unsuccessful,
}

/// <summary>Where a lot stands, from the closing instant on.</summary>
public enum LotStage
{
    /// <summary>Not opened yet.</summary>
    Active,

    /// <summary>Its bids were opened.</summary>
    Opened,

    /// <summary>Its bids are being scored.</summary>
    Evaluating,

    /// <summary>Authorities are asked about the proposed award.</summary>
    AuthorityComment,

    /// <summary>The comments are in; a second person decides.</summary>
    Decision,

    /// <summary>Everyone was told; nothing is signed yet.</summary>
    Standstill,

    /// <summary>The award is confirmed.</summary>
    Awarded,

    /// <summary>The contract is signed.</summary>
    InContract,

    /// <summary>Ended with a published reason.</summary>
    Cancelled,

    /// <summary>Nobody could be awarded it.</summary>
    Unsuccessful,
}
