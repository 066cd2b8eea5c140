using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Places.Domain;

namespace Procurement.Places.Data;

internal abstract class FactMap<T>(string table) : IEntityTypeConfiguration<T>
    where T : Fact
{
    public virtual void Configure(EntityTypeBuilder<T> builder)
    {
        builder.ToTable("places_" + table);
        builder.Property(f => f.Code).HasMaxLength(20);
        builder.HasIndex(f => f.Code).IsUnique();
    }
}

internal sealed class AreaMap() : FactMap<Area>("areas")
{
    public override void Configure(EntityTypeBuilder<Area> builder)
    {
        base.Configure(builder);
        foreach (var name in new[] { nameof(Area.Name), nameof(Area.NameCy), nameof(Area.Slug), nameof(Area.CompanyName), nameof(Area.CompanyNameCy) })
            builder.Property(name).HasMaxLength(200);
        foreach (var name in new[] { nameof(Area.ShortName), nameof(Area.Nation), nameof(Area.TileLabel), nameof(Area.TileShortLabel) })
            builder.Property(name).HasMaxLength(60);
        builder.HasIndex(a => a.Slug).IsUnique();
        builder.Property(a => a.PoliceForceAreas).HasJson();
        builder.Property(a => a.PredecessorTrusts).HasJson();
        builder.Property(a => a.ProbationRegions).HasJson();
    }
}

internal sealed class AuthorityMap() : FactMap<Authority>("authorities")
{
    public override void Configure(EntityTypeBuilder<Authority> builder)
    {
        base.Configure(builder);
        foreach (var name in new[] { nameof(Authority.Name), nameof(Authority.NameCy), nameof(Authority.CouncilName), nameof(Authority.CouncilNameCy), nameof(Authority.PoliceForceArea) })
            builder.Property(name).HasMaxLength(200);
        foreach (var name in new[] { nameof(Authority.AreaCode), nameof(Authority.Kind), nameof(Authority.OrgId) })
            builder.Property(name).HasMaxLength(60);
        builder.HasIndex(a => a.AreaCode);
        builder.Property(a => a.FormerCodes).HasJson();
        builder.Property(a => a.Replaces).HasJson();
        builder.Property(a => a.ReplacedBy).HasJson();
    }
}

internal sealed class CommissionerMap() : FactMap<Commissioner>("commissioners")
{
    public override void Configure(EntityTypeBuilder<Commissioner> builder)
    {
        base.Configure(builder);
        foreach (var name in new[] { nameof(Commissioner.PoliceForceArea), nameof(Commissioner.PoliceForce), nameof(Commissioner.PoliceForceCy), nameof(Commissioner.Office), nameof(Commissioner.OfficeCy), nameof(Commissioner.HostBody) })
            builder.Property(name).HasMaxLength(200);
        builder.Property(c => c.AreaCode).HasMaxLength(20);
    }
}

internal sealed class ServiceMap() : FactMap<Service>("services")
{
    public override void Configure(EntityTypeBuilder<Service> builder)
    {
        base.Configure(builder);
        builder.Property(s => s.Name).HasMaxLength(200);
        builder.Property(s => s.Description).HasMaxLength(1000);
        builder.Property(s => s.PathwayCode).HasMaxLength(20);
        builder.Property(s => s.Pathway).HasMaxLength(100);
        builder.Property(s => s.Category2020).HasMaxLength(100);
        builder.Property(s => s.Tiers).HasJson();
        builder.Property(s => s.CohortCodes).HasJson();
        builder.Property(s => s.CpvCodes).HasJson();
        builder.Property(s => s.CpvLabels).HasJson();
    }
}

internal sealed class CohortMap() : FactMap<Cohort>("cohorts")
{
    public override void Configure(EntityTypeBuilder<Cohort> builder)
    {
        base.Configure(builder);
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.Description).HasMaxLength(1000);
        builder.Property(c => c.Basis).HasMaxLength(400);
    }
}

internal sealed class BankHolidayMap : IEntityTypeConfiguration<BankHoliday>
{
    public void Configure(EntityTypeBuilder<BankHoliday> builder)
    {
        builder.ToTable("places_bank_holidays");
        builder.Property(h => h.Name).HasMaxLength(100);
        builder.Property(h => h.Note).HasMaxLength(200);
        builder.HasIndex(h => h.Date).IsUnique();
    }
}
