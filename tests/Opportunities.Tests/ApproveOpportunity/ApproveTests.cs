using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Opportunities.ApproveOpportunity;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.EndOpportunity;
using Procurement.Testing;

namespace Procurement.Opportunities.Tests.ApproveOpportunity;

public sealed class ApproveOnSqliteTests(OnSqlite fixture) : ApproveTests(fixture), IClassFixture<OnSqlite>;

public sealed class ApproveOnPostgreSqlTests(OnPostgreSql fixture) : ApproveTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class ApproveTests(PortalFixture fixture)
{
    private static CancellationToken None => CancellationToken.None;

    private Task<int> VersionAsync(Guid id) => fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.RowVersion).SingleAsync());

    [Fact]
    public async Task A_person_with_every_duty_cannot_publish_what_that_person_sent()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var chief = $"chief@{stage.Name}.example.org";
        await fixture.Portal.PlayAsync($$"""[{"step":"organisation","id":"LP","kind":"LeadProvider","name":"Lead number {{stage.Name[4..]}} (demo)","type":"JVC","people":[{"email":"{{chief}}","displayName":"Chief (test)","duties":["Manage","Write","Approve"]}]}]""", stage.Ids);
        var id = await stage.PlayAsync("Same person " + stage.Name, "draft");
        Assert.True((await stage.AsAsync(chief, async s => await s.GetRequiredService<SendForApprovalHandler>().SendAsync(id, await VersionAsync(id), None))).IsDone);
        var refused = await stage.AsAsync(chief, async s => await s.GetRequiredService<ApproveHandler>().PublishAsync(id, await VersionAsync(id), None));
        Assert.IsType<PublishedBySamePerson>(refused.Refusal);
        Assert.True((await stage.AsAsync(stage.Approver, async s => await s.GetRequiredService<ApproveHandler>().PublishAsync(id, await VersionAsync(id), None))).IsDone);
    }

    [Fact]
    public async Task An_area_to_which_it_is_not_appointed_is_refused()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA03");
        var id = await stage.PlayAsync("Not ours " + stage.Name, "draft");
        var refused = await stage.AsAsync(stage.Manager, async s => await s.GetRequiredService<SendForApprovalHandler>().SendAsync(id, await VersionAsync(id), None));
        Assert.Equal(new NotAppointedToArea("London"), refused.Refusal);
    }

    [Fact]
    public async Task Who_lacks_the_duty_may_not_and_who_is_of_another_organisation_finds_nothing()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var other = await Stage.SetAsync(fixture.Portal, "CPA17");
        var id = await stage.PlayAsync("Waiting " + stage.Name, "awaiting");
        var version = await VersionAsync(id);
        Assert.IsType<NotAllowed>((await stage.AsAsync(stage.Manager, s => s.GetRequiredService<ApproveHandler>().PublishAsync(id, version, None))).Refusal);
        Assert.IsType<NotAllowed>((await stage.AsAsync(stage.Evaluator, s => s.GetRequiredService<ApproveHandler>().SendBackAsync(id, version, "No", None))).Refusal);
        Assert.IsType<NotFound>((await stage.AsAsync(other.Approver, s => s.GetRequiredService<ApproveHandler>().PublishAsync(id, version, None))).Refusal);
        Assert.IsType<NotFound>((await stage.AsAsync(other.Manager, s => s.GetRequiredService<SendForApprovalHandler>().TakeBackAsync(id, "Mine", None))).Refusal);
        Assert.IsType<NotFound>((await stage.AsAsync(other.Manager, s => s.GetRequiredService<DraftDesk>().ChangeAsync(id, version, (o, by) => o.SetNeeds([], null, by), None))).Refusal);
        Assert.IsType<NotFound>((await stage.AsAsync(other.Approver, s => s.GetRequiredService<EndHandler>().WithdrawAsync(id, "Mine", None))).Refusal);
        Assert.Null(await fixture.Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(id, None)));
    }

    [Fact]
    public async Task A_second_editor_is_told_and_overwrites_nothing()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var id = await stage.PlayAsync("Two editors " + stage.Name, "draft");
        var seen = await VersionAsync(id);
        Task<Result> Put(string women) => stage.AsAsync(stage.Manager, s => s.GetRequiredService<DraftDesk>().ChangeAsync(id, seen, (o, by) => o.MakeStatements(women, "", by), None));
        Assert.True((await Put("The first.")).IsDone);
        Assert.IsType<ChangedBySomebodyElse>((await Put("The second.")).Refusal);
        Assert.Equal("The first.", await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.WomensProvision).SingleAsync()));
    }

    [Fact]
    public async Task A_change_of_a_lot_counts_as_a_change_of_its_opportunity()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var id = await stage.PlayAsync("Lots " + stage.Name, "draft");
        var seen = await VersionAsync(id);
        var lot = stage.Ids["Lots " + stage.Name + "/1"];
        Assert.True((await stage.AsAsync(stage.Manager, s => s.GetRequiredService<DraftDesk>().ChangeAsync(id, seen, (o, by) => o.PutLot(lot, "Renamed", ["CPA17"], 5, 5, by), None))).IsDone);
        Assert.Equal(seen + 1, await VersionAsync(id));
        Assert.True((await stage.AsAsync(stage.Manager, s => s.GetRequiredService<DraftDesk>().ChangeAsync(id, seen + 1, (o, by) => o.RemoveLot(lot, by), None))).IsDone);
        Assert.Equal(1, await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Lot>().CountAsync(l => l.OpportunityId == id)));
    }

    [Fact]
    public async Task Two_approvers_at_once_publish_once()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var id = await stage.PlayAsync("At once " + stage.Name, "awaiting");
        var version = await VersionAsync(id);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => stage.AsAsync(stage.Approver, s => s.GetRequiredService<ApproveHandler>().PublishAsync(id, version, None)))));
        Assert.Single(both, r => r.IsDone);
        Assert.Equal(1, await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Procurement.Opportunities.Search.Listing>().CountAsync(l => l.OpportunityId == id)));
    }

    [Fact]
    public async Task The_clock_closes_it_once_and_says_so_once()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var id = await stage.PlayAsync("Closing " + stage.Name);
        var start = fixture.Portal.Clock.Offset;
        try
        {
            fixture.Portal.Clock.Move(TimeSpan.FromDays(31));
            await fixture.Portal.DrainAsync();
            await fixture.Portal.DrainAsync();
            var messages = await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking()
                .Where(m => m.Type.Contains(nameof(OpportunityClosed))).Select(m => m.Payload).ToListAsync());
            Assert.Single(messages, m => m.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.Equal(OpportunityStage.Closed, await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.Stage).SingleAsync()));

            var lot = stage.Ids["Closing " + stage.Name + "/1"];
            Assert.IsType<LotCannotMove>((await fixture.Portal.AsAsync(null, s => s.GetRequiredService<ILotProgress>().MoveAsync(lot, LotStage.Awarded, None))).Refusal);
            Assert.True((await fixture.Portal.AsAsync(null, s => s.GetRequiredService<ILotProgress>().MoveAsync(lot, LotStage.Opened, None))).IsDone);
            var terms = await fixture.Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindByLotAsync(lot, None));
            Assert.Equal((OpportunityStage.Closed, LotStage.Opened), (terms!.Stage, terms.Lots[0].Stage));
        }
        finally
        {
            fixture.Portal.Clock.Move(start - fixture.Portal.Clock.Offset);
        }
    }

    [Fact]
    public async Task The_approvers_and_the_writer_get_mail()
    {
        var stage = await Stage.SetAsync(fixture.Portal, "CPA17");
        var title = "Mailed " + stage.Name;
        var id = await stage.PlayAsync(title, "awaiting");
        Assert.True((await stage.AsAsync(stage.Approver, async s => await s.GetRequiredService<ApproveHandler>().SendBackAsync(id, await VersionAsync(id), "Say more about women.", None))).IsDone);
        await fixture.Portal.DrainAsync();
        var mails = fixture.Portal.Mails();
        Assert.Contains($"/lead/opportunities/{id}/approve", Assert.Single(mails, m => m.To == stage.Approver && m.Subject.Contains(title, StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains("Say more about women.", Assert.Single(mails, m => m.To == stage.Manager && m.Subject.Contains(title, StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }
}
