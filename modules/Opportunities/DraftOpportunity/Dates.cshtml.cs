using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>When it opens and closes, and when the work starts.</summary>
public sealed class DatesModel : DraftStep<DatesModel.InputModel>
{
    private const string Now = "now";
    private const string Notice = "notice";
    private const string Later = "later";
    private (DateTimeOffset? Opens, DateTimeOffset? Closes, DateOnly? Starts) _read;

    internal int WorkingDaysOpen { get; private set; }

    internal DateOnly Earliest { get; private set; }

    internal IEnumerable<Choice> Openings =>
    [
        new(Now, W.Text("Opportunities.Dates.Now"), W.Text("Opportunities.Dates.NowHint")),
        new(Notice, W.Text("Opportunities.Dates.Notice"), W.Text("Opportunities.Dates.NoticeHint")),
        new(Later, W.Text("Opportunities.Dates.Later"), W.Text("Opportunities.Dates.LaterHint")),
    ];

    internal IEnumerable<Choice> Times => ClockTimes.Offered(Input.OpensTime, Input.ClosesTime);

    internal override async Task PrepareAsync(CancellationToken ct)
    {
        var rules = await Desk.RulesAsync(Draft, ct);
        (WorkingDaysOpen, Earliest) = (rules.Settings.WorkingDaysOpen, rules.EarliestClosing(Draft.OpensAt));
    }

    internal override InputModel From(Opportunity draft) => new()
    {
        Opens = draft.OpensAt is null ? Now : draft.IsAnnounced ? Notice : Later,
        OpensOn = DateInput.From(draft.OpensAt is { } opens ? London.DateOf(opens) : null),
        OpensTime = ClockTimes.Of(draft.OpensAt) ?? "09:00",
        ClosesOn = DateInput.From(draft.ClosesAt is { } closes ? London.DateOf(closes) : null),
        ClosesTime = ClockTimes.Of(draft.ClosesAt) ?? "12:00",
        StartsOn = DateInput.From(draft.StartsOn),
    };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Dates.Opens", input.Opens is null ? "" : Openings.FirstOrDefault(o => o.Value == input.Opens)?.Text ?? ""),
        ("Opportunities.Dates.OpensOn", input.Opens is Now ? "" : $"{Show(input.OpensOn)} {input.OpensTime}"),
        ("Opportunities.Dates.ClosesOn", $"{Show(input.ClosesOn)} {input.ClosesTime}"),
        ("Opportunities.Dates.StartsOn", Show(input.StartsOn)),
    ];

    internal override void Read()
    {
        DateTimeOffset? opens = null;
        if (Input.Opens is Notice or Later)
        {
            if (Input.OpensOn.IsEmpty) ModelState.AddModelError("Input.OpensOn", W.Text("Opportunities.Dates.OpensOnMissing"));
            else opens = Instant(Input.OpensOn, Input.OpensTime, "Input.OpensOn");
        }

        var closes = Input.ClosesOn.IsEmpty ? null : Instant(Input.ClosesOn, Input.ClosesTime, "Input.ClosesOn");
        DateOnly? starts = null;
        if (!Input.StartsOn.IsEmpty)
        {
            if (Input.StartsOn.TryRead(out var day)) starts = day;
            else ModelState.AddModelError("Input.StartsOn", W.Text("Opportunities.Dates.NoSuchDay"));
        }

        _read = (opens, closes, starts);
    }

    internal override Result Apply(Opportunity draft, Hand by) => draft.SetDates(_read.Opens, Input.Opens is Notice, _read.Closes, _read.Starts, by);

    private DateTimeOffset? Instant(DateInput date, string? time, string field)
    {
        if (!date.TryRead(out var day))
        {
            ModelState.AddModelError(field, W.Text("Opportunities.Dates.NoSuchDay"));
            return null;
        }

        return London.At(day, ClockTimes.TryRead(time, out var at) ? at : new TimeOnly(12, 0));
    }

    private static string Show(DateInput date) => date.TryRead(out var day) ? London.Day(day) : "";

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>now, notice or later.</summary>
        public string? Opens { get; set; }

        /// <summary>The day.</summary>
        public DateInput OpensOn { get; set; } = new();

        /// <summary>The time.</summary>
        public string? OpensTime { get; set; }

        /// <summary>The day.</summary>
        public DateInput ClosesOn { get; set; } = new();

        /// <summary>The time.</summary>
        public string? ClosesTime { get; set; }

        /// <summary>The day.</summary>
        public DateInput StartsOn { get; set; } = new();
    }
}
