using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.EditTypes;
using Procurement.Workflows.ManageTypes;

namespace Procurement.Workflows.CompareTypes;

/// <summary>Two versions of a type side by side, or its draft beside a version.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>How the address names the draft.</summary>
    public const string Draft = "draft";

    internal WorkflowType Type { get; private set; } = null!;
    internal IReadOnlyList<Choice> Choices { get; private set; } = [];
    internal string From { get; private set; } = "";
    internal string To { get; private set; } = "";
    internal Differences Changes { get; private set; } = null!;
    internal DiagramView Before { get; private set; } = null!;
    internal DiagramView After { get; private set; } = null!;

    /// <summary>What a version is called here.</summary>
    internal string Name(string number) => number == Draft ? W.Text("Workflows.Compare.Draft") : W.Text("Workflows.Type.VersionNumber", number);

    /// <summary>The same within a sentence.</summary>
    internal string Within(string number) => number == Draft ? W.Text("Workflows.Compare.DraftWithin") : W.Text("Workflows.Compare.VersionWithin", number);

    /// <summary>Shows them; without a choice the latest and the one before.</summary>
    public async Task<IActionResult> OnGetAsync(string name, [FromQuery] string? from, [FromQuery] string? to, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var (types, compare, diagrams) = (services.GetRequiredService<TypesQuery>(), services.GetRequiredService<CompareQuery>(), services.GetRequiredService<DiagramMaker>());
        if (await types.FindAsync(name, ct) is not { } type) return NotFound();
        Type = type;
        var draft = await services.GetRequiredService<DraftQuery>().FindAsync(name, ct);
        var versions = await types.VersionsAsync(type.Id, ct);
        Choices = [.. draft is null ? Array.Empty<Choice>() : [new Choice(Draft, Name(Draft))], .. versions.Select(v => new Choice(v.Number.ToString(CultureInfo.InvariantCulture), Name(v.Number.ToString(CultureInfo.InvariantCulture))))];
        To = to ?? (draft is null ? Number(type.LatestNumber) : Draft);
        From = from ?? (To == Draft ? Number(type.LatestNumber) : Number(Math.Max(1, type.LatestNumber - 1)));
        if (await FindAsync(From) is not { } before || await FindAsync(To) is not { } after) return NotFound();
        Changes = compare.Of(before, after);
        Before = diagrams.Of("before", W.Text("Workflows.Compare.DiagramTitle", before.Title, Name(From)), W.Text("Workflows.Compare.DiagramAbout", before.Activities.Count), before, marks: Changes.MarksBefore);
        After = diagrams.Of("after", W.Text("Workflows.Compare.DiagramTitle", after.Title, Name(To)), W.Text("Workflows.Compare.DiagramAbout", after.Activities.Count), after, marks: Changes.MarksAfter);
        return Page();

        async Task<Definition?> FindAsync(string which) =>
            which == Draft ? draft?.Definition : int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await compare.DefinitionAsync(type.Id, number, ct) : null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
