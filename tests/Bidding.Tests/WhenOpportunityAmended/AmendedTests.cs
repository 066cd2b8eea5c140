using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.Tests.WhenOpportunityAmended;

public sealed class AmendedOnSqlite(OnSqlite fixture) : AmendedTests(fixture), IClassFixture<OnSqlite>;

public sealed class AmendedOnPostgreSql(OnPostgreSql fixture) : AmendedTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class AmendedTests(PortalFixture fixture)
{
    private const string Note = "The room is smaller.";

    private Portal Portal => fixture.Portal;

    private IEnumerable<Mail> Told(string address) => Portal.Mails().Where(m => m.To == address && m.Text.Contains(Note, StringComparison.Ordinal));

    [Fact]
    public async Task Everybody_in_a_bid_is_told_what_changed_and_only_who_submitted_that_it_has_to_be_confirmed()
    {
        using var story = await Story.BeginAsync(Portal);
        var old = story.Terms.ClosesAt;
        var submitted = await story.BidAsync("Submitted", "A");
        var draft = await story.BidAsync("Draft", "B", "draft");
        await story.BidAsync("Withdrawn", "C");
        await Portal.PlayAsync($$"""[{"step":"withdraw-bid","bid":"bid-Withdrawn","as":"{{story.Chief("C")}}","reason":"Another time."}]""", story.Ids);
        await story.AmendAsync("Material", Note, closesOn: 40);
        await Portal.DrainAsync();
        await Portal.DrainAsync();

        var toSubmitter = Assert.Single(Told(story.Chief("A")));
        Assert.StartsWith($"Confirm bid {submitted} again", toSubmitter.Subject, StringComparison.Ordinal);
        Assert.Contains($"/bids/{submitted}/reconfirm", toSubmitter.Text, StringComparison.Ordinal);
        var toWriter = Assert.Single(Told(story.Chief("B")));
        Assert.Contains("was amended", toWriter.Subject, StringComparison.Ordinal);
        Assert.Contains(draft, toWriter.Text, StringComparison.Ordinal);
        foreach (var mail in new[] { toSubmitter, toWriter })
        {
            Assert.Contains(London.Long(old), mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
            Assert.Contains(London.Long(story.Terms.ClosesAt), mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        Assert.Empty(Told(story.Chief("C")));
        Assert.Empty(Told(story.Chief("U")));
    }

    [Fact]
    public async Task Of_a_correction_who_submitted_hears_that_the_bid_stands()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        await story.AmendAsync("Correction", Note);
        await Portal.DrainAsync();
        var mail = Assert.Single(Told(story.Chief("A")));
        Assert.Contains($"Your bid {reference} stands as it is.", mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("It was to close", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_outside_a_bid_learns_that_anybody_was_told()
    {
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        await story.AmendAsync("Material", Note);
        await Portal.DrainAsync();
        await Portal.DrainAsync();
        Assert.Single(Told(story.Chief("A")));
        foreach (var person in new[] { story.Manager, story.Approver })
        {
            Assert.DoesNotContain(Portal.Mails(), m => m.To == person && (m.Raw.Contains(reference, StringComparison.Ordinal) || m.Subject.Contains("Confirm bid", StringComparison.Ordinal)));
            var browser = await Portal.SignInAsync(person);
            foreach (var url in new[] { $"/lead/opportunities/{story.Terms.Id}", $"/opportunities/{story.Terms.Reference}", $"/lead/opportunities/{story.Terms.Reference}/opening", "/inbox", "/tasks", "/bids" })
                Assert.DoesNotContain(reference, (await browser.VisitAsync(url)).Body, StringComparison.Ordinal);
        }

        // Who reads the tables of messages and mails finds neither the bid nor what it was told.
        var rows = await Portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var connection = db.Database.GetDbConnection();
            await db.Database.OpenConnectionAsync();
            var text = new System.Text.StringBuilder();
            foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Where(t => t.StartsWith("notifications_", StringComparison.Ordinal) || t.StartsWith("data_outbox", StringComparison.Ordinal)).Distinct())
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT * FROM {table}";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    for (var i = 0; i < reader.FieldCount; i++) text.Append(reader.GetValue(i)).Append('\n');
            }

            return text.ToString();
        });
        Assert.Contains(nameof(OpportunityAmended), rows, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, rows, StringComparison.Ordinal);
        Assert.DoesNotContain("BidMustBeReconfirmed", rows, StringComparison.Ordinal);
        Assert.Empty(await Portal.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().OfAsync("Bid", story.IdOf("B"), null, CancellationToken.None)).Items));
    }

    [Fact]
    public async Task A_task_to_open_that_was_given_before_closing_follows_the_extension()
    {
        await Portal.PlayAsync("""
            [{ "step": "workflow-type", "name": "early-opening", "title": "Asks early", "activities": [
                { "id": "start", "activity": "Start", "settings": { "event": "OpeningWantedByTest" }, "then": { "Done": "first" } },
                { "id": "first", "activity": "AwaitOpening", "settings": { "person": "First", "workingDays": 2, "remind": [1] }, "then": { "Done": "end" } } ] }]
            """);
        using var story = await Story.BeginAsync(Portal);
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of("OpeningWantedByTest", story.Terms.Id), CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
        var days = await Portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>()));
        var before = await DueAsync(story);
        Assert.Equal(days.EndOfPeriod(story.Terms.ClosesAt, 2), before);
        await story.AmendAsync("Correction", Note, closesOn: 40);
        await Portal.DrainAsync();
        var after = await DueAsync(story);
        Assert.Equal(days.EndOfPeriod(story.Terms.ClosesAt, 2), after);
        Assert.True(after > before);

        // The reminder follows too.
        Portal.Clock.MoveTo(days.Before(before, 1));
        await Portal.DrainAsync();
        Assert.Empty(Reminders(story));
        Portal.Clock.MoveTo(days.Before(after, 1));
        await Portal.DrainAsync();
        Assert.NotEmpty(Reminders(story));
    }

    private IEnumerable<Mail> Reminders(Story story) => Portal.Mails().Where(m => m.To == story.Approver && m.Subject.StartsWith("Reminder: the bids", StringComparison.Ordinal));

    private async Task<DateTimeOffset> DueAsync(Story story) => Assert.Single(
        await Portal.AsAsync(null, s => s.GetRequiredService<IUserTasks>().OfSubjectAsync(OpportunitySubject.Type, story.Terms.Id, CancellationToken.None)),
        t => t.State is UserTaskState.Open && t.Key.StartsWith("opening:", StringComparison.Ordinal)).DueAt!.Value;
}
