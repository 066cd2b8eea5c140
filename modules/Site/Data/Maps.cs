using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Site.Domain;

namespace Procurement.Site.Data;

internal sealed class SettingsRowMap : IEntityTypeConfiguration<SettingsRow>
{
    public void Configure(EntityTypeBuilder<SettingsRow> builder)
    {
        builder.ToTable("site_settings");
        builder.Property(s => s.Name).HasMaxLength(200);
        builder.HasIndex(s => s.Name).IsUnique().HasDatabaseName("ux_site_settings_name");
    }
}

internal sealed class RecipeRecordMap : IEntityTypeConfiguration<RecipeRecord>
{
    public void Configure(EntityTypeBuilder<RecipeRecord> builder)
    {
        builder.ToTable("site_recipes");
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.Property(r => r.FailedAt).HasMaxLength(200);
        builder.HasIndex(r => r.Name).IsUnique().HasDatabaseName("ux_site_recipes_name");
    }
}
