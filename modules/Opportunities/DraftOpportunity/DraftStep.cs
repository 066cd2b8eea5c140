using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>What a colleague saved, beside what was typed here.</summary>
internal sealed record Difference(string LabelKey, string Saved, string Typed);

/// <summary>Who saved in the meantime, when, and what differs.</summary>
internal sealed record Conflict(string By, DateTimeOffset At, IReadOnlyList<Difference> Differences);

/// <summary>What all pages of a draft share: the draft, which only its own organisation sees.</summary>
public abstract class DraftPage : PortalPage
{
    /// <summary>The draft's key, from the address.</summary>
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The version that the form was filled from.</summary>
    [BindProperty]
    public int RowVersion { get; set; }

    internal Opportunity Draft { get; private set; } = null!;

    internal DraftDesk Desk => HttpContext.RequestServices.GetRequiredService<DraftDesk>();

    internal string Overview => $"/lead/opportunities/{Id}";

    /// <summary>Where the link back leads.</summary>
    internal virtual string Back => Overview;

    /// <summary>The key of its words.</summary>
    internal virtual string BackText => "Opportunities.BackToDraft";

    /// <summary>Finds the draft. Not null: the answer to give instead of the page.</summary>
    internal async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await Desk.ReadOwnAsync(Id, ct) is not { } draft) return NotFound();
        Draft = draft;
        return null;
    }

    /// <summary>Finds the draft for a page that changes it: what is a draft no longer leads back to its overview.</summary>
    internal async Task<IActionResult?> LoadDraftAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } answer) return answer;
        if (!Who.May(Duties.Write, Draft.LeadProviderId)) return StatusCode(403);
        return Draft.Stage is OpportunityStage.Draft ? null : Confirmed(Overview, "Opportunities.Draft.NoLonger");
    }

    /// <summary>A whole number as people type it: 130,000 or £130,000 or 130 000. False when it is none; null when it is empty.</summary>
    internal static bool TryNumber(string? typed, out int? number)
    {
        number = null;
        var digits = (typed ?? "").Replace("£", "", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal)
            .Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim();
        if (digits.Length == 0) return true;
        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return false;
        number = value;
        return true;
    }

    internal static string Show(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Adds an error beside a field when what was typed is no whole number.</summary>
    internal int? Number(string? typed, string field, string key = "Opportunities.NotANumber")
    {
        if (!TryNumber(typed, out var number)) ModelState.AddModelError(field, W.Text(key));
        return number;
    }
}

/// <summary>One page of the draft's journey: it shows a part, saves it also when it is unfinished, and shows a conflict instead of overwriting.</summary>
public abstract class DraftStep<TInput> : DraftPage where TInput : class, new()
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public TInput Input { get; set; } = new();

    internal Conflict? Conflict { get; private set; }

    /// <summary>The part as it is saved.</summary>
    internal abstract TInput From(Opportunity draft);

    /// <summary>What the form says, line by line, to be compared with what a colleague saved.</summary>
    internal abstract IEnumerable<(string LabelKey, string Value)> Lines(TInput input);

    /// <summary>Reads what was typed; adds errors beside the fields.</summary>
    internal abstract void Read();

    /// <summary>Changes the draft.</summary>
    internal abstract Result Apply(Opportunity draft, Hand by);

    /// <summary>Where saving leads.</summary>
    internal virtual string Next => Overview;

    /// <summary>What the page shows beside the form.</summary>
    internal virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>False when the address names a part that is not there.</summary>
    internal virtual bool IsThere(Opportunity draft) => true;

    /// <summary>Shows the part.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        if (!IsThere(Draft)) return NotFound();
        Input = From(Draft);
        RowVersion = Draft.RowVersion;
        await PrepareAsync(ct);
        return Page();
    }

    /// <summary>Saves the part.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        if (!IsThere(Draft)) return NotFound();
        Read();
        await PrepareAsync(ct);
        if (!ModelState.IsValid) return Page();
        var result = await Desk.ChangeAsync(Id, RowVersion, Apply, ct);
        if (result.Refusal is ChangedBySomebodyElse) return await ShowConflictAsync(ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed(Next, "Opportunities.Draft.Saved");
    }

    private async Task<IActionResult> ShowConflictAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        var typed = Lines(Input).ToList();
        var saved = IsThere(Draft) ? Lines(From(Draft)).ToList() : [];
        var differences = typed.Select((line, i) => new Difference(line.LabelKey, i < saved.Count ? saved[i].Value : "", line.Value))
            .Where(d => d.Saved.ReplaceLineEndings("\n").Trim() != d.Typed.ReplaceLineEndings("\n").Trim()).ToList();
        Conflict = new Conflict(Draft.ChangedBy, Draft.ChangedAt, differences);
        ModelState.Remove(nameof(RowVersion));
        RowVersion = Draft.RowVersion;
        await PrepareAsync(ct);
        ModelState.AddModelError("", W.Text("Opportunities.Conflict.Error", Draft.ChangedBy));
        return Page();
    }
}
