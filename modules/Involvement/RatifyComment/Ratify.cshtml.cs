using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.WriteComment;

namespace Procurement.Involvement.RatifyComment;

/// <summary>A committee ratifies the comment that was made under delegated powers.</summary>
public sealed class RatifyModel : PortalPage
{
    internal RequestView View { get; private set; } = null!;

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<RatifyHandler>().RatifyAsync(id, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(View.Url, "Involvement.Ratify.Done");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { MaySend: true, Request.Latest: { IsFinal: false, RatifiedAt: null } } view) return false;
        View = view;
        return true;
    }
}
