using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Users.ManageAccounts;

/// <summary>One account, for administrators.</summary>
public sealed class AccountModel : PortalPage
{
    /// <summary>The account.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>What is chosen and typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal AccountDetail Account { get; private set; } = null!;

    internal IReadOnlyList<Choice> Roles { get; private set; } = [];

    private ManageAccountsHandler Handler => HttpContext.RequestServices.GetRequiredService<ManageAccountsHandler>();

    private string Here => "/admin/accounts/" + Id;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Input.Roles = [.. Account.Roles];
        return Page();
    }

    /// <summary>Sets the roles.</summary>
    public async Task<IActionResult> OnPostRolesAsync(CancellationToken ct) =>
        await DoneAsync(await Handler.SetRolesAsync(Id, [.. Input.Roles.Where(r => !string.IsNullOrEmpty(r))], ct), "Users.Account.RolesSaved", ct);

    /// <summary>Closes the account.</summary>
    public async Task<IActionResult> OnPostBlockAsync(CancellationToken ct) =>
        await DoneAsync(await Handler.BlockAsync(Id, Input.Reason, ct), "Users.Account.Blocked", ct);

    /// <summary>Opens it again.</summary>
    public async Task<IActionResult> OnPostUnblockAsync(CancellationToken ct) =>
        await DoneAsync(await Handler.UnblockAsync(Id, ct), "Users.Account.Unblocked", ct);

    /// <summary>Sends the first mail again.</summary>
    public async Task<IActionResult> OnPostConfirmationAsync(CancellationToken ct) =>
        await DoneAsync(await Handler.SendConfirmationAsync(Id, ct), "Users.Account.ConfirmationSent", ct);

    private async Task<IActionResult> DoneAsync(Result result, string key, CancellationToken ct)
    {
        if (result.IsDone) return Confirmed(Here, key);
        var chosen = Input.Roles;
        if (!await LoadAsync(ct)) return NotFound();
        Input.Roles = chosen.Count > 0 ? chosen : [.. Account.Roles];
        return Refused(result.Refusal!);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Handler.FindAsync(Id, ct) is not { } account) return false;
        Account = account;
        Roles = [.. (await Handler.RoleNamesAsync(ct)).Select(r => new Choice(r, RoleWords.Name(W, r)))];
        return true;
    }

    /// <summary>What is chosen and typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The roles that the account is to have.</summary>
        public List<string> Roles { get; set; } = [];

        /// <summary>Why it is closed.</summary>
        public string? Reason { get; set; }
    }
}

internal static class RoleWords
{
    /// <summary>The word for a role, or the name that a site gave to one of its own.</summary>
    public static string Name(IWords words, string role) => words.Has("Role." + role) ? words.Text("Role." + role) : role;
}
