using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Contracts;

/// <summary>Declares foreign keys to organisations, so that no type of this room has to be shown.</summary>
public static class ReferencesOrganisationExtensions
{
    /// <summary>The column holds the key of an organisation, which cannot be deleted while it does. Indexed.</summary>
    public static void ReferencesOrganisation<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> column)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(column).OnDelete(DeleteBehavior.Restrict);
    }
}
