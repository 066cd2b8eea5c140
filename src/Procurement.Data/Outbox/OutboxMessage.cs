using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Kernel;

namespace Procurement.Data.Outbox;

/// <summary>An event on its way to those who react to it, written in the transaction of its change.</summary>
public sealed class OutboxMessage
{
    private const string SealedType = "Sealed";

    /// <summary>The key, and what readers use to see that they have had it already.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The event's type; "Sealed" when it is under seal.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The event as JSON; encrypted when it is under seal.</summary>
    public string Payload { get; private set; } = "";

    /// <summary>What hides it; null when nothing does.</summary>
    public Guid? SealId { get; private set; }

    /// <summary>When it was written, in UTC.</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>When it is tried next, in UTC; null when it is done or given up.</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Why the last attempt failed: the type of the error alone, for a message may hold what nobody may read.</summary>
    public string? Error { get; internal set; }

    /// <summary>When every reaction had handled it, in UTC.</summary>
    public DateTimeOffset? DoneAt { get; internal set; }

    /// <summary>Whether it was given up after many tries.</summary>
    public bool IsGivenUp => DoneAt is null && DueAt is null;

    /// <summary>Has it tried again from the start, if it was given up: what has handled it already does not do so again.</summary>
    /// <param name="now">The instant, in UTC.</param>
    public bool TryAgain(DateTimeOffset now)
    {
        if (!IsGivenUp) return false;
        (DueAt, Attempts) = (now, 0);
        return true;
    }

    internal static OutboxMessage Of(IEvent happened, DateTimeOffset now, ISeals seals)
    {
        var type = happened.GetType();
        var name = $"{type.FullName}, {type.Assembly.GetName().Name}";
        var payload = JsonSerializer.Serialize(happened, type, EventJson.Options);
        return happened is ISealedEvent { SealId: var seal }
            ? new OutboxMessage { Type = SealedType, Payload = seals.Seal(seal, name + "\n" + payload), SealId = seal, OccurredAt = now, DueAt = now }
            : new OutboxMessage { Type = name, Payload = payload, OccurredAt = now, DueAt = now };
    }

    internal IEvent Read(ISeals seals)
    {
        var (name, payload) = (Type, Payload);
        if (SealId is { } seal)
        {
            var parts = seals.Open(seal, Payload).Split('\n', 2);
            (name, payload) = (parts[0], parts[1]);
        }

        var type = System.Type.GetType(name, throwOnError: true)!;
        return (IEvent)JsonSerializer.Deserialize(payload, type, EventJson.Options)!;
    }
}

/// <summary>How events are written.</summary>
public static class EventJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}

/// <summary>A message that a reaction has handled.</summary>
internal sealed class OutboxHandled
{
    public Guid MessageId { get; init; }
    public required string Reaction { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class OutboxMessageMap : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("data_outbox");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Type).HasMaxLength(400);
        builder.Ignore(m => m.IsGivenUp);
        builder.HasIndex(m => new { m.DueAt, m.Id });
        builder.HasIndex(m => m.DoneAt);
    }
}

internal sealed class OutboxHandledMap : IEntityTypeConfiguration<OutboxHandled>
{
    public void Configure(EntityTypeBuilder<OutboxHandled> builder)
    {
        builder.ToTable("data_outbox_handled");
        builder.HasKey(m => new { m.MessageId, m.Reaction });
        builder.Property(m => m.Reaction).HasMaxLength(300);
    }
}

internal sealed class OnceRowMap : IEntityTypeConfiguration<OnceRow>
{
    public void Configure(EntityTypeBuilder<OnceRow> builder)
    {
        builder.ToTable("data_once");
        builder.HasKey(o => o.Key);
        builder.Property(o => o.Key).HasMaxLength(250);
        builder.Property(o => o.Location).HasMaxLength(2000);
        builder.HasIndex(o => o.At);
    }
}
