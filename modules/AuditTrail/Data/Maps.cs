using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.AuditTrail.Domain;

namespace Procurement.AuditTrail.Data;

internal sealed class AuditRecordMap : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("audittrail_records");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Mac).HasMaxLength(Chain.HashLength);
        builder.Property(r => r.Hash).HasMaxLength(Chain.HashLength);
        builder.Property(r => r.Action).HasMaxLength(100);
        builder.Property(r => r.WhoName).HasMaxLength(AuditContent.LongestText);
        builder.Property(r => r.OrganisationName).HasMaxLength(AuditContent.LongestText);
        builder.Property(r => r.Why).HasMaxLength(AuditContent.LongestWhy);
        builder.Property(r => r.SubjectType).HasMaxLength(100);
        builder.Property(r => r.Reference).HasMaxLength(AuditContent.LongestText);
        builder.HasIndex(r => r.Sequence).IsUnique();
        builder.HasIndex(r => new { r.IsListed, r.Id });
        builder.HasIndex(r => new { r.SubjectType, r.SubjectId, r.Id });
        builder.HasIndex(r => new { r.Reference, r.Id });
        builder.HasIndex(r => new { r.UserId, r.Id });
        builder.HasIndex(r => new { r.Action, r.Id });
        builder.HasIndex(r => new { r.IsListed, r.SealId });
    }
}

internal sealed class BrokenSealMap : IEntityTypeConfiguration<BrokenSeal>
{
    public void Configure(EntityTypeBuilder<BrokenSeal> builder)
    {
        builder.ToTable("audittrail_broken_seals");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.SealId);
    }
}

internal sealed class ChainHeadMap : IEntityTypeConfiguration<ChainHead>
{
    public void Configure(EntityTypeBuilder<ChainHead> builder)
    {
        builder.ToTable("audittrail_heads");
        builder.HasKey(h => h.Count);
        builder.Property(h => h.Count).ValueGeneratedNever();
        builder.Property(h => h.Hash).HasMaxLength(2 * Chain.HashLength);
        builder.Property(h => h.KeyId).HasMaxLength(16);
        builder.Property(h => h.Signature).HasMaxLength(2 * Chain.HashLength);
    }
}
