using Microsoft.Extensions.DependencyInjection;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Playing;
using Procurement.Site.Contracts;
using Procurement.Testing;

namespace Procurement.Opportunities.Tests.Playing;

public sealed class DemonstrationTests(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    [Theory]
    [InlineData("O03", "CPA08", 1, 1)]
    [InlineData("O04", "CPA17", 2, 2)]
    [InlineData("O06", "CPA04", 1, 1)]
    [InlineData("O07", "CPA17", 1, 2)]
    [InlineData("O09", "CPA03", 1, 1)]
    [InlineData("O13", "CPA17", 1, 33)]
    public async Task Each_opportunity_of_the_demonstration_can_be_published_as_it_is_written(string id, string area, int lots, int authorities)
    {
        var stage = await Stage.SetAsync(fixture.Portal, area);
        var step = $$"""[{"step":"opportunity","from":"demonstration/{{id}}.json","lead":"LP","manager":"{{stage.Manager}}","approver":"{{stage.Approver}}","opens":null,"closes":{"day":28},"starts":200}]""";
        await fixture.Portal.PlayAsync(step, stage.Ids);
        var terms = (await fixture.Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(stage.Ids[id], CancellationToken.None)))!;
        Assert.Equal(OpportunityStage.Open, terms.Stage);
        Assert.Equal(lots, terms.Lots.Count);
        Assert.Equal(authorities, terms.Lots.SelectMany(l => l.AuthorityCodes).Distinct().Count());
        Assert.Equal(stage.Ids[id + "/1"], terms.Lots[0].Id);
        Assert.Equal([30, 15, 10, 10, 5, 30], terms.Criteria.Select(c => c.Weight));

        // Played again it finds what it made.
        var ids = new Dictionary<string, Guid>(stage.Ids);
        await fixture.Portal.PlayAsync(step, ids);
        Assert.Equal(stage.Ids[id], ids[id]);
    }

    [Fact]
    public void The_small_document_is_a_PDF_whose_table_of_objects_is_right()
    {
        var bytes = SmallPdf.Of("A title (with brackets)", Enumerable.Repeat("It’s a paragraph – with signs that need care, and \\ as well, ŵ too.", 80));
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var start = int.Parse(text.Split("startxref\n")[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("xref", text[start..], StringComparison.Ordinal);
        var offsets = text[start..].Split('\n').Skip(3).TakeWhile(l => l.EndsWith(" n ", StringComparison.Ordinal)).Select(l => int.Parse(l[..10], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(offsets.Count >= 8);
        Assert.All(offsets.Select((o, i) => (o, i)), p => Assert.StartsWith($"{p.i + 1} 0 obj", text[p.o..], StringComparison.Ordinal));
    }
}
