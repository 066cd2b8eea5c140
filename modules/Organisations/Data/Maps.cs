using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Data;

internal sealed class OrganisationMap : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations_organisations");
        builder.Ignore(o => o.Type);
        builder.Property(o => o.Reference).HasMaxLength(20);
        builder.HasIndex(o => o.Reference).IsUnique();
        builder.Property(o => o.Slug).HasMaxLength(120);
        builder.HasIndex(o => o.Slug).IsUnique();
        builder.Property(o => o.GssCode).HasMaxLength(20);
        builder.HasIndex(o => o.GssCode).IsUnique();
        builder.Property(o => o.TypeCode).HasMaxLength(20);
        builder.Property(o => o.Name).HasMaxLength(Organisation.LongestName);
        builder.Property(o => o.NameCy).HasMaxLength(Organisation.LongestName);
        builder.Property(o => o.NameKey).HasMaxLength(Organisation.LongestName * 2);
        builder.Property(o => o.StatusReason).HasMaxLength(1000);
        builder.Property(o => o.Email).HasMaxLength(254);
        builder.Property(o => o.Phone).HasMaxLength(40);
        builder.Property(o => o.Website).HasMaxLength(200);
        builder.Property(o => o.Address).HasMaxLength(400);
        builder.Property(o => o.ServiceCodes).HasJson();
        builder.Property(o => o.CohortCodes).HasJson();
        builder.Property(o => o.AreaCodes).HasJson();
        builder.HasIndex(o => new { o.Status, o.Kind, o.NameKey, o.Id });
        builder.HasIndex(o => o.RegisteredBy);
        builder.HasMany(o => o.Identifiers).WithOne().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(o => o.Members).WithOne().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Appointments).WithOne().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(o => o.Identifiers).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(o => o.Members).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(o => o.Appointments).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class IdentifierMap : IEntityTypeConfiguration<Identifier>
{
    public void Configure(EntityTypeBuilder<Identifier> builder)
    {
        builder.ToTable("organisations_identifiers");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Scheme).HasMaxLength(20);
        builder.Property(i => i.Number).HasMaxLength(60);
        builder.Property(i => i.Claim).HasMaxLength(90);
        builder.HasIndex(i => i.Claim).IsUnique();
    }
}

internal sealed class MemberMap : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("organisations_members");
        builder.Ignore(m => m.IsActive);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Duties).HasJson();
        builder.HasIndex(m => new { m.OrganisationId, m.UserId }).IsUnique();
        builder.HasIndex(m => m.UserId);
    }
}

internal sealed class AppointmentMap : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("organisations_appointments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.AreaCodes).HasJson();
        builder.Property(a => a.EndReason).HasMaxLength(500);
    }
}

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("organisations_invitations");
        builder.Property(i => i.Email).HasMaxLength(254);
        builder.Property(i => i.TokenHash).HasMaxLength(64);
        builder.Property(i => i.OpenKey).HasMaxLength(290);
        builder.Property(i => i.Duties).HasJson();
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => i.OpenKey).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
