using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Pages.Domain;

namespace Procurement.Pages.Data;

internal sealed class ContentPageMap : IEntityTypeConfiguration<ContentPage>
{
    public const string SlugIndex = "ix_pages_pages_slug";

    public void Configure(EntityTypeBuilder<ContentPage> builder)
    {
        builder.ToTable("pages_pages");
        builder.Property(p => p.Slug).HasMaxLength(80);
        builder.Property(p => p.Title).HasMaxLength(PageText.LongestTitle);
        builder.Ignore(p => p.State);
        builder.HasIndex(p => p.Slug).IsUnique().HasDatabaseName(SlugIndex);
    }
}

internal sealed class PageVersionMap : IEntityTypeConfiguration<PageVersion>
{
    public void Configure(EntityTypeBuilder<PageVersion> builder)
    {
        builder.ToTable("pages_versions");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.TitleEn).HasMaxLength(PageText.LongestTitle);
        builder.Property(v => v.TitleCy).HasMaxLength(PageText.LongestTitle);
        builder.Property(v => v.SummaryEn).HasMaxLength(PageText.LongestSummary);
        builder.Property(v => v.SummaryCy).HasMaxLength(PageText.LongestSummary);
        builder.Property(v => v.BodyEn).HasMaxLength(PageText.LongestBody);
        builder.Property(v => v.BodyCy).HasMaxLength(PageText.LongestBody);
        builder.Property(v => v.SavedBy).HasMaxLength(200);
        builder.Ignore(v => v.Text);
        builder.HasOne<ContentPage>().WithMany().HasForeignKey(v => v.PageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.PageId, v.Number }).IsUnique();
    }
}

internal sealed class PageRedirectMap : IEntityTypeConfiguration<PageRedirect>
{
    public void Configure(EntityTypeBuilder<PageRedirect> builder)
    {
        builder.ToTable("pages_redirects");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Slug).HasMaxLength(80);
        builder.HasOne<ContentPage>().WithMany().HasForeignKey(r => r.PageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.Slug);
    }
}

internal sealed class FooterMenuMap : IEntityTypeConfiguration<FooterMenu>
{
    public void Configure(EntityTypeBuilder<FooterMenu> builder)
    {
        builder.ToTable("pages_menus");
        builder.Property(m => m.Key).HasMaxLength(40);
        builder.Property(m => m.HeadingEn).HasMaxLength(80);
        builder.Property(m => m.HeadingCy).HasMaxLength(80);
        builder.Property(m => m.Links).HasJson();
        builder.HasIndex(m => m.Key).IsUnique();
    }
}
