using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.Accounts;

internal sealed class ActAs(PortalDbContext db, IWhoLoader loader, CurrentWho who) : IActAs
{
    public async Task BecomeAsync(string email, CancellationToken ct)
    {
        var normal = EmailAddress.Normal(email);
        var id = await db.Set<PortalUser>().Where(u => u.NormalizedEmail == normal).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"There is no account {email} to act as: an accounts step has to come first.");
        who.Become(await loader.LoadAsync(id, ct));
    }
}
