namespace Procurement.Opportunities.Domain;

/// <summary>The parts of a draft: one page each.</summary>
internal enum DraftPart
{
    Work,
    Services,
    Terms,
    Lots,
    Needs,
    Criteria,
    Statements,
    Documents,
    Dates,
}

/// <summary>Who holds the pen, and when.</summary>
internal sealed record Hand(Guid? UserId, string Name, DateTimeOffset At);

/// <summary>What bids are judged by.</summary>
internal sealed record Criterion(Guid Id, string Name, int Weight, bool IsPrice, decimal? Threshold, List<Question> Questions);

/// <summary>What every bid answers.</summary>
internal sealed record Question(Guid Id, string Text, int MaxWords);

/// <summary>A file that goes with an opportunity. Media keeps it; its name and size are copied for the page.</summary>
internal sealed record OpportunityDocument(Guid FileId, string Title, string FileName, string ContentType, long Size);
