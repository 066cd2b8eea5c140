using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Evaluation.Domain;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Evaluation.Data;

internal sealed class LotEvaluationMap : IEntityTypeConfiguration<LotEvaluation>
{
    public void Configure(EntityTypeBuilder<LotEvaluation> builder)
    {
        builder.ToTable("evaluation_lots");
        builder.Property(e => e.Reference).HasMaxLength(40);
        builder.Property(e => e.QualityLockedBy).HasMaxLength(200);
        builder.Property(e => e.SignedBy).HasMaxLength(200);
        builder.HasIndex(e => e.LotId).IsUnique();
        builder.HasIndex(e => new { e.LeadProviderId, e.Id });
        builder.Ignore(e => e.Active);
        builder.Ignore(e => e.IsModerated);
        builder.HasMany(e => e.Panel).WithOne().HasForeignKey(e => e.EvaluationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(e => e.Agreed).WithOne().HasForeignKey(e => e.EvaluationId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesOpportunity(e => e.OpportunityId);
        builder.ReferencesLot(e => e.LotId);
        builder.ReferencesOrganisation(e => e.LeadProviderId);
    }
}

internal sealed class EvaluatorMap : IEntityTypeConfiguration<Evaluator>
{
    public void Configure(EntityTypeBuilder<Evaluator> builder)
    {
        builder.ToTable("evaluation_evaluators");
        builder.Property(e => e.Name).HasMaxLength(200);
        builder.Property(e => e.AssignedBy).HasMaxLength(200);
        builder.Property(e => e.Interest).HasMaxLength(2000);
        builder.HasIndex(e => e.EvaluationId);
        builder.HasIndex(e => e.UserId);
        // Scores of one who turns out to have an interest go with the declaration.
        builder.HasMany(e => e.Scores).WithOne().HasForeignKey(s => s.EvaluatorId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ScoreMap : IEntityTypeConfiguration<Score>
{
    public void Configure(EntityTypeBuilder<Score> builder)
    {
        builder.ToTable("evaluation_scores");
        builder.Property(s => s.Value).HasPrecision(3, 1);
        builder.Property(s => s.Reason).HasMaxLength(4000);
        builder.HasIndex(s => new { s.EvaluatorId, s.BidId, s.CriterionId }).IsUnique();
    }
}

internal sealed class AgreedScoreMap : IEntityTypeConfiguration<AgreedScore>
{
    public void Configure(EntityTypeBuilder<AgreedScore> builder)
    {
        builder.ToTable("evaluation_agreed_scores");
        builder.Property(s => s.Value).HasPrecision(3, 1);
        builder.Property(s => s.Reason).HasMaxLength(4000);
        builder.Property(s => s.Note).HasMaxLength(4000);
        builder.HasIndex(s => new { s.EvaluationId, s.BidId, s.CriterionId }).IsUnique();
    }
}
