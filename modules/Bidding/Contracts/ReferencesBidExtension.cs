using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Bidding.Domain;

namespace Procurement.Bidding.Contracts;

/// <summary>Declares foreign keys to bids without showing their type.</summary>
public static class ReferencesBidExtension
{
    /// <summary>Says that a property holds the key of a bid, which then cannot be deleted.</summary>
    public static EntityTypeBuilder<T> ReferencesBid<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key) where T : class
    {
        builder.HasOne<Bid>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
        return builder;
    }
}
