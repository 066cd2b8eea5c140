using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Consortia.AnswerInvitation;
using Procurement.Consortia.ChangeMakeUp;
using Procurement.Consortia.Domain;
using Procurement.Consortia.FormConsortium;
using Procurement.Consortia.InvitePartner;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Consortia.Steps;

/// <summary>
/// Plays the forming of a consortium through the real handlers: <c>id</c>, <c>name</c>, <c>lead</c>, <c>as</c>, <c>opportunity</c>,
/// <c>members</c> each with <c>organisation</c>, <c>share</c>, <c>as</c>, <c>message</c>; <c>agree</c> lets everybody accept.
/// </summary>
internal sealed class ConsortiumStep : IRecipeStep
{
    public string Name => "consortium";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var lead = step.Text("lead");
        var leadId = context.IdOf(lead);
        var manager = step.TextOrNull("as") ?? Chief(lead);
        var name = step.Text("name");
        var there = await context.Services.GetRequiredService<PortalDbContext>().Set<Consortium>()
            .Where(c => c.Name == name && c.DissolvedAt == null).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);
        if (there is { } known)
        {
            context.Ids[step.Text("id")] = known;
            return;
        }

        var opportunity = step.TextOrNull("opportunity") is { } o ? (await context.Services.GetRequiredService<IOpportunities>().FindAsync(context.IdOf(o), ct))?.Reference : null;
        Guid id = default;
        await context.AsAsync(manager, async s =>
        {
            var formed = await s.GetRequiredService<FormConsortiumHandler>().HandleAsync(name, leadId, opportunity, ct);
            id = Must(formed);
        }, ct);
        context.Ids[step.Text("id")] = id;

        foreach (var member in step.Items("members"))
        {
            var organisation = context.IdOf(member.Text("organisation"));
            await context.AsAsync(manager, async s =>
                Must(await s.GetRequiredService<InvitePartnerHandler>().InviteAsync(id, organisation, member.Number("share"), member.TextOrNull("message"), null, ct)), ct);
            if (member.Flag("silent")) continue;
            await context.AsAsync(member.TextOrNull("as") ?? Chief(member.Text("organisation")), async s =>
            {
                var consortium = await s.GetRequiredService<ConsortiumBook>().LoadAsync(id, ct);
                var invitation = consortium!.Invitations.Last(i => i.OrganisationId == organisation);
                Must(await s.GetRequiredService<AnswerInvitationHandler>().AcceptAsync(id, invitation.Id, organisation, ct));
            }, ct);
        }

        if (!step.Flag("agree", true)) return;
        foreach (var (organisation, person) in step.Items("members").Select(m => (m.Text("organisation"), m.TextOrNull("as"))).Prepend((lead, step.TextOrNull("approver") ?? step.TextOrNull("as"))))
        {
            await context.AsAsync(person ?? Chief(organisation), async s =>
            {
                var version = (await s.GetRequiredService<ConsortiumBook>().LoadAsync(id, ct))!.Version;
                Must(await s.GetRequiredService<ChangeMakeUpHandler>().AcceptAsync(id, context.IdOf(organisation), version, ct));
            }, ct);
        }
    }

    private static string Chief(string organisation) => $"chief@{organisation.ToLowerInvariant()}.example.org";
}
