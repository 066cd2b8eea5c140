using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.Data;

/// <summary>What a save needs from around it.</summary>
public sealed class SaveServices(
    IEngine engine, WriteGate gate, OutboxSignal signal, ChangeContext change, TimeProvider clock, ISeals seals, ModuleList modules,
    IEnumerable<ISaveParticipant> participants)
{
    internal IEngine Engine { get; } = engine;
    internal WriteGate Gate { get; } = gate;
    internal OutboxSignal Signal { get; } = signal;
    internal ChangeContext Change { get; } = change;
    internal TimeProvider Clock { get; } = clock;
    internal ISeals Seals { get; } = seals;
    internal IEnumerable<ISaveParticipant> Participants { get; } = participants;
    internal IEnumerable<Assembly> ModelAssemblies { get; } = [typeof(SaveServices).Assembly, .. modules.All.Select(m => m.Assembly)];
}

/// <summary>Writes more rows with a change, in its transaction: the audit trail does.</summary>
public interface ISaveParticipant
{
    /// <summary>Called once for each save that raises events, before it is written.</summary>
    void Saving(PortalDbContext db, IReadOnlyList<IEvent> events);
}

/// <summary>What differs between the two database engines.</summary>
public interface IEngine
{
    /// <summary>True for the embedded engine.</summary>
    bool IsSqlite { get; }

    /// <summary>Sets the options of a context.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Makes the place of the database ready: a folder, a journal mode.</summary>
    Task PrepareAsync(CancellationToken ct);

    /// <summary>Keeps other processes from starting on the database until it is disposed; null where nothing has to. What a killed start leaves behind holds nobody up.</summary>
    Task<IDisposable?> StartAloneAsync(CancellationToken ct);

    /// <summary>
    /// Keeps other machines from what goes by that name until it is disposed: the lock goes with its connection, so that a machine that
    /// is killed holds nobody up. On the embedded engine there are no others.
    /// </summary>
    /// <param name="name">What is done by one machine at a time.</param>
    /// <param name="wait">Whether to wait for who has it, up to half an hour; else the answer is null.</param>
    /// <param name="ct">Gives up.</param>
    Task<IAsyncDisposable?> LockAsync(string name, bool wait, CancellationToken ct);

    /// <summary>The violated index, or the engine's message, when the error is that a value is not unique; else null.</summary>
    string? UniqueViolation(DbUpdateException error);
}

/// <summary>SQL for what the mapper does not know, such as a full-text index: repeatable, run at each start after the migrations.</summary>
/// <param name="Name">The module and what it makes, for errors.</param>
/// <param name="Sqlite">For the embedded engine.</param>
/// <param name="PostgreSql">For PostgreSQL.</param>
public sealed record SchemaScript(string Name, string Sqlite, string PostgreSql);

/// <summary>Hides and opens what is under seal.</summary>
public interface ISeals
{
    /// <summary>Encrypts a text for one seal.</summary>
    string Seal(Guid sealId, string text);

    /// <summary>Decrypts it.</summary>
    string Open(Guid sealId, string sealedText);
}

/// <summary>The embedded engine's writers enter one by one, in order: polling its lock would cost the last of eight more than a second.</summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Waits for the turn.</summary>
    public Task EnterAsync(CancellationToken ct) => _gate.WaitAsync(ct);

    /// <summary>Lets the next one in.</summary>
    public void Leave() => _gate.Release();

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();
}

/// <summary>A form that was sent; its key cannot be sent again.</summary>
internal sealed class OnceRow
{
    public required string Key { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Location { get; set; }
}

/// <summary>Stores instants as UTC, to the microsecond, which both engines keep.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => new DateTime(instant.UtcTicks / 10 * 10, DateTimeKind.Utc),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
