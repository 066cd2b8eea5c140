using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Notifications.ChooseMail;
using Procurement.Notifications.Notify;

namespace Procurement.Notifications.Unsubscribe;

/// <summary>
/// Does without mail of a kind, by the address in the mail. Mail programs send its form for the reader (RFC 8058), without a session
/// and so without the anti-forgery field: the address itself, which only the reader has, stands for it.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PortalPage
{
    private UnsubscribeTokens Tokens => HttpContext.RequestServices.GetRequiredService<UnsubscribeTokens>();

    private MailChoices Choices => HttpContext.RequestServices.GetRequiredService<MailChoices>();

    internal string GroupName { get; private set; } = "";

    internal bool IsDone { get; private set; }

    /// <summary>Asks.</summary>
    public IActionResult OnGet(string token)
    {
        if (Tokens.Read(token) is not { } read) return NotFound();
        GroupName = Kinds.GroupName(W, read.Group);
        return Page();
    }

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (Tokens.Read(token) is not { } read) return NotFound();
        var result = await Choices.DoWithoutAsync(read.UserId, read.Group, ct);
        if (result.Refusal is { } refusal) return Refused(refusal);
        GroupName = Kinds.GroupName(W, read.Group);
        IsDone = true;
        return Page();
    }
}
