using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditMenus;

/// <summary>Saves the links at the foot of every page.</summary>
internal sealed class SaveMenuHandler(PortalDbContext db, MenuMemory memory)
{
    public async Task<Result> SaveAsync(string key, int rowVersion, string headingEn, string headingCy, IReadOnlyList<EditedLink> links, CancellationToken ct)
    {
        if (await db.Set<FooterMenu>().FirstOrDefaultAsync(m => m.Key == key, ct) is not { } menu) return new NotFound();
        if (menu.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (menu.Save(headingEn, headingCy, links).Refusal is { } refusal) return refusal;
        var saved = await db.SaveAsync(ct: ct);
        memory.Forget();
        return saved;
    }

    /// <summary>Makes a menu unless there is one: for recipes.</summary>
    public async Task<Result> MakeAsync(string key, int order, string headingEn, string headingCy, IReadOnlyList<EditedLink> links, CancellationToken ct)
    {
        if (await db.Set<FooterMenu>().AnyAsync(m => m.Key == key, ct)) return Result.Done;
        var made = FooterMenu.Make(key, order, headingEn, headingCy, links);
        if (made.Refusal is { } refusal) return refusal;
        db.Add(made.Value);
        var saved = await db.SaveAsync(ct: ct);
        memory.Forget();
        return saved;
    }
}
