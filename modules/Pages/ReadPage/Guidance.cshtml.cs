using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Pages.ReadPage;

/// <summary>All pages that the menus name, with what each is about.</summary>
public sealed class GuidanceModel : PortalPage
{
    private const string Prefix = "/pages/";
    private IReadOnlyDictionary<string, (string Title, string Summary, bool InEnglish)> _summaries = new Dictionary<string, (string, string, bool)>();

    internal IReadOnlyList<FooterColumn> Columns { get; private set; } = [];

    internal string SummaryOf(string url) =>
        url.StartsWith(Prefix, StringComparison.Ordinal) && _summaries.TryGetValue(url[Prefix.Length..], out var found) ? found.Summary : "";

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        Columns = await HttpContext.RequestServices.GetRequiredService<IFooter>().ColumnsAsync(ct);
        var slugs = Columns.SelectMany(c => c.Links).Where(l => l.Url.StartsWith(Prefix, StringComparison.Ordinal)).Select(l => l.Url[Prefix.Length..]).Distinct().ToArray();
        if (slugs.Length > 0) _summaries = await HttpContext.RequestServices.GetRequiredService<PageReader>().SummariesAsync(slugs, ct);
    }
}
