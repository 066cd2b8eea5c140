using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Users.YourAccount;

/// <summary>Changes what others read.</summary>
public sealed class ChangeNameModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    private YourAccountHandler Handler => HttpContext.RequestServices.GetRequiredService<YourAccountHandler>();

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Input.DisplayName = (await Handler.LoadAsync(ct))?.DisplayName;

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        (await Handler.RenameAsync(Input.DisplayName, ct)).Refusal is { } refusal ? Refused(refusal) : Confirmed("/account", "Users.Name.Done");

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>What others read.</summary>
        public string? DisplayName { get; set; }
    }
}
