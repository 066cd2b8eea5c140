using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Domain;
using Procurement.Notifications.Unsubscribe;

namespace Procurement.Notifications.Notify;

/// <summary>Writes messages and mails to the current context.</summary>
internal sealed partial class Notifier(
    PortalDbContext db, IEnumerable<IRecipients> resolvers, Renderer renderer, Kinds kinds, MailCipher cipher, UnsubscribeTokens tokens, ISeals seals,
    TimeProvider clock, ILogger<Notifier> logger) : INotify
{
    public async Task SendAsync(Notice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (!PortalAddress.IsLocal(notice.Url))
            throw new ArgumentException("A notice leads to a place in the portal: its address begins with one slash.", nameof(notice));
        var recipients = await ResolveAsync(notice, ct);
        var optedOut = await OptedOutAsync(notice, recipients, ct);
        var now = clock.GetUtcNow();
        Rehearsal.Note(() =>
        {
            var shown = renderer.Message(notice, "en");
            return new RehearsedNotice(notice, shown.Subject, shown.Body, recipients.Count);
        });
        foreach (var recipient in recipients)
        {
            var message = renderer.Message(notice, recipient.Culture);
            if (recipient.UserId is { } user)
            {
                db.Add(InboxMessage.Write(user, message, now, notice.SealId is not null, seals.Seal));
                if (optedOut.Contains(user)) continue;
            }

            var unsubscribe = recipient.UserId is { } id && kinds.OptionalGroupOf(notice.Template) is { } group ? tokens.PathFor(id, group) : null;
            var mail = renderer.Mail(notice, recipient, message, unsubscribe);
            db.Add(MailRow.Write(notice.Template, notice.SealId is not null, cipher.Encrypt(mail), now));
        }
    }

    private async Task<IReadOnlyList<Recipient>> ResolveAsync(Notice notice, CancellationToken ct)
    {
        if (notice.To is To.Address to) return [new Recipient(null, to.Email, to.Culture)];
        foreach (var resolver in resolvers)
        {
            // One who stands in two lists is told once.
            if (await resolver.ResolveAsync(notice.To, ct) is { } found) return [.. found.DistinctBy(r => r.Email.Trim().ToLowerInvariant())];
        }

        LogNobody(logger, notice.To.GetType().Name);
        return [];
    }

    private async Task<HashSet<Guid>> OptedOutAsync(Notice notice, IReadOnlyList<Recipient> recipients, CancellationToken ct)
    {
        if (kinds.OptionalGroupOf(notice.Template) is not { } group || recipients.Count == 0) return [];
        var users = recipients.Where(r => r.UserId is not null).Select(r => r.UserId!.Value).ToList();
        return [.. await db.Set<MailOptOut>().Where(o => o.Group == group && users.Contains(o.UserId)).Select(o => o.UserId).ToListAsync(ct)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody knows the recipients of the kind {Kind}: nobody was told")]
    private static partial void LogNobody(ILogger logger, string kind);
}

/// <summary>Encrypts mail on its way: the table may be read by those who may not read the mail.</summary>
internal sealed class MailCipher(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Procurement.Mail");

    public string Encrypt(MailContent content) => _protector.Protect(JsonSerializer.Serialize(content, EventJson.Options));

    public MailContent Decrypt(string content) => JsonSerializer.Deserialize<MailContent>(_protector.Unprotect(content), EventJson.Options)!;
}
