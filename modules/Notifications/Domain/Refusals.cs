using Procurement.Kernel;

namespace Procurement.Notifications.Domain;

/// <summary>The mail has been sent, or is being sent.</summary>
internal sealed record MailIsNotWaiting : Refusal;

/// <summary>The mail's content has been removed.</summary>
internal sealed record MailIsGone : Refusal;
