using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Consortia.Domain;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Consortia.Data;

internal sealed class ConsortiumMap : IEntityTypeConfiguration<Consortium>
{
    public void Configure(EntityTypeBuilder<Consortium> builder)
    {
        builder.ToTable("consortia_consortia");
        builder.Property(c => c.Name).HasMaxLength(160);
        builder.Property(c => c.DissolvedBecause).HasMaxLength(1000);
        builder.Ignore(c => c.Members);
        builder.Ignore(c => c.Lead);
        builder.Ignore(c => c.SealId);
        builder.ReferencesOpportunity(c => c.OpportunityId);
        builder.HasMany(c => c.AllMembers).WithOne().HasForeignKey("ConsortiumId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.AllMembers).HasField("_members").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder.HasMany(c => c.Invitations).WithOne().HasForeignKey("ConsortiumId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Invitations).HasField("_invitations").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }
}

internal sealed class ConsortiumMemberMap : IEntityTypeConfiguration<ConsortiumMember>
{
    public void Configure(EntityTypeBuilder<ConsortiumMember> builder)
    {
        builder.ToTable("consortia_members");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Name).HasMaxLength(300);
        builder.Property(m => m.AcceptedBy).HasMaxLength(200);
        builder.ReferencesOrganisation(m => m.OrganisationId);
        builder.HasIndex(m => new { m.OrganisationId, m.State });
    }
}

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("consortia_invitations");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Name).HasMaxLength(300);
        builder.Property(i => i.Message).HasMaxLength(1000);
        builder.ReferencesOrganisation(i => i.OrganisationId);
        builder.HasIndex(i => new { i.OrganisationId, i.State });
        builder.HasIndex(i => new { i.State, i.ExpiresAt });
    }
}
