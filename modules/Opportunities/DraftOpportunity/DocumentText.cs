using Procurement.Media.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>A document as a page shows it.</summary>
internal static class DocumentText
{
    public static string Url(OpportunityDocument document) => Card(document).Url;

    public static string Of(OpportunityDocument document) => $"{Card(document).TypeText}, {Card(document).SizeText}";

    private static StoredFile Card(OpportunityDocument d) => new(d.FileId, d.FileName, d.ContentType, d.Size, "", new FileOwner(OpportunityFiles.Kind, Guid.Empty), default);
}
