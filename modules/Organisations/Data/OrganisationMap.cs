using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Data;

internal sealed class OrganisationMap : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations_organisations");
        builder.Property(o => o.Name).HasMaxLength(200);
    }
}
