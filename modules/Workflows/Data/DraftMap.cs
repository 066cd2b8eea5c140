using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Data;

internal sealed class WorkflowDraftMap : IEntityTypeConfiguration<WorkflowDraft>
{
    public void Configure(EntityTypeBuilder<WorkflowDraft> builder)
    {
        builder.ToTable("workflows_drafts");
        builder.Property(d => d.Name).HasMaxLength(Lengths.Name);
        builder.Property(d => d.ChangedByName).HasMaxLength(200);
        builder.Ignore(d => d.CanUndo).Ignore(d => d.CanRedo);
        builder.HasIndex(d => d.Name).IsUnique();
    }
}

internal sealed class DraftChangeMap : IEntityTypeConfiguration<DraftChange>
{
    public void Configure(EntityTypeBuilder<DraftChange> builder)
    {
        builder.ToTable("workflows_draft_changes");
        builder.HasKey(c => new { c.DraftId, c.Number });
        builder.Property(c => c.ByName).HasMaxLength(200);
        builder.HasOne<WorkflowDraft>().WithMany().HasForeignKey(c => c.DraftId).OnDelete(DeleteBehavior.Restrict);
    }
}
