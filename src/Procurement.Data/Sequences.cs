using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Procurement.Data;

/// <summary>Numbers for references that people see, for example <c>OPP-2026-0042</c>. A number that is not used is a gap, never given twice.</summary>
public static class Sequences
{
    /// <summary>The next number of a sequence, counted from one, in the transaction under way: call it inside one.</summary>
    public static async Task<int> NextAsync(this PortalDbContext db, string sequence, CancellationToken ct = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A number is taken in the transaction that uses it.");
        var taken = await db.Database.SqlQuery<int>(
            $"INSERT INTO data_sequences (name, value) VALUES ({sequence}, 1) ON CONFLICT (name) DO UPDATE SET value = data_sequences.value + 1 RETURNING value AS \"Value\"")
            .ToListAsync(ct);
        return taken[0];
    }

    /// <summary>The next reference of the form <c>PREFIX-YEAR-0001</c>.</summary>
    public static async Task<string> NextReferenceAsync(this PortalDbContext db, string prefix, int year, CancellationToken ct = default) =>
        $"{prefix}-{year}-{await db.NextAsync($"{prefix}-{year}", ct):0000}";
}

internal sealed class SequenceRow
{
    public required string Name { get; init; }
    public int Value { get; set; }
}

internal sealed class SequenceRowMap : IEntityTypeConfiguration<SequenceRow>
{
    public void Configure(EntityTypeBuilder<SequenceRow> builder)
    {
        builder.ToTable("data_sequences");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasColumnName("name").HasMaxLength(60);
        builder.Property(s => s.Value).HasColumnName("value");
    }
}
