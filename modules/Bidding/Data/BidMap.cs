using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Bidding.Domain;

namespace Procurement.Bidding.Data;

internal sealed class BidMap : IEntityTypeConfiguration<Bid>
{
    public void Configure(EntityTypeBuilder<Bid> builder)
    {
        builder.ToTable("bidding_bids");
        builder.Property(b => b.Reference).HasMaxLength(20);
        builder.HasIndex(b => b.Reference).IsUnique();
        builder.HasIndex(b => b.OpportunityId);
    }
}
