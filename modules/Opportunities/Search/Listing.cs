using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.Search;

/// <summary>
/// What a list shows of a published opportunity, written in the transaction of each change. Whether it is open, planned or past is
/// asked of its instants, so that a list is right at every moment and no job has to have run.
/// </summary>
internal sealed class Listing
{
    /// <summary>Counts publications; the key of its words in the full-text index.</summary>
    public int Number { get; init; }

    public Guid OpportunityId { get; init; }
    public string Reference { get; set; } = "";
    public string Title { get; set; } = "";
    public Guid LeadProviderId { get; set; }
    public string LeadProviderName { get; set; } = "";
    public OpportunityStage Stage { get; set; }
    public DateTimeOffset OpensAt { get; set; }
    public DateTimeOffset ClosesAt { get; set; }

    /// <summary>When it ends to be current: its closing instant, or that of its withdrawal.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>True when it is public before it opens.</summary>
    public bool IsAnnounced { get; set; }

    public int ValueAYear { get; set; }
    public int LargestLot { get; set; }
    public int LotCount { get; set; }
    public int Tier { get; set; }
    public int TermMonths { get; set; }
    public int ExtensionMonths { get; set; }
    public int PaymentByResults { get; set; }
    public bool IsBilingual { get; set; }
    public List<string> Areas { get; set; } = [];
    public List<string> Authorities { get; set; } = [];
    public List<string> Services { get; set; } = [];

    /// <summary>Where its words are kept: with those of current work, or with those of the past.</summary>
    public bool IsShelved { get; set; }

    public OpportunityStage StageAt(DateTimeOffset now) => Opportunity.StageOf(Stage, OpensAt, ClosesAt, now);
}

/// <summary>
/// One thing by which an opportunity is found: <c>area:CPA17</c>, <c>gss:E09000023</c>, <c>service:MEN-ONE</c>, <c>cohort:WOM</c>,
/// <c>tier:2</c>, <c>value:3</c>. Its key begins with what is asked for and goes on by time, so that a page of results is one short
/// walk, however many opportunities there have been.
/// </summary>
internal sealed class Facet
{
    public required string Name { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public int Number { get; init; }
    public DateTimeOffset OpensAt { get; init; }

    public static string Area(string code) => "area:" + code;

    public static string Authority(string gss) => "gss:" + gss;

    public static string Service(string code) => "service:" + code;

    public static string Cohort(string code) => "cohort:" + code;

    public static string Tier(int tier) => $"tier:{tier}";

    public static string Value(int band) => $"value:{band}";

    /// <summary>The bands of the value a year: up to £50,000, to £100,000, to £250,000, more.</summary>
    public static int BandOf(int valueAYear) => valueAYear switch { <= 50_000 => 1, <= 100_000 => 2, <= 250_000 => 3, _ => 4 };
}

internal sealed class ListingMap : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> builder)
    {
        builder.ToTable("opportunities_listings");
        builder.HasKey(l => l.Number);
        builder.Property(l => l.Number).ValueGeneratedNever();
        builder.Property(l => l.Reference).HasMaxLength(40);
        builder.Property(l => l.Title).HasMaxLength(200);
        builder.Property(l => l.LeadProviderName).HasMaxLength(300);
        builder.Property(l => l.Areas).HasJson();
        builder.Property(l => l.Authorities).HasJson();
        builder.Property(l => l.Services).HasJson();
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(l => l.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => l.OpportunityId).IsUnique();
        builder.HasIndex(l => new { l.EndsAt, l.Number, l.OpensAt, l.IsAnnounced });
        builder.HasIndex(l => new { l.IsShelved, l.EndsAt });
    }
}

internal sealed class FacetMap : IEntityTypeConfiguration<Facet>
{
    public void Configure(EntityTypeBuilder<Facet> builder)
    {
        builder.ToTable("opportunities_facets");
        // The last column is no part of what makes it unique: with it the key alone answers, and no row is read.
        builder.HasKey(f => new { f.Name, f.EndsAt, f.Number, f.OpensAt });
        builder.Property(f => f.Name).HasMaxLength(40);
        builder.HasIndex(f => f.Number);
        builder.HasOne<Listing>().WithMany().HasForeignKey(f => f.Number).OnDelete(DeleteBehavior.Cascade);
    }
}
