using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Data;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail.Record;

/// <summary>Writes a record for each event that a change raises, in the transaction of the change.</summary>
internal sealed class Recorder(IWho who, ChangeContext change, TimeProvider clock, ISeals seals, AuditKey key) : ISaveParticipant
{
    public void Saving(PortalDbContext db, IReadOnlyList<IEvent> events)
    {
        foreach (var happened in events) Write(db, happened.GetType().Name, happened.Subject, happened, (happened as ISealedEvent)?.SealId);
    }

    public void Write(PortalDbContext db, string action, Subject subject, object? data, Guid? sealId)
    {
        var content = AuditContent.Of(action, subject, data, who, change.Why);
        db.Add(AuditRecord.Write(content, clock.GetUtcNow(), sealId, text => seals.Seal(sealId!.Value, text), record => Chain.Mac(record, key.Bytes)));
    }
}

/// <summary>Adds to the trail by hand.</summary>
internal sealed class Audit(PortalDbContext db, Recorder recorder, AuditKey key, TimeProvider clock) : IAudit
{
    public void Note(string action, Subject subject, object? data, Guid? sealId) => recorder.Write(db, action, subject, data, sealId);

    public void Unseal(Guid sealId)
    {
        // A consortium with two bids is named twice.
        if (!db.Set<BrokenSeal>().Local.Any(s => s.SealId == sealId)) db.Add(BrokenSeal.Of(sealId, clock.GetUtcNow(), key.Bytes));
    }
}
