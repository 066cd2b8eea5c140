using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Which services, for whom, at which tier.</summary>
public sealed class ServicesModel : DraftStep<ServicesModel.InputModel>
{
    private IServiceCatalogue Catalogue => HttpContext.RequestServices.GetRequiredService<IServiceCatalogue>();

    internal IEnumerable<IGrouping<string, ServiceCard>> Pathways => Catalogue.Services().Where(s => s.IsSubcontractable).GroupBy(s => s.Pathway);

    internal IEnumerable<Choice> Cohorts => Catalogue.Cohorts().Select(c => new Choice(c.Code, c.Name));

    internal IEnumerable<Choice> Tiers =>
    [
        new("1", W.Text("Opportunities.Tier.1"), W.Text("Opportunities.Tier.1Hint")),
        new("2", W.Text("Opportunities.Tier.2"), W.Text("Opportunities.Tier.2Hint")),
        new("3", W.Text("Opportunities.Tier.3"), W.Text("Opportunities.Tier.3Hint")),
    ];

    internal override InputModel From(Opportunity draft) => new()
    {
        Services = [.. draft.Services],
        Cohorts = [.. draft.Cohorts],
        Tier = draft.Tier?.ToString(CultureInfo.InvariantCulture),
    };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Services.Services", string.Join(", ", input.Services.Select(c => Catalogue.Service(c)?.Name ?? c).Order())),
        ("Opportunities.Services.Cohorts", string.Join(", ", input.Cohorts.Select(c => Catalogue.Cohort(c)?.Name ?? c).Order())),
        ("Opportunities.Services.Tier", input.Tier ?? ""),
    ];

    internal override void Read()
    {
        Input.Services = [.. Input.Services.Where(c => Catalogue.Service(c) is { IsSubcontractable: true })];
        Input.Cohorts = [.. Input.Cohorts.Where(c => Catalogue.Cohort(c) is not null)];
        if (Input.Services.Count > 6) ModelState.AddModelError("", W.Text("Opportunities.Services.TooMany", 6));
    }

    internal override Result Apply(Opportunity draft, Hand by) =>
        draft.DescribeServices(Input.Services, Input.Cohorts, int.TryParse(Input.Tier, NumberStyles.None, CultureInfo.InvariantCulture, out var tier) ? tier : null, by);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Codes of services.</summary>
        public List<string> Services { get; set; } = [];

        /// <summary>Codes of groups of people.</summary>
        public List<string> Cohorts { get; set; } = [];

        /// <summary>1, 2 or 3.</summary>
        public string? Tier { get; set; }
    }
}
