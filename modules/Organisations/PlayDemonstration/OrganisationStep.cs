using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.AcceptInvitation;
using Procurement.Organisations.DecideRegistration;
using Procurement.Organisations.Domain;
using Procurement.Organisations.EditProfile;
using Procurement.Organisations.InviteColleague;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Organisations.SetUpAuthority;
using Procurement.Organisations.SetUpLeadProvider;
using Procurement.Site.Contracts;
using Procurement.Users.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Organisations.PlayDemonstration;

/// <summary>
/// Brings one organisation in as people would: a supplier registers and is approved, a lead provider or an authority is set up by an
/// administrator, colleagues are invited and accept. One that is there already is found, and only missing people are added.
/// </summary>
internal sealed class OrganisationStep : IRecipeStep
{
    private const string DefaultAdministrator = "admin@portal.example.org";

    public string Name => "organisation";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var story = await Story.ReadAsync(step, context, ct);
        await story.EnsureAccountsAsync(ct);
        var id = await story.FindAsync(ct) ?? await (story.Kind switch
        {
            OrganisationKind.Supplier => story.RegisterAsync(ct),
            OrganisationKind.LeadProvider => story.SetUpLeadProviderAsync(ct),
            _ => story.SetUpAuthorityAsync(ct),
        });
        await story.AddColleaguesAsync(id, ct);
        if (step.TextOrNull("id") is { } name) context.Ids[name] = id;
    }

    internal static async Task<string?> AdministratorAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var email = step.TextOrNull("by") ?? DefaultAdministrator;
        var accounts = context.Services.GetRequiredService<IAccounts>();
        return await accounts.FindByEmailAsync(email, ct) is null ? null : email;
    }

    private sealed record Colleague(string Email, string DisplayName, string Culture, IReadOnlyList<string> Duties);

    private sealed record Story(JsonElement Step, RecipeContext Context, string? Administrator, OrganisationKind Kind, IReadOnlyList<Colleague> People)
    {
        private (string Scheme, string Number)[] Numbers => [.. Step.Items("numbers").Select(n => (n.Text("scheme"), n.Text("number")))];

        public static async Task<Story> ReadAsync(JsonElement step, RecipeContext context, CancellationToken ct) => new(
            step, context, await AdministratorAsync(step, context, ct), Enum.Parse<OrganisationKind>(step.TextOrNull("kind") ?? nameof(OrganisationKind.Supplier)),
            [.. step.Items("people").Select(p => new Colleague(p.Text("email"), p.TextOrNull("displayName") ?? p.TextOrNull("name") ?? p.Text("email"), p.TextOrNull("culture") ?? "en", p.Texts("duties") is { Count: > 0 } duties ? duties : Duties.All))]);

        public async Task EnsureAccountsAsync(CancellationToken ct)
        {
            foreach (var person in People)
            {
                await Context.AsAsync(null, services => services.GetRequiredService<IAccountSetup>()
                    .EnsureDemonstrationAccountAsync(person.Email, person.DisplayName, person.Culture, [], ct), ct);
            }
        }

        public async Task<Guid?> FindAsync(CancellationToken ct)
        {
            var organisations = Context.Services.GetRequiredService<PortalDbContext>().Set<Organisation>();
            var (gss, name, kind) = (Step.TextOrNull("gss"), Step.TextOrNull("name"), Kind);
            return gss is not null
                ? await organisations.Where(o => o.GssCode == gss).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct)
                : await organisations.Where(o => o.Name == name && o.Kind == kind).OrderBy(o => o.Id).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct);
        }

        public async Task<Guid> RegisterAsync(CancellationToken ct)
        {
            var first = People.Count > 0 ? People[0].Email : throw new InvalidOperationException("A supplier needs somebody who registers it.");
            var contact = Contact();
            string reference = "";
            await Context.AsAsync(first, async services =>
            {
                var begun = await services.GetRequiredService<BeginRegistrationHandler>().HandleAsync(ct);
                reference = Must(begun);
            }, ct);
            Func<Organisation, Result>[] answers =
            [
                d => d.ChooseType(Step.Text("type")),
                d => d.GiveName(Step.Text("name"), Step.TextOrNull("nameCy")),
                d => d.GiveNumbers(Numbers),
                d => d.GiveContact(contact.Email ?? first, contact.Phone, null, contact.Address, contact.IsSecret),
                d => d.Describe(Step.TextOrNull("description"), null, Step.TryGetProperty("income", out var income) ? income.GetInt32() : null),
                d => d.Offer(Step.Texts("services")),
                d => d.Serve(Step.Texts("cohorts")),
                d => d.Cover(Step.Texts("areas")),
            ];
            var id = Guid.Empty;
            await Context.AsAsync(first, async services =>
            {
                var drafts = services.GetRequiredService<ChangeDraftHandler>();
                foreach (var answer in answers) Must(await drafts.HandleAsync(reference, answer, ct));
                id = (await drafts.FindAsync(reference, ct))!.Id;
            }, ct);
            if (!Step.Flag("send", true)) return id;
            await Context.AsAsync(first, async services => Must(await services.GetRequiredService<SendRegistrationHandler>().HandleAsync(reference, ct)), ct);
            if (!Step.Flag("approve", true)) return id;
            await Context.AsAsync(Administrator, async services => Must(await services.GetRequiredService<DecideRegistrationHandler>().ApproveAsync(reference, ct)), ct);
            if (Step.Flag("accountsOverdue"))
                await Context.AsAsync(Administrator, async services => Must(await services.GetRequiredService<DecideRegistrationHandler>().NoteRegistersAsync(reference, [], true, ct)), ct);
            return id;
        }

        public async Task<Guid> SetUpAuthorityAsync(CancellationToken ct)
        {
            SetUp? made = null;
            await Context.AsAsync(Administrator, async services =>
            {
                var done = await services.GetRequiredService<SetUpAuthorityHandler>()
                    .HandleAsync(Step.Text("gss"), Step.TextOrNull("name"), People[0].Email, [.. People[0].Duties], ct);
                made = Must(done);
            }, ct);
            await AcceptAsync(People[0].Email, made!.Invited.Token, ct);
            return made.OrganisationId;
        }

        public async Task<Guid> SetUpLeadProviderAsync(CancellationToken ct)
        {
            SetUp? made = null;
            await Context.AsAsync(Administrator, async services =>
            {
                var done = await services.GetRequiredService<SetUpLeadProviderHandler>()
                    .HandleAsync(Step.Text("type"), Step.Text("name"), Step.TextOrNull("nameCy"), Numbers, People[0].Email, [.. People[0].Duties], ct);
                made = Must(done);
            }, ct);
            await AcceptAsync(People[0].Email, made!.Invited.Token, ct);
            if (Step.TextOrNull("description") is not { } description) return made.OrganisationId;

            var contact = Contact();
            await Context.AsAsync(People[0].Email, async services =>
            {
                var editor = services.GetRequiredService<EditProfileHandler>();
                if (await editor.FindAsync(made.Reference, ct) is not { } organisation) return;
                Must(await editor.HandleAsync(made.Reference, organisation.RowVersion, new Profile(
                    Step.TextOrNull("nameCy"), description, null, null, contact.Email ?? People[0].Email, contact.Phone, null, contact.Address, contact.IsSecret, [], [], []), ct));
            }, ct);
            return made.OrganisationId;
        }

        public async Task AddColleaguesAsync(Guid id, CancellationToken ct)
        {
            foreach (var person in People)
            {
                string? token = null;
                await Context.AsAsync(Administrator, async services =>
                {
                    var account = await services.GetRequiredService<IAccounts>().FindByEmailAsync(person.Email, ct);
                    if (await services.GetRequiredService<PortalDbContext>().Set<Member>().AnyAsync(m => m.OrganisationId == id && m.UserId == account!.Id, ct)) return;
                    var invited = await services.GetRequiredService<InviteHandler>().HandleAsync(id, person.Email, [.. person.Duties], ct);
                    token = Must(invited).Token;
                }, ct);
                if (token is not null) await AcceptAsync(person.Email, token, ct);
            }
        }

        private Task AcceptAsync(string email, string token, CancellationToken ct) => Context.AsAsync(email, async services =>
            Must(await services.GetRequiredService<AcceptInvitationHandler>().AcceptAsync(token, ct)), ct);

        private (string? Email, string? Phone, string? Address, bool IsSecret) Contact() => Step.TryGetProperty("contact", out var contact)
            ? (contact.TextOrNull("email"), contact.TextOrNull("phone"), contact.TextOrNull("address"), contact.Flag("secret"))
            : (null, null, null, false);
    }
}
