using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Domain;
using Procurement.Workflows.EditTypes;

namespace Procurement.Workflows.TryTypes;

/// <summary>Tries a draft out: with sample values and a clock of its own, deciding in turn for whoever has to. Each form plays it from the start.</summary>
public sealed class TryModel : PortalPage
{
    private const int LongestText = 500;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal DraftSight Sight { get; private set; } = null!;
    internal IReadOnlyList<Sample> Samples { get; private set; } = [];
    internal IReadOnlyList<Choice> Starts { get; private set; } = [];
    internal IReadOnlyList<Choice> Precedents { get; private set; } = [];
    internal TryResult? Outcome { get; private set; }
    internal IReadOnlyList<Choice> YesNo { get; private set; } = [];

    /// <summary>A workflow whose beginning is taken, and whose subject it is then about; else about one that there is not.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Like { get; set; }

    private TryTypes.Samples Source => HttpContext.RequestServices.GetRequiredService<TryTypes.Samples>();

    private DateTimeOffset Now => HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string name, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return NotFound();
        var like = await LikeAsync(ct);
        if (Sight.Problems.Count == 0) Samples = Source.Of(Sight.Definition, Now, like?.Brought);
        Input = new InputModel
        {
            Subject = like?.Title ?? W.Text("Workflows.Try.SampleSubject"),
            Day = DateInput.From(London.DateOf(Now)),
            Start = Starts.Count > 0 ? Starts[0].Value : null,
            Values = [.. Samples.Select(s => s.Text)],
        };
        return Page();
    }

    /// <summary>Plays it.</summary>
    public async Task<IActionResult> OnPostAsync(string name, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return NotFound();
        if (Sight.Problems.Count > 0) return Page();
        Samples = Source.Of(Sight.Definition, Now, null);
        while (Input.Values.Count < Samples.Count) Input.Values.Add("");
        if (!Input.Day.TryRead(out var day)) return Refused(new TryDayMissing());
        var variables = new Dictionary<string, JsonElement>();
        for (var i = 0; i < Samples.Count; i++)
        {
            var text = Input.Values[i] is { Length: > LongestText } longer ? longer[..LongestText] : Input.Values[i];
            if (!TryTypes.Samples.TryRead(text, Samples[i].Kind, out var value)) return Refused(new SampleWrong(Samples[i].Name, W.Text(Samples[i].Kind), $"Input.Values[{i}]"));
            if (value is { } read) variables[Samples[i].Name] = read;
        }

        var start = Starts.FirstOrDefault(s => s.Value == Input.Start)?.Value ?? Starts[0].Value;
        var correlation = (await LikeAsync(ct))?.Correlation ?? Guid.CreateVersion7().ToString();
        List<string> moves = Input.Move is null && !Input.Back ? [] : [.. Input.Moves.Take(TryTypeHandler.MostMoves)];
        if (Input.Back && moves.Count > 0) moves.RemoveAt(moves.Count - 1);
        else if (!string.IsNullOrEmpty(Input.Move) && moves.Count < TryTypeHandler.MostMoves) moves.Add(Input.Move);
        var title = string.IsNullOrWhiteSpace(Input.Subject) ? W.Text("Workflows.Try.SampleSubject") : Input.Subject.Trim()[..Math.Min(Input.Subject.Trim().Length, 200)];
        var trial = new Trial(start, correlation, title, variables, London.At(day, new TimeOnly(9, 0)), moves);
        var result = await HttpContext.RequestServices.GetRequiredService<TryTypeHandler>().RunAsync(Sight.Definition, trial, ct);
        if (result.Refusal is { } refusal) return Refused(refusal);
        Outcome = result.Value;
        Input.Moves = [.. moves.Take(Outcome.MovesUsed)];
        ModelState.Clear();
        return Page();
    }

    private async Task<(string Correlation, string Title, IReadOnlyDictionary<string, JsonElement> Brought)?> LikeAsync(CancellationToken ct) =>
        Guid.TryParse(Like, out var id) ? await Source.FindAsync(Sight.Type?.Id, id, ct) : null;

    private async Task<bool> LoadAsync(string name, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<DraftQuery>().FindAsync(name, ct) is not { } sight) return false;
        Sight = sight;
        var diagrams = services.GetRequiredService<Diagrams.DiagramMaker>();
        Starts = [.. Source.StartsOf(sight.Definition).Select(s => new Choice(s.Id, diagrams.TitleOf(s)))];
        YesNo = [new Choice("true", W.Text("Workflows.Form.Yes")), new Choice("false", W.Text("Workflows.Form.No"))];
        var precedents = await Source.PrecedentsAsync(sight.Type?.Id, ct);
        if (precedents.Count > 0) Precedents = [new Choice("", W.Text("Workflows.Try.Invented")), .. precedents.Select(p => new Choice(p.Id.ToString(), W.Text("Workflows.Try.Precedent", p.Title, p.StartedAt)))];
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>What it is about, as people call it.</summary>
        public string? Subject { get; set; }

        /// <summary>On which day it starts.</summary>
        public DateInput Day { get; set; } = new();

        /// <summary>Which step starts it.</summary>
        public string? Start { get; set; }

        /// <summary>The values, in the order of the form.</summary>
        public List<string?> Values { get; set; } = [];

        /// <summary>What was decided so far.</summary>
        public List<string> Moves { get; set; } = [];

        /// <summary>What is decided now.</summary>
        public string? Move { get; set; }

        /// <summary>True to take the last decision back.</summary>
        public bool Back { get; set; }
    }
}
