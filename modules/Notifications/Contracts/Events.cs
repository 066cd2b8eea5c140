using Procurement.Kernel;

namespace Procurement.Notifications.Contracts;

/// <summary>An administrator had a mail tried again.</summary>
public sealed record MailTriedAgain(Guid MailId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Mail", MailId);
}
