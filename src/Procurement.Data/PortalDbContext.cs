using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.Data;

/// <summary>
/// The one context, composed from the modules' own entity configurations. A module can name only its own types, so that sharing the
/// context shares nothing else. A save writes the change, its audit records and its outbox messages in one transaction.
/// </summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options, SaveServices services) : DbContext(options)
{
    private readonly List<IEvent> _raised = [];
    private readonly IEnumerable<Assembly> _modelAssemblies = services.ModelAssemblies;
    private bool _holdsGate;
    private bool _hasMessages;
    private bool _rehearses;
    private bool _inRehearsedTransaction;

    /// <summary>True on the embedded engine, false on PostgreSQL.</summary>
    public bool IsSqlite => services.Engine.IsSqlite;

    /// <summary>Says that something has happened to what is no <see cref="Entity"/>; it is written with the next save.</summary>
    public void Raise(IEvent happened) => _raised.Add(happened);

    /// <summary>
    /// Saves, and turns what another person's change made impossible into a refusal: <see cref="ChangedBySomebodyElse"/> when a row
    /// has changed since it was read, and whatever <paramref name="onDuplicate"/> says when a value that must be unique is not.
    /// </summary>
    /// <param name="onDuplicate">Takes the name of the violated index or the engine's message; null for a bug.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result> SaveAsync(Func<string, Refusal?>? onDuplicate = null, CancellationToken ct = default)
    {
        try
        {
            await SaveChangesAsync(ct);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            ChangeTracker.Clear();
            return new ChangedBySomebodyElse();
        }
        catch (DbUpdateException e) when (services.Engine.UniqueViolation(e) is { } index
            && !index.Contains("data_once", StringComparison.Ordinal) && onDuplicate?.Invoke(index) is { } refusal)
        {
            ChangeTracker.Clear();
            return refusal;
        }
    }

    /// <summary>
    /// Runs in one transaction, which a refusal rolls back. Inside another it joins it. On the embedded engine it enters the
    /// writers' gate first: keep files, hashes and mail outside.
    /// </summary>
    public async Task<Result> InTransactionAsync(Func<Task<Result>> change, CancellationToken ct = default)
    {
        if (Database.CurrentTransaction is { } outer) return _rehearses && !_inRehearsedTransaction ? await RehearseAsync(outer, change, ct) : await change();
        await EnterGateAsync(ct);
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(ct);
            var result = await change();
            if (!result.IsDone)
            {
                ChangeTracker.Clear();
                _raised.Clear();
                _hasMessages = false;
                return result;
            }

            await transaction.CommitAsync(ct);
        }
        finally
        {
            LeaveGate();
        }

        Signal();
        return Result.Done;
    }

    /// <summary>From here on everything is read and written in the transaction of a rehearsal.</summary>
    internal void Join(Rehearsal rehearsal)
    {
        Database.SetDbConnection(rehearsal.Connection, contextOwnsConnection: false);
        Database.UseTransaction(rehearsal.Transaction);
        _rehearses = true;
    }

    /// <summary>What would be a transaction of its own is a part of the rehearsal's: a refusal or an exception takes back that part alone.</summary>
    private async Task<Result> RehearseAsync(IDbContextTransaction whole, Func<Task<Result>> change, CancellationToken ct)
    {
        const string Part = "rehearsed";
        _inRehearsedTransaction = true;
        await whole.CreateSavepointAsync(Part, ct);
        try
        {
            var result = await change();
            if (result.IsDone)
            {
                await whole.ReleaseSavepointAsync(Part, ct);
                return result;
            }

            await whole.RollbackToSavepointAsync(Part, ct);
            ChangeTracker.Clear();
            _raised.Clear();
            return result;
        }
        catch
        {
            await whole.RollbackToSavepointAsync(Part, CancellationToken.None);
            throw;
        }
        finally
        {
            (_inRehearsedTransaction, _hasMessages) = (false, false);
        }
    }

    /// <inheritdoc cref="InTransactionAsync(Func{Task{Result}}, CancellationToken)" />
    public async Task<Result<T>> InTransactionAsync<T>(Func<Task<Result<T>>> change, CancellationToken ct = default)
    {
        Result<T> inner = default;
        var outer = await InTransactionAsync(async () =>
        {
            inner = await change();
            return inner.Refusal is { } refusal ? refusal : Result.Done;
        }, ct);
        return outer.Refusal is { } r ? r : inner;
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Prepare();
        if (Database.CurrentTransaction is not null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (!ChangeTracker.HasChanges()) return 0;
        await EnterGateAsync(cancellationToken);
        int rows;
        try
        {
            rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            LeaveGate();
        }

        Signal();
        return rows;
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saves wait for the disk: use SaveChangesAsync.");

    /// <summary>
    /// Sets what holds on both engines. A query that joins two collections multiplies their rows, and is an error until it says
    /// <c>AsSplitQuery</c>; to split every query would buffer each of them, and compile a reader for each of its columns.
    /// </summary>
    public static void Configure(DbContextOptionsBuilder options) => options
        .ReplaceService<IModelCacheKeyFactory, ModelOfTheHouse>()
        .ConfigureWarnings(w => w.Throw(RelationalEventId.MultipleCollectionIncludeWarning));

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in _modelAssemblies) modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType) && t.BaseType is null))
        {
            modelBuilder.Entity(type.ClrType).Ignore(nameof(Entity.Events));
            modelBuilder.Entity(type.ClrType).HasKey(nameof(Entity.Id));
            modelBuilder.Entity(type.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();
            modelBuilder.Entity(type.ClrType).Property(nameof(Entity.RowVersion)).IsConcurrencyToken();
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(64);
    }

    private void Prepare()
    {
        foreach (var entry in ChangeTracker.Entries<Entity>())
        {
            if (entry.Entity.Events is { Count: > 0 } events)
            {
                _raised.AddRange(events);
                entry.Entity.ForgetEvents();
            }

            if (entry.State is EntityState.Modified or EntityState.Deleted) Bump(entry);
        }

        if (_raised.Count > 0)
        {
            foreach (var happened in _raised) Add(OutboxMessage.Of(happened, services.Clock.GetUtcNow(), services.Seals));
            foreach (var participant in services.Participants) participant.Saving(this, _raised);
            _raised.Clear();
            _hasMessages = true;
        }

        if (services.Change.OnceKey is { } key)
        {
            services.Change.OnceKey = null;
            Add(new OnceRow { Key = key, At = services.Clock.GetUtcNow() });
        }
    }

    private static void Bump(EntityEntry<Entity> entry)
    {
        var version = entry.Property(e => e.RowVersion);
        // The original value stays what was read: that is what the update compares.
        version.CurrentValue = version.OriginalValue + 1;
    }

    /// <summary>A model belongs to the modules that it was composed from: a process may hold more than one house, as tests do.</summary>
    private sealed class ModelOfTheHouse : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) =>
            (context.GetType(), string.Join(',', ((PortalDbContext)context)._modelAssemblies.Select(a => a.GetName().Name)), designTime);
    }

    private async Task EnterGateAsync(CancellationToken ct)
    {
        if (Rehearsal.IsUnderWay && !_rehearses) throw new InvalidOperationException("A rehearsal writes in its own transaction alone: this context was made outside it.");
        if (!IsSqlite || _holdsGate) return;
        await services.Gate.EnterAsync(ct);
        _holdsGate = true;
    }

    private void LeaveGate()
    {
        if (!_holdsGate) return;
        _holdsGate = false;
        services.Gate.Leave();
    }

    private void Signal()
    {
        if (!_hasMessages) return;
        _hasMessages = false;
        services.Signal.Ring();
    }
}
