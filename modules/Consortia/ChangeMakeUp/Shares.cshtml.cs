using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.ChangeMakeUp;

public sealed class SharesModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Consortium Consortium { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } no) return no;
        Input.RowVersion = Consortium.RowVersion;
        Input.Share = Consortium.Members.ToDictionary(m => m.OrganisationId.ToString(), m => (string?)m.Share.ToString(CultureInfo.InvariantCulture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } no) return no;
        Dictionary<Guid, int> shares = [];
        foreach (var member in Consortium.Members)
        {
            var typed = Input.Share.GetValueOrDefault(member.OrganisationId.ToString())?.TrimEnd('%', ' ');
            if (int.TryParse(typed, NumberStyles.Integer, CultureInfo.InvariantCulture, out var share) && share is >= 1 and <= 100) shares[member.OrganisationId] = share;
            else ModelState.AddModelError($"Input.Share[{member.OrganisationId}]", W.Text("Consortia.Shares.NotWhole", member.Name));
        }

        if (!ModelState.IsValid) return Page();
        var result = await HttpContext.RequestServices.GetRequiredService<ChangeMakeUpHandler>().SharesAsync(id, shares, Input.RowVersion, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/consortia/{id}", "Consortia.Shares.Done");
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<ConsortiumBook>().MineAsync(id, ct) is not { } consortium) return NotFound();
        if (!Who.May(Duties.Write, consortium.Lead.OrganisationId)) return StatusCode(403);
        Consortium = consortium;
        return null;
    }

    public sealed class InputModel
    {
        public int RowVersion { get; set; }

        public Dictionary<string, string?> Share { get; set; } = [];
    }
}
