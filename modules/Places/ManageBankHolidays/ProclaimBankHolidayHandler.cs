using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Places.Data;
using Procurement.Places.Domain;

namespace Procurement.Places.ManageBankHolidays;

/// <summary>Adds a bank holiday that was proclaimed. Deadlines that are already set keep their instants.</summary>
internal sealed class ProclaimBankHolidayHandler(PortalDbContext db, PlacesMemory memory, TimeProvider clock)
{
    public async Task<Result> HandleAsync(DateOnly date, string name, string note, CancellationToken ct)
    {
        var isKnown = await db.Set<BankHoliday>().AnyAsync(h => h.Date == date, ct);
        var proclaimed = BankHoliday.Proclaim(date, name.Trim(), note.Trim(), isKnown, London.DateOf(clock.GetUtcNow()));
        if (proclaimed.Refusal is { } refusal) return refusal;

        db.Add(proclaimed.Value);
        var saved = await db.SaveAsync(index => index.Contains("places_bank_holidays", StringComparison.Ordinal) ? new BankHolidayIsKnown(date) : null, ct);
        memory.Forget();
        return saved;
    }
}
