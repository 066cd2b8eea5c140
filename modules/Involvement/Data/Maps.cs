using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Involvement.Domain;
using Procurement.Organisations.Contracts;

namespace Procurement.Involvement.Data;

internal sealed class CommentSubjectMap : IEntityTypeConfiguration<CommentSubject>
{
    public void Configure(EntityTypeBuilder<CommentSubject> builder)
    {
        builder.ToTable("involvement_subjects");
        builder.Property(s => s.Reference).HasMaxLength(40);
        builder.Property(s => s.Title).HasMaxLength(400);
        builder.Property(s => s.ClosedWhy).HasMaxLength(4000);
        builder.HasIndex(s => new { s.AskingOrganisationId, s.Id });
        builder.ReferencesOrganisation(s => s.AskingOrganisationId);
    }
}

internal sealed class CommentRequestMap : IEntityTypeConfiguration<CommentRequest>
{
    public void Configure(EntityTypeBuilder<CommentRequest> builder)
    {
        builder.ToTable("involvement_requests");
        builder.Property(r => r.SubjectReference).HasMaxLength(40);
        builder.Property(r => r.AuthorityCode).HasMaxLength(9);
        builder.Property(r => r.AuthorityName).HasMaxLength(200);
        builder.Property(r => r.AcknowledgedBy).HasMaxLength(200);
        builder.Property(r => r.ExtendedWhy).HasMaxLength(4000);
        builder.Property(r => r.EndedWhy).HasMaxLength(4000);
        builder.Property(r => r.DraftText).HasMaxLength(CommentRequest.MostCharacters);
        builder.Property(r => r.DraftSavedBy).HasMaxLength(200);
        builder.Ignore(r => r.Latest);
        builder.Ignore(r => r.Answer);
        builder.Ignore(r => r.DraftMark);
        builder.Ignore(r => r.ReachedNobody);
        builder.HasIndex(r => new { r.SubjectId, r.AuthorityCode }).IsUnique();
        builder.HasIndex(r => new { r.AuthorityOrganisationId, r.Id });
        builder.HasIndex(r => new { r.State, r.DueAt });
        builder.HasOne<CommentSubject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Comments).WithOne().HasForeignKey(c => c.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Regards).WithOne().HasForeignKey(c => c.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesOrganisation(r => r.AuthorityOrganisationId);
    }
}

internal sealed class CommentMap : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("involvement_comments");
        builder.Property(c => c.Text).HasMaxLength(CommentRequest.MostCharacters);
        builder.Property(c => c.RedactedText).HasMaxLength(CommentRequest.MostCharacters);
        builder.Property(c => c.RedactedWhy).HasMaxLength(4000);
        builder.Property(c => c.SubmittedBy).HasMaxLength(200);
        builder.Property(c => c.RatifiedBy).HasMaxLength(200);
        builder.Property(c => c.RedactedBy).HasMaxLength(200);
        builder.Ignore(c => c.PublicText);
        builder.HasIndex(c => new { c.RequestId, c.Number }).IsUnique();
        builder.HasIndex(c => new { c.PublishedAt, c.Id });
    }
}

internal sealed class RegardMap : IEntityTypeConfiguration<Regard>
{
    public void Configure(EntityTypeBuilder<Regard> builder)
    {
        builder.ToTable("involvement_regards");
        builder.Property(r => r.Text).HasMaxLength(CommentRequest.MostCharacters);
        builder.Property(r => r.AnsweredBy).HasMaxLength(200);
        builder.HasIndex(r => r.RequestId);
    }
}
