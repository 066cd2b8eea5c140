using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Testing;

namespace Procurement.Bidding.Tests.DecideCompliance;

public sealed class ComplianceOnSqlite(OnSqlite fixture) : ComplianceTests(fixture), IClassFixture<OnSqlite>;

public sealed class ComplianceOnPostgreSql(OnPostgreSql fixture) : ComplianceTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class ComplianceTests(PortalFixture fixture)
{
    [Fact]
    public async Task A_ground_for_exclusion_that_a_bidder_declared_stands_where_compliance_is_decided()
    {
        var portal = fixture.Portal;
        using var story = await Story.BeginAsync(portal);
        var reference = await story.BidAsync("B1", "A", "draft");
        var other = await story.BidAsync("B2", "B");
        await portal.AsAsync(story.Chief("A"), async s =>
        {
            var desk = s.GetRequiredService<BidDesk>();
            var declared = new Declaration { HasExclusion = true, Exclusion = "A fine of 2024, paid in full.", DeclaredAt = desk.Arrived, DeclaredBy = "Chief" };
            Assert.True((await desk.WriteAsync(reference, (b, c) => b.Declare(c, story.Ids["A"], declared, desk.Arrived), CancellationToken.None)).IsDone);
        });
        Assert.Null((await story.SubmitAsync("B1", "A")).Refusal);
        story.Close();
        await story.OpenAsync();

        var opened = await portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().FindAsync(story.IdOf("B1"), CancellationToken.None));
        Assert.Equal("A fine of 2024, paid in full.", opened!.Members.Single().ExclusionDeclared);
        var approver = await portal.SignInAsync(story.Approver);
        var page = await approver.GetAsync($"/lead/opportunities/{story.Terms.Reference}/bids/{reference}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("A fine of 2024, paid in full.", page.Page.QuerySelector("aside[aria-label]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("no ground for exclusion", (await approver.GetAsync($"/lead/opportunities/{story.Terms.Reference}/bids/{other}")).Text, StringComparison.Ordinal);
    }
}
