using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.AcceptInvitation;

/// <summary>An invitation, for whoever holds its link. Only sending the form accepts it.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string Token { get; private set; } = "";

    internal InvitationView? Seen { get; private set; }

    internal bool IsMine { get; private set; }

    private AcceptInvitationHandler Handler => HttpContext.RequestServices.GetRequiredService<AcceptInvitationHandler>();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(string token, CancellationToken ct)
    {
        await LoadAsync(token, ct);
        if (Seen is null) Response.StatusCode = 404;
    }

    /// <summary>Accepts it as the person who is signed in.</summary>
    public async Task<IActionResult> OnPostAcceptAsync(string token, CancellationToken ct)
    {
        await LoadAsync(token, ct);
        if (Seen is null || !Who.IsSignedIn) return NotFound();
        var result = await Handler.AcceptAsync(token, ct);
        return result.Refusal is { } refusal ? Refused(refusal)
            : Confirmed("/your-organisation/" + Seen.Organisation.Reference.ToLowerInvariant(), "Organisations.Invitation.Accepted", Seen.Organisation.Name);
    }

    /// <summary>Makes an account and accepts it as that.</summary>
    public async Task<IActionResult> OnPostRegisterAsync(string token, CancellationToken ct)
    {
        await LoadAsync(token, ct);
        if (Seen is null || Who.IsSignedIn) return NotFound();
        var result = await Handler.AcceptWithNewAccountAsync(token, Input.DisplayName, Input.Password, ct);
        return result.Refusal is { } refusal ? Refused(refusal)
            : Confirmed("/sign-in?returnUrl=/your-organisation", "Organisations.Invitation.Registered", Seen.Organisation.Name);
    }

    private async Task LoadAsync(string token, CancellationToken ct)
    {
        Token = token;
        Seen = await Handler.FindAsync(token, ct);
        if (Seen is null || Who.UserId is not { } userId) return;
        var account = await HttpContext.RequestServices.GetRequiredService<IAccounts>().FindAsync(userId, ct);
        IsMine = string.Equals(account?.Email, Seen.Invitation.Email, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>What others read.</summary>
        public string? DisplayName { get; set; }

        /// <summary>The new password.</summary>
        public string? Password { get; set; }
    }
}
