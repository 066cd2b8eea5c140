using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.Contracts;

/// <summary>Foreign keys to this room's tables, for the rooms above. What is pointed to cannot be deleted.</summary>
public static class OpportunityReferences
{
    /// <summary>The property holds the key of an opportunity.</summary>
    public static EntityTypeBuilder<T> ReferencesOpportunity<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key) where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
        return builder;
    }

    /// <summary>The property holds the key of a lot.</summary>
    public static EntityTypeBuilder<T> ReferencesLot<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key) where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.HasOne<Lot>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
        return builder;
    }
}
