using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Tests.Pages;

/// <summary>People, their organisations and one type of workflow, for one test: all named by a word of its own.</summary>
internal sealed class Cast(Portal portal)
{
    private static int _companies = Environment.ProcessId % 1000 * 100;

    /// <summary>The type, the event that starts it, and the beginning of all names.</summary>
    public string Name { get; } = "t" + Guid.CreateVersion7().ToString("N")[^12..];

    public Guid Subject { get; } = Guid.CreateVersion7();

    public string Mail(string who) => $"{who}.{Name}@example.org";

    public async Task<Guid> AccountAsync(string who, string? role = null)
    {
        await portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{Mail(who)}}", "name": "The {{who}}", "roles": [{{(role is null ? "" : $"\"{role}\"")}}] }] }]""");
        return await IdAsync(who);
    }

    public async Task<Guid> IdAsync(string who) => (await portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync(Mail(who), CancellationToken.None)))!.Id;

    /// <summary>A lead provider; each person as "name:Duty+Duty".</summary>
    public async Task<(Guid Id, string Reference)> OrganisationAsync(string name, params string[] people)
    {
        var ids = new Dictionary<string, Guid>();
        var number = 98_000_000 + Interlocked.Increment(ref _companies);
        var list = string.Join(",", people.Select(p => p.Split(':')).Select(p => $$"""{"email":"{{Mail(p[0])}}","displayName":"The {{p[0]}}","duties":[{{string.Join(",", p[1].Split('+').Select(d => $"\"{d}\""))}}]}"""));
        await portal.PlayAsync($$"""[{"step":"organisation","id":"LP","kind":"LeadProvider","name":"{{name}} {{Name}} (demo)","type":"JVC","numbers":[{"scheme":"GB-COH","number":"{{number}}"}],"people":[{{list}}]}]""", ids);
        var reference = await portal.AsAsync(null, s => s.GetRequiredService<Organisations.Contracts.IOrganisations>().FindAsync(ids["LP"], CancellationToken.None));
        return (ids["LP"], reference!.Reference);
    }

    /// <summary>Publishes a type that gives one task; the assignee is JSON.</summary>
    public Task PublishAsync(string assignee = """{ "person": "{{who}}" }""", string more = "", string goodLeadsTo = "end") => portal.PlayAsync($$"""
        [{ "step": "workflow-type", "name": "{{Name}}", "title": "Type {{Name}}", "about": "For a test", "variables": [{ "name": "who", "kind": "Text" }, { "name": "value", "kind": "Number" }], "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "{{Name}}" }, "then": { "Done": "look" } },
          { "id": "look", "activity": "UserTask", "title": "Somebody looks", "settings": { "title": "Look at {{"{{subject}}"}}", "assignee": {{assignee}}, "decisions": [ "Agree", "Disagree" ], "dueInWorkingDays": 10, "remindWorkingDaysBefore": [2] },
            "then": { "Agree": "good", "Disagree": "big", "Expired": "late" } },
          { "id": "good", "activity": "Log", "settings": { "text": "Good" }, "then": { "Done": "{{goodLeadsTo}}" } },
          { "id": "big", "activity": "IfElse", "title": "Is it big?", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 100 } ] } }, "then": { "Yes": "tell", "No": "end" } },
          { "id": "tell", "activity": "Notify", "title": "Tell", "settings": { "to": { "person": "{{"{{who}}"}}" }, "subject": "{{"{{subject}}"}} is big", "body": "It was looked at by {{"{{outputs.look.by}}"}}." }, "then": { "Done": "end" } },
          { "id": "late", "activity": "Log", "settings": { "text": "Late" }, "then": { "Done": "end" } }{{more}} ] }]
        """);

    public Task RaiseAsync(object variables, Guid? subject = null, string? title = null, Guid? sealId = null, bool drain = true) => portal.AsAsync(null, async s =>
    {
        await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of(Name, subject ?? Subject, variables, title ?? Name, sealId: sealId), CancellationToken.None);
        await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        if (drain) await portal.DrainAsync();
    });

    public Task<Workflow> WorkflowAsync() => ReadAsync(db => db.Set<Workflow>().AsNoTracking().SingleAsync(w => w.CorrelationId == Subject.ToString()));

    public async Task<UserTask> TaskAsync()
    {
        var id = (await WorkflowAsync()).Id;
        return await ReadAsync(db => db.Set<UserTask>().AsNoTracking().SingleAsync(t => t.WorkflowId == id));
    }

    public Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read) => portal.AsAsync(null, s => read(s.GetRequiredService<PortalDbContext>()));

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string type, Guid id) =>
        (await portal.AsAsync(null, s => s.GetRequiredService<IAuditReader>().OfAsync(type, id, null, CancellationToken.None))).Items;

    public Task<Browser> SignInAsync(string who) => portal.SignInAsync(Mail(who));

    public IReadOnlyList<Mail> MailsTo(string who) => [.. portal.Mails().Where(m => m.To.Contains(Mail(who), StringComparison.OrdinalIgnoreCase))];
}
