using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Users.ManageRoles;

/// <summary>What a role lets people do.</summary>
public sealed class RoleModel : PortalPage
{
    /// <summary>The role.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal RoleDetail Detail { get; private set; } = null!;

    internal IReadOnlyList<Choice> Permissions => [.. Handler.Declared.Select(p => new Choice(p.Name, PermissionWords.Name(W, p.Name)))];

    private ManageRolesHandler Handler => HttpContext.RequestServices.GetRequiredService<ManageRolesHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await Handler.FindAsync(Id, ct) is not { } role) return NotFound();
        Detail = role;
        Input.Permissions = [.. role.Permissions];
        return Page();
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Handler.FindAsync(Id, ct) is not { } role) return NotFound();
        Detail = role;
        return (await Handler.SaveAsync(Id, Input.Permissions, ct)).Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/roles", "Users.Role.Saved");
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>The permissions that the role is to grant.</summary>
        public List<string> Permissions { get; set; } = [];
    }
}

internal static class PermissionWords
{
    /// <summary>What a permission lets people do, in words.</summary>
    public static string Name(IWords words, string permission) => words.Has("Permission." + permission) ? words.Text("Permission." + permission) : permission;
}
