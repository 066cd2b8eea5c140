using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Procurement.Data.Outbox;

namespace Procurement.Data;

/// <summary>Short forms for entity configurations.</summary>
public static class Mapping
{
    /// <summary>Stores a value as JSON text.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, EventJson.Options),
        stored => JsonSerializer.Deserialize<T>(stored, EventJson.Options)!,
        new ValueComparer<T>(
            (a, b) => JsonSerializer.Serialize(a, EventJson.Options) == JsonSerializer.Serialize(b, EventJson.Options),
            value => JsonSerializer.Serialize(value, EventJson.Options).GetHashCode(StringComparison.Ordinal),
            value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, EventJson.Options), EventJson.Options)!));
}
