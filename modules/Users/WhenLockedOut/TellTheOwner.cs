using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Contracts;

namespace Procurement.Users.WhenLockedOut;

/// <summary>Tells the owner of an account that somebody tried too often, and what to do if it was not them.</summary>
internal sealed class TellTheOwner(INotify notify) : IReactTo<AccountLockedOut>
{
    public Task HandleAsync(AccountLockedOut happened, Guid messageId, CancellationToken ct) =>
        notify.SendAsync(new Notice("AccountLockedOut", new To.Person(happened.UserId), "/forgot-password", new() { ["Until"] = London.Long(happened.Until) }), ct);
}
