using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>One lot: what it is called, where it lies, what it is worth.</summary>
public sealed class LotModel : DraftStep<LotModel.InputModel>
{
    private int? _value;
    private int? _people;

    /// <summary>The key of the lot, from the address; "new" for a new one.</summary>
    [FromRoute(Name = "lot")]
    public string? Key { get; set; }

    internal Guid? LotId => Guid.TryParse(Key, out var key) ? key : null;

    internal IReadOnlyList<(AreaCard Area, IReadOnlyList<AuthorityCard> Authorities)> Areas { get; private set; } = [];

    internal override string Back => Overview + "/lots";

    internal override string BackText => "Opportunities.Lots.Title";

    internal override string Next => Overview + "/lots";

    private IPlaces Places => HttpContext.RequestServices.GetRequiredService<IPlaces>();

    internal override bool IsThere(Opportunity draft) => Key == "new" || draft.Lots.Any(l => l.Id == LotId);

    internal override async Task PrepareAsync(CancellationToken ct)
    {
        var rules = await Desk.RulesAsync(Draft, ct);
        // Also those that it is no longer appointed to, as long as the lot names them: they can then be seen, and taken off.
        var codes = rules.AppointedAreas.Concat(rules.AreasOf(Input.Places)).Distinct().Order(StringComparer.Ordinal);
        Areas = [.. codes.Select(Places.Area).OfType<AreaCard>().Select(a => (a, Places.AuthoritiesIn(a.Code)))];
    }

    internal override InputModel From(Opportunity draft) => draft.Lots.FirstOrDefault(l => l.Id == LotId) is not { } lot
        ? new InputModel { Title = draft.Lots.Count == 0 ? draft.Title : "" }
        : new InputModel { Title = lot.Title, Places = [.. lot.Places], ValueAYear = Show(lot.ValueAYear), PeopleAYear = Show(lot.PeopleAYear) };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Lot.Name", input.Title ?? ""),
        ("Opportunities.Lot.Places", string.Join(", ", input.Places.Select(p => Places.Area(p)?.Name ?? Places.Authority(p)?.Name ?? p).Order())),
        ("Opportunities.Lot.Value", input.ValueAYear ?? ""), ("Opportunities.Lot.People", input.PeopleAYear ?? ""),
    ];

    internal override void Read()
    {
        (_value, _people) = (Number(Input.ValueAYear, "Input.ValueAYear"), Number(Input.PeopleAYear, "Input.PeopleAYear"));
        Input.Places = [.. Input.Places.Where(p => Places.Resolve([p]).Count > 0).Distinct()];
        if (Input.Title?.Trim().Length > 200) ModelState.AddModelError("Input.Title", W.Text(new OpportunityTitleTooLong()));
    }

    internal override Result Apply(Opportunity draft, Hand by) => draft.PutLot(LotId, Input.Title ?? "", Input.Places, _value, _people, by);

    /// <summary>Removes the lot.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        if (LotId is not { } lotId || !IsThere(Draft)) return NotFound();
        Input = From(Draft);
        await PrepareAsync(ct);
        var removed = await Desk.ChangeAsync(Id, RowVersion, (o, by) => o.RemoveLot(lotId, by), ct);
        RowVersion = Draft.RowVersion;
        return removed.Refusal is { } refusal ? Refused(refusal) : Confirmed(Next, "Opportunities.Lot.Removed");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Its name.</summary>
        public string? Title { get; set; }

        /// <summary>Codes of areas and authorities.</summary>
        public List<string> Places { get; set; } = [];

        /// <summary>Pounds.</summary>
        public string? ValueAYear { get; set; }

        /// <summary>People.</summary>
        public string? PeopleAYear { get; set; }
    }
}
