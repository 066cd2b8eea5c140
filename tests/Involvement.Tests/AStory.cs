using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Tests;

/// <summary>A lead provider of its own that asks some of London's councils about something.</summary>
internal sealed class AStory
{
    // The councils of London have the codes E09000001 to E09000033; each story takes some that no other on the same portal has.
    private static readonly ConditionalWeakTable<Portal, StrongBox<int>> Taken = [];
    private static int _lead;

    private AStory(Portal portal, int number, IReadOnlyList<string> councils) => (Portal, Number, Councils) = (portal, number, councils);

    public Portal Portal { get; }
    public int Number { get; }
    public IReadOnlyList<string> Councils { get; }
    public Guid SubjectId { get; } = Guid.CreateVersion7();
    public string Manager => $"manager@lead{Number}.example.org";
    public string Approver => $"approver@lead{Number}.example.org";
    public string Reference => "SUB-" + Number;

    public static string Officer(string council) => $"officer@{council.ToLowerInvariant()}.example.org";

    /// <summary>Organisations are set up and nothing has been asked. The councils from <paramref name="withPeople"/> on have nobody.</summary>
    public static async Task<AStory> BeginAsync(Portal portal, int councils, int? withPeople = null)
    {
        var number = Interlocked.Increment(ref _lead);
        var taken = Taken.GetValue(portal, _ => new StrongBox<int>());
        var codes = Enumerable.Range(0, councils).Select(_ => $"E090000{(Interlocked.Increment(ref taken.Value) - 1) % 33 + 1:00}").ToList();
        var story = new AStory(portal, number, codes);
        await story.PlayAsync(new
        {
            step = "organisation",
            kind = "LeadProvider",
            name = $"Lead provider {number} {portal.Storage[^4..]}",
            type = "JVC",
            numbers = new[] { new { scheme = "GB-COH", number = (99100000 + number).ToString(System.Globalization.CultureInfo.InvariantCulture) } },
            people = new[]
            {
                new { email = story.Manager, displayName = "Manager", duties = new[] { "Manage", "Write" } },
                new { email = story.Approver, displayName = "Approver", duties = new[] { "Approve", "Evaluate" } },
            },
        });
        for (var i = 0; i < (withPeople ?? councils); i++) await story.SetUpAsync(codes[i]);
        return story;
    }

    public Task SetUpAsync(string council) => PlayAsync(new
    {
        step = "organisation",
        kind = "Authority",
        gss = council,
        people = new[] { new { email = Officer(council), displayName = "Community safety officer", duties = new[] { "Manage", "Write", "Approve" } } },
    });

    public Task PlayAsync(object step) => Portal.PlayAsync("[" + JsonSerializer.Serialize(step) + "]");

    /// <summary>The proposal is made; a workflow starts from it when asked to.</summary>
    public Task ProposeAsync(bool startsWorkflow, IReadOnlyDictionary<string, string>? conflicted = null) => Portal.AsAsync(Manager, async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var asker = services.GetRequiredService<IWho>().Memberships[0].OrganisationId;
        var done = await db.InTransactionAsync(async () =>
        {
            var expected = await services.GetRequiredService<IInvolvement>().ExpectAsync(
                new ExpectedComments(SubjectId, Reference, "Mentoring through the gate " + Number, asker, Councils, conflicted), CancellationToken.None);
            if (!expected.IsDone) return expected;
            if (startsWorkflow)
            {
                await services.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of("AwardProposed", SubjectId,
                    new { leadProviderId = asker.ToString(), opportunity = "OPP", authorities = Councils.Count }, "Mentoring", "/lead/comments/" + SubjectId), CancellationToken.None);
            }

            return await db.SaveAsync();
        });
        Assert.True(done.IsDone, done.Refusal?.ToString());
    });

    public Task<Clearance> ClearanceAsync() => Portal.AsAsync(null, s => s.GetRequiredService<IClearance>().ForAsync(SubjectId, CancellationToken.None));

    public Task<CommentRequest> RequestAsync(string council) => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<CommentRequest>().AsNoTracking()
        .Include(r => r.Comments).Include(r => r.Regards).AsSplitQuery().FirstAsync(r => r.SubjectId == SubjectId && r.AuthorityCode == council));

    public Task<CommentSubject> SubjectAsync() => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<CommentSubject>().AsNoTracking().FirstAsync(r => r.Id == SubjectId));

    public IEnumerable<Mail> MailsTo(string email, string subjectPart) =>
        Portal.Mails().Where(m => m.To.Contains(email, StringComparison.OrdinalIgnoreCase) && m.Subject.Contains(subjectPart, StringComparison.OrdinalIgnoreCase));

    public async Task MoveToAsync(DateTimeOffset instant)
    {
        Portal.Clock.MoveTo(instant);
        await Portal.DrainAsync();
    }
}
