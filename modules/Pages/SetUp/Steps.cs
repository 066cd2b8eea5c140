using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Pages.Domain;
using Procurement.Pages.EditMenus;
using Procurement.Pages.EditPages;
using Procurement.Site.Contracts;

namespace Procurement.Pages.SetUp;

/// <summary>
/// Makes and publishes pages that are not there yet:
/// <c>{ "step": "pages", "pages": [ { "slug": "terms", "title": "Terms of use", "summary": "...", "file": "pages/terms.md", "titleCy": "", "fileCy": "" } ] }</c>.
/// A page that editors have changed, moved or archived is left as it is.
/// </summary>
internal sealed class PagesStep : IRecipeStep
{
    public string Name => "pages";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var db = context.Services.GetRequiredService<PortalDbContext>();
        var handler = context.Services.GetRequiredService<WritePageHandler>();
        foreach (var page in step.Items("pages"))
        {
            var slug = page.Text("slug");
            if (await db.Set<ContentPage>().AnyAsync(p => p.Slug == slug, ct) || await db.Set<PageRedirect>().AnyAsync(r => r.Slug == slug, ct)) continue;
            var text = new PageText(
                page.Text("title"), page.TextOrNull("summary") ?? "", await ReadAsync(context, page.Text("file"), ct),
                page.TextOrNull("titleCy") ?? "", page.TextOrNull("summaryCy") ?? "", await ReadAsync(context, page.TextOrNull("fileCy"), ct));
            var written = await handler.WriteAsync(slug, text, publish: !page.Flag("draft"), ct);
            if (written.Refusal is { } refusal) throw new InvalidOperationException($"The page '{slug}' was refused: {refusal}");
        }
    }

    private static async Task<string> ReadAsync(RecipeContext context, string? name, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(name)) return "";
        await using var file = context.OpenFile(name);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(ct);
    }
}

/// <summary>
/// Makes a column of links at the foot unless there is one of that key:
/// <c>{ "step": "menu", "key": "help", "order": 10, "heading": "Help", "headingCy": "", "links": [ { "text": "Terms of use", "textCy": "", "url": "/pages/terms" } ] }</c>.
/// </summary>
internal sealed class MenuStep : IRecipeStep
{
    public string Name => "menu";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var links = step.Items("links").Select(l => new EditedLink(l.Text("text"), l.TextOrNull("textCy") ?? "", l.Text("url"))).ToArray();
        var made = await context.Services.GetRequiredService<SaveMenuHandler>()
            .MakeAsync(step.Text("key"), step.Number("order", 10), step.Text("heading"), step.TextOrNull("headingCy") ?? "", links, ct);
        if (made.Refusal is { } refusal) throw new InvalidOperationException($"The menu '{step.Text("key")}' was refused: {refusal}");
    }
}
