using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data;
using Procurement.Opportunities.Domain;
using Procurement.Organisations.Contracts;

namespace Procurement.Opportunities.Data;

internal sealed class OpportunityMap : IEntityTypeConfiguration<Opportunity>
{
    public void Configure(EntityTypeBuilder<Opportunity> builder)
    {
        builder.ToTable("opportunities_opportunities");
        builder.ReferencesOrganisation(o => o.LeadProviderId);
        builder.Property(o => o.LeadProviderName).HasMaxLength(300);
        builder.Property(o => o.Reference).HasMaxLength(40);
        builder.Property(o => o.Title).HasMaxLength(200);
        builder.Property(o => o.Summary).HasMaxLength(600);
        builder.Property(o => o.Work).HasMaxLength(12000);
        builder.Property(o => o.PaymentByResultsReason).HasMaxLength(2000);
        builder.Property(o => o.WomensProvision).HasMaxLength(4000);
        builder.Property(o => o.WelshLanguage).HasMaxLength(4000);
        builder.Property(o => o.SentBackReason).HasMaxLength(4000);
        builder.Property(o => o.ExitReason).HasMaxLength(4000);
        builder.Property(o => o.ChangedBy).HasMaxLength(200);
        builder.Property(o => o.Services).HasJson();
        builder.Property(o => o.Cohorts).HasJson();
        builder.Property(o => o.Needs).HasJson();
        builder.Property(o => o.Criteria).HasJson();
        builder.Property(o => o.Documents).HasJson();
        builder.HasMany(o => o.Lots).WithOne().HasForeignKey(l => l.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(o => o.LotsInOrder);
        builder.Navigation(o => o.Lots).HasField("_lots").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(o => o.Reference).IsUnique();
        builder.HasIndex(o => new { o.LeadProviderId, o.Stage, o.Id });
        builder.HasIndex(o => new { o.Stage, o.OpensAt });
        builder.HasIndex(o => new { o.Stage, o.ClosesAt });
    }
}

internal sealed class LotMap : IEntityTypeConfiguration<Lot>
{
    public void Configure(EntityTypeBuilder<Lot> builder)
    {
        builder.ToTable("opportunities_lots");
        builder.Property(l => l.Title).HasMaxLength(200);
        builder.Property(l => l.CancelReason).HasMaxLength(4000);
        builder.Property(l => l.Places).HasJson();
        builder.Property(l => l.AreaCodes).HasJson();
        builder.Property(l => l.AuthorityCodes).HasJson();
    }
}

internal sealed class AmendmentMap : IEntityTypeConfiguration<Amendment>
{
    public void Configure(EntityTypeBuilder<Amendment> builder)
    {
        builder.ToTable("opportunities_amendments");
        builder.Property(a => a.Reference).HasMaxLength(40);
        builder.Property(a => a.Note).HasMaxLength(Amendment.LongestNote);
        builder.Property(a => a.Before).HasJson();
        builder.Property(a => a.After).HasJson();
        builder.Property(a => a.SentBackReason).HasMaxLength(4000);
        builder.Property(a => a.ChangedBy).HasMaxLength(200);
        builder.HasIndex(a => new { a.OpportunityId, a.State });
        // One at a time, also when two people begin at once.
        builder.HasIndex(a => a.OpportunityId).IsUnique().HasDatabaseName("IX_opportunities_amendments_UnderWay").HasFilter("\"State\" IN ('Draft', 'AwaitingApproval')");
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(a => a.OpportunityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PublicationHoldMap : IEntityTypeConfiguration<PublicationHold>
{
    public void Configure(EntityTypeBuilder<PublicationHold> builder)
    {
        builder.ToTable("opportunities_holds");
        builder.Property(h => h.StepId).HasMaxLength(100);
        builder.Property(h => h.Reason).HasMaxLength(PublicationHold.LongestReason);
        builder.HasIndex(h => new { h.OpportunityId, h.ReleasedAt });
        builder.HasIndex(h => new { h.WorkflowId, h.StepId });
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(h => h.OpportunityId).OnDelete(DeleteBehavior.Restrict);
    }
}
