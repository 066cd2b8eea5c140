using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Notifications.Domain;

namespace Procurement.Notifications.Data;

internal sealed class InboxMessageMap : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("notifications_messages");
        builder.HasIndex(m => new { m.UserId, m.Id });
        builder.HasIndex(m => new { m.UserId, m.ReadAt });
    }
}

internal sealed class MailRowMap : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> builder)
    {
        builder.ToTable("notifications_mails");
        builder.Property(m => m.Template).HasMaxLength(100);
        builder.Property(m => m.Error).HasMaxLength(100);
        builder.HasIndex(m => new { m.State, m.DueAt, m.Id });
        builder.HasIndex(m => new { m.State, m.Id });
    }
}

internal sealed class MailOptOutMap : IEntityTypeConfiguration<MailOptOut>
{
    public void Configure(EntityTypeBuilder<MailOptOut> builder)
    {
        builder.ToTable("notifications_opt_outs");
        builder.Property(o => o.Group).HasMaxLength(100);
        builder.HasIndex(o => new { o.UserId, o.Group }).IsUnique();
        builder.HasIndex(o => o.Group);
    }
}
