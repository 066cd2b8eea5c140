using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Workflows.ManageTypes;

namespace Procurement.Workflows.EditTypes;

/// <summary>A new workflow type, from nothing or from a copy.</summary>
public sealed class NewModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Types { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(string? copyOf, CancellationToken ct)
    {
        Input.CopyOf = copyOf;
        return LoadAsync(ct);
    }

    /// <summary>Begins its draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<DraftHandler>().CreateAsync(Input.Name, Input.Title, Input.CopyOf, ct);
        if (result.Refusal is not { } refusal) return Confirmed($"/admin/workflows/edit/{Input.Name!.Trim()}", "Workflows.New.Begun");
        await LoadAsync(ct);
        return Refused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Types = [new Choice("", W.Text("Workflows.New.FromNothing")), .. (await HttpContext.RequestServices.GetRequiredService<TypesQuery>().NamesAsync(ct)).Select(t => new Choice(t.Name, t.Title))];

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Its title.</summary>
        public string? Title { get; set; }

        /// <summary>Its name in recipes and addresses.</summary>
        public string? Name { get; set; }

        /// <summary>The type that it is a copy of; empty for none.</summary>
        public string? CopyOf { get; set; }
    }
}
