using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Bidding.Data;

internal sealed class BidMap : IEntityTypeConfiguration<Bid>
{
    public void Configure(EntityTypeBuilder<Bid> builder)
    {
        builder.ToTable("bidding_bids");
        builder.Property(b => b.Reference).HasMaxLength(20);
        builder.Ignore(b => b.Content);
        builder.Ignore(b => b.LastReceived);
        builder.HasIndex(b => b.Reference).IsUnique();
        builder.ReferencesOpportunity(b => b.OpportunityId);
    }
}

internal sealed class BidVersionMap : IEntityTypeConfiguration<BidVersion>
{
    public void Configure(EntityTypeBuilder<BidVersion> builder)
    {
        builder.ToTable("bidding_versions");
        builder.ReferencesBid(v => v.BidId);
        builder.ReferencesOpportunity(v => v.OpportunityId);
        builder.HasIndex(v => new { v.BidId, v.Number }).IsUnique();
    }
}

internal sealed class SlotMap : IEntityTypeConfiguration<Slot>
{
    public void Configure(EntityTypeBuilder<Slot> builder)
    {
        builder.ToTable("bidding_slots");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(64);
        builder.Property(s => s.Holder).HasMaxLength(64);
        builder.HasIndex(s => s.Holder);
    }
}

internal sealed class PortfolioMap : IEntityTypeConfiguration<Portfolio>
{
    public void Configure(EntityTypeBuilder<Portfolio> builder) => builder.ToTable("bidding_portfolios");
}

internal sealed class OpeningMap : IEntityTypeConfiguration<Opening>
{
    public void Configure(EntityTypeBuilder<Opening> builder)
    {
        builder.ToTable("bidding_openings");
        builder.Property(o => o.OpportunityReference).HasMaxLength(40);
        builder.Property(o => o.AskedBy).HasMaxLength(200);
        builder.Property(o => o.ConfirmedBy).HasMaxLength(200);
        builder.HasIndex(o => o.OpportunityId).IsUnique();
        builder.ReferencesOpportunity(o => o.OpportunityId);
    }
}

internal sealed class OpenedMap : IEntityTypeConfiguration<Opened>
{
    public void Configure(EntityTypeBuilder<Opened> builder)
    {
        builder.ToTable("bidding_opened");
        builder.Property(o => o.Reference).HasMaxLength(20);
        builder.Property(o => o.BidderName).HasMaxLength(300);
        builder.Property(o => o.DisqualifiedBecause).HasMaxLength(2000);
        builder.Property(o => o.DecidedBy).HasMaxLength(200);
        builder.ReferencesBid(o => o.Id);
        builder.ReferencesOpportunity(o => o.OpportunityId);
        builder.ReferencesOrganisation(o => o.LeadOrganisationId);
        builder.HasMany(o => o.Lots).WithOne().HasForeignKey(l => l.BidId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(o => o.Lots).HasField("_lots").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }
}

internal sealed class OpenedLotMap : IEntityTypeConfiguration<OpenedLot>
{
    public void Configure(EntityTypeBuilder<OpenedLot> builder)
    {
        builder.ToTable("bidding_opened_lots");
        builder.HasKey(l => new { l.BidId, l.LotId });
        builder.HasIndex(l => l.LotId);
        builder.ReferencesLot(l => l.LotId);
    }
}
