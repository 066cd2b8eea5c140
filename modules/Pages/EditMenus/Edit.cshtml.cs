using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditMenus;

/// <summary>Edits the links of one menu.</summary>
public sealed class EditModel : PortalPage
{
    /// <summary>What the form holds.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string Heading { get; private set; } = "";

    /// <summary>Shows the menu as it is, with rows to add.</summary>
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { } menu) return NotFound();
        Input = new InputModel
        {
            RowVersion = menu.RowVersion,
            HeadingEn = menu.HeadingEn,
            HeadingCy = menu.HeadingCy,
            Links = [.. menu.Links.Select(l => new Row { TextEn = l.TextEn, TextCy = l.TextCy, Url = l.Url })],
        };
        AddRows();
        return Page();
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(string key, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is null) return NotFound();
        if (Input.Links.Count > FooterMenu.MostLinks) return BadRequest();
        var links = Input.Links.Select(l => new EditedLink(Cut(l.TextEn, 80), Cut(l.TextCy, 80), Cut(l.Url, 301))).ToArray();
        var saved = await HttpContext.RequestServices.GetRequiredService<SaveMenuHandler>()
            .SaveAsync(key, Input.RowVersion, Cut(Input.HeadingEn, 80), Cut(Input.HeadingCy, 80), links, ct);
        AddRows();
        return saved.Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/menus", "Pages.Menus.Saved");
    }

    private static string Cut(string? text, int most) => text is null ? "" : text.Length > most ? text[..most] : text;

    private void AddRows()
    {
        var rows = Math.Min(FooterMenu.MostLinks, Input.Links.Count(l => !string.IsNullOrWhiteSpace(l.TextEn) || !string.IsNullOrWhiteSpace(l.Url)) + 2);
        while (Input.Links.Count < rows) Input.Links.Add(new Row());
    }

    private async Task<FooterMenu?> FindAsync(string key, CancellationToken ct)
    {
        var menu = await HttpContext.RequestServices.GetRequiredService<PortalDbContext>().Set<FooterMenu>().AsNoTracking().FirstOrDefaultAsync(m => m.Key == key, ct);
        Heading = menu?.HeadingEn ?? "";
        return menu;
    }

    /// <summary>What the form holds.</summary>
    public sealed class InputModel
    {
        /// <summary>The version that was read.</summary>
        public int RowVersion { get; set; }

        /// <summary>The English heading.</summary>
        public string? HeadingEn { get; set; }

        /// <summary>The Welsh heading.</summary>
        public string? HeadingCy { get; set; }

        /// <summary>The links.</summary>
        public List<Row> Links { get; set; } = [];
    }

    /// <summary>A link.</summary>
    public sealed class Row
    {
        /// <summary>Its English text.</summary>
        public string? TextEn { get; set; }

        /// <summary>Its Welsh text.</summary>
        public string? TextCy { get; set; }

        /// <summary>Where it leads.</summary>
        public string? Url { get; set; }
    }
}
