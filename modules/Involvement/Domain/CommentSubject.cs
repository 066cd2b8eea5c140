using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Involvement.Domain;

/// <summary>What authorities are heard about: a reference, a title and who asks. What it is, another room knows.</summary>
internal sealed class CommentSubject : Entity
{
    private CommentSubject()
    {
    }

    public CommentSubject(ExpectedComments expected, DateTimeOffset now)
    {
        Id = expected.SubjectId;
        (Reference, Title, AskingOrganisationId, StartedAt) = (expected.SubjectReference, expected.Title, expected.AskingOrganisationId, now);
        Raise(new CommentsExpected(Id, Reference, expected.AuthorityCodes.Distinct().Count()));
    }

    public string Reference { get; private set; } = "";
    public string Title { get; private set; } = "";
    public Guid AskingOrganisationId { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? ClearedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosedWhy { get; private set; }

    /// <summary>Takes note of whether it may be decided. Once published or given up, that no longer changes.</summary>
    public void Look(Clearance clearance, DateTimeOffset now)
    {
        if (PublishedAt is not null || ClosedAt is not null) return;
        if (clearance.IsClear && ClearedAt is null)
        {
            ClearedAt = now;
            Raise(new SubjectCleared(Id, Reference));
        }
        else if (!clearance.IsClear && ClearedAt is not null)
        {
            ClearedAt = null;
            Raise(new SubjectReopened(Id, Reference));
        }
    }

    public Result Publish(DateTimeOffset now)
    {
        if (ClosedAt is not null) return new SubjectIsClosed();
        if (PublishedAt is not null) return Result.Done;
        PublishedAt = now;
        Raise(new CommentsPublished(Id, Reference));
        return Result.Done;
    }

    public void Close(string why, DateTimeOffset now)
    {
        if (ClosedAt is null) (ClosedAt, ClosedWhy) = (now, why);
    }
}
