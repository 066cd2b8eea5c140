using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;

namespace Procurement.Opportunities.AmendOpportunity;

/// <summary>What changes, of what kind it is, and why.</summary>
public sealed class AmendModel : AmendPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Conflict? Conflict { get; private set; }

    internal int WorkingDays { get; private set; }

    internal DateOnly Earliest { get; private set; }

    internal override string Back => Amendment is null ? Overview : Check;

    internal IEnumerable<Choice> Kinds => Enum.GetValues<AmendmentKind>().Select(k => new Choice(k.ToString(), W.Text(k), W.Text($"Opportunities.Amend.Kind.{k}")));

    internal IEnumerable<Choice> Times => ClockTimes.Offered(Input.ClosesTime);

    private AmendHandler Handler => HttpContext.RequestServices.GetRequiredService<AmendHandler>();

    /// <summary>Shows what is published, or what was written last.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ShowAsync(ct) is { } answer) return answer;
        Input = Amendment is { } a ? From(a.After, a.Kind, a.Note) : From(Wording.Of(Draft), null, "");
        Take(Amendment?.RowVersion ?? AmendHandler.None);
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ShowAsync(ct) is { } answer) return answer;
        var after = Read();
        if (!ModelState.IsValid) return Page();
        var kind = Enum.TryParse<AmendmentKind>(Input.Kind, out var chosen) && Enum.IsDefined(chosen) ? chosen : (AmendmentKind?)null;
        var written = await Handler.WriteAsync(Id, RowVersion, kind, Input.Note, after, ct);
        if (written.Refusal is not (ChangedBySomebodyElse or AmendmentUnderWay)) return written.Refusal is { } refusal ? Refused(refusal) : LocalRedirect(Check);

        if (await ShowAsync(ct) is { } decided) return decided;
        if (Amendment is { } saved)
        {
            var differences = Lines(From(saved.After, saved.Kind, saved.Note)).Zip(Lines(Input), (s, t) => new Difference(s.LabelKey, s.Value, t.Value)).Where(d => d.Saved != d.Typed);
            Conflict = new Conflict(saved.ChangedBy, saved.ChangedAt, [.. differences]);
            ModelState.AddModelError("", W.Text("Opportunities.Amend.Conflict", saved.ChangedBy));
        }
        else ModelState.AddModelError("", W.Text(new ChangedBySomebodyElse()));
        Take(Amendment?.RowVersion ?? AmendHandler.None);
        return Page();
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken ct)
    {
        if (await FindAsync(Duties.Write, ct) is { } answer) return answer;
        if (Amendment is { State: AmendmentState.AwaitingApproval }) return Confirmed(Check, "Opportunities.Amend.Waits");
        var rules = await Desk.RulesAsync(Draft, ct);
        (WorkingDays, Earliest) = (rules.Settings.WorkingDaysAfterAmendment, rules.EarliestClosingAfterAmendment);
        return null;
    }

    /// <summary>Reads what was typed; adds errors beside the fields.</summary>
    private Wording Read()
    {
        if (Input.Title?.Trim().Length > 200) ModelState.AddModelError("Input.Title", W.Text(new OpportunityTitleTooLong()));
        if (string.IsNullOrWhiteSpace(Input.Summary)) ModelState.AddModelError("Input.Summary", W.Text(new SummaryMissing()));
        if (string.IsNullOrWhiteSpace(Input.Work)) ModelState.AddModelError("Input.Work", W.Text(new WorkNotDescribed()));
        Limit(Input.Summary, "Input.Summary", 60, 600);
        Limit(Input.Work, "Input.Work", 900, 12000);
        Limit(Input.Note, "Input.Note", 300, Domain.Amendment.LongestNote);
        List<string> needs = [.. (Input.Needs ?? "").ReplaceLineEndings("\n").Split('\n')];
        if (needs.Exists(n => n.Trim().Length > 160)) ModelState.AddModelError("Input.Needs", W.Text("Opportunities.Needs.TooLong", 160));
        if (!Input.ClosesOn.TryRead(out var closes))
        {
            closes = London.DateOf(Draft.ClosesAt!.Value);
            ModelState.AddModelError("Input.ClosesOn", W.Text("Opportunities.Dates.NoSuchDay"));
        }

        DateOnly? starts = null;
        if (Input.StartsOn.TryRead(out var day)) starts = day;
        else if (!Input.StartsOn.IsEmpty) ModelState.AddModelError("Input.StartsOn", W.Text("Opportunities.Dates.NoSuchDay"));
        return Wording.From(Input.Title, Input.Summary, Input.Work, needs, London.At(closes, ClockTimes.TryRead(Input.ClosesTime, out var at) ? at : new TimeOnly(12, 0)), starts);
    }

    private void Limit(string? text, string field, int words, int characters)
    {
        if (WordCount.Of(text) > words || text?.Length > characters) ModelState.AddModelError(field, W.Text("Opportunities.TooManyWords", words));
    }

    private static InputModel From(Wording wording, AmendmentKind? kind, string note) => new()
    {
        Kind = kind?.ToString(),
        Note = note,
        Title = wording.Title,
        Summary = wording.Summary,
        Work = wording.Work,
        Needs = string.Join('\n', wording.Needs),
        ClosesOn = DateInput.From(London.DateOf(wording.ClosesAt)),
        ClosesTime = ClockTimes.Of(wording.ClosesAt),
        StartsOn = DateInput.From(wording.StartsOn),
    };

    private static IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Amend.Note", Flat(input.Note)), ("AmendedPart.Title", Flat(input.Title)), ("AmendedPart.Summary", Flat(input.Summary)),
        ("AmendedPart.Work", Flat(input.Work)), ("AmendedPart.Needs", Flat(input.Needs)), ("AmendedPart.ClosesAt", $"{Show(input.ClosesOn)} {input.ClosesTime}"),
        ("AmendedPart.StartsOn", Show(input.StartsOn)),
    ];

    private static string Flat(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private static string Show(DateInput date) => date.TryRead(out var day) ? London.Day(day) : "";

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Correction or Material.</summary>
        public string? Kind { get; set; }

        /// <summary>What changes and why.</summary>
        public string? Note { get; set; }

        /// <summary>The title.</summary>
        public string? Title { get; set; }

        /// <summary>One or two sentences.</summary>
        public string? Summary { get; set; }

        /// <summary>The description.</summary>
        public string? Work { get; set; }

        /// <summary>One need a line.</summary>
        public string? Needs { get; set; }

        /// <summary>The day.</summary>
        public DateInput ClosesOn { get; set; } = new();

        /// <summary>The time.</summary>
        public string? ClosesTime { get; set; }

        /// <summary>The day.</summary>
        public DateInput StartsOn { get; set; } = new();
    }
}
