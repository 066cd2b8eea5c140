using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Media.Domain;

namespace Procurement.Media.Data;

internal sealed class MediaFileMap : IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<MediaFile> builder)
    {
        builder.ToTable("media_files");
        builder.Property(f => f.OwnerKind).HasMaxLength(60);
        builder.Property(f => f.Name).HasMaxLength(150);
        builder.Property(f => f.ContentType).HasMaxLength(120);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasIndex(f => new { f.OwnerKind, f.OwnerId });
        builder.HasIndex(f => new { f.ClaimedAt, f.StoredAt });
        builder.HasIndex(f => f.ReleasedAt);
    }
}
