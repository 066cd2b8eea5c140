using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Awards.Data;

internal sealed class AwardMap : IEntityTypeConfiguration<Award>
{
    public void Configure(EntityTypeBuilder<Award> builder)
    {
        builder.ToTable("awards_awards");
        builder.Property(a => a.Reference).HasMaxLength(40);
        builder.Property(a => a.OpportunityReference).HasMaxLength(40);
        builder.Property(a => a.OpportunityTitle).HasMaxLength(300);
        builder.Property(a => a.LotTitle).HasMaxLength(300);
        foreach (var name in new[] { nameof(Award.ProposedBy), nameof(Award.ApprovedBy), nameof(Award.ConfirmedBy), nameof(Award.CancelledBy) })
            builder.Property(name).HasMaxLength(200);
        foreach (var name in new[] { nameof(Award.ChallengeReason), nameof(Award.ChallengeOutcome), nameof(Award.CancelReason) })
            builder.Property(name).HasMaxLength(4000);
        builder.Ignore(a => a.Preferred);
        builder.Ignore(a => a.Title);
        builder.Ignore(a => a.LeadUrl);
        builder.Ignore(a => a.IsNotified);
        builder.Ignore(a => a.IsAlive);
        builder.HasIndex(a => a.Reference).IsUnique();
        builder.HasIndex(a => a.LiveLotId).IsUnique();
        builder.HasIndex(a => new { a.LeadProviderId, a.Id });
        builder.HasIndex(a => new { a.OpportunityId, a.State });
        builder.HasMany(a => a.Bids).WithOne().HasForeignKey(b => b.AwardId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesOpportunity(a => a.OpportunityId);
        builder.ReferencesLot(a => a.LotId);
        builder.ReferencesOrganisation(a => a.LeadProviderId);
    }
}

internal sealed class AwardBidMap : IEntityTypeConfiguration<AwardBid>
{
    public void Configure(EntityTypeBuilder<AwardBid> builder)
    {
        builder.ToTable("awards_bids");
        builder.Property(b => b.BidReference).HasMaxLength(40);
        builder.Property(b => b.BidderName).HasMaxLength(300);
        builder.Property(b => b.LeftOutBecause).HasColumnName("DisqualifiedBecause").HasMaxLength(4000);
        builder.Property(b => b.Quality).HasPrecision(28, 20);
        builder.Property(b => b.PriceScore).HasPrecision(28, 20);
        builder.Property(b => b.Total).HasPrecision(28, 20);
        builder.Property(b => b.OrganisationIds).HasJson();
        builder.Property(b => b.Scores).HasJson();
        builder.HasIndex(b => new { b.AwardId, b.BidId }).IsUnique();
        builder.HasIndex(b => b.BidId);
        builder.ReferencesBid(b => b.BidId);
        builder.ReferencesOrganisation(b => b.LeadOrganisationId);
    }
}

internal sealed class AwardHoldMap : IEntityTypeConfiguration<AwardHold>
{
    public void Configure(EntityTypeBuilder<AwardHold> builder)
    {
        builder.ToTable("awards_holds");
        builder.Property(h => h.AwardReference).HasMaxLength(40);
        builder.Property(h => h.AwardTitle).HasMaxLength(700);
        builder.Property(h => h.StepId).HasMaxLength(100);
        builder.Property(h => h.Reason).HasMaxLength(AwardHold.LongestReason);
        builder.Property(h => h.ReleasedBy).HasMaxLength(200);
        builder.Property(h => h.ReleasedWhy).HasMaxLength(AwardHold.LongestReason);
        builder.HasIndex(h => new { h.AwardId, h.ReleasedAt });
        builder.HasIndex(h => new { h.ReleasedAt, h.Id });
        builder.HasIndex(h => new { h.WorkflowId, h.StepId });
        builder.HasOne<Award>().WithMany().HasForeignKey(h => h.AwardId).OnDelete(DeleteBehavior.Restrict);
    }
}
