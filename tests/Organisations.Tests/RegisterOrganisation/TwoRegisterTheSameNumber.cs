using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Testing;

namespace Procurement.Organisations.Tests.RegisterOrganisation;

public sealed class TwoRegisterTheSameNumberOnSqlite(OnSqlite fixture) : TwoRegisterTheSameNumber(fixture), IClassFixture<OnSqlite>;

public sealed class TwoRegisterTheSameNumberOnPostgreSql(OnPostgreSql fixture) : TwoRegisterTheSameNumber(fixture), IClassFixture<OnPostgreSql>;

public abstract class TwoRegisterTheSameNumber(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task In_the_same_second_one_is_registered_and_the_other_is_refused_without_learning_whose_it_is()
    {
        var number = Story.Number();
        var (first, second) = (await DraftAsync(number), await DraftAsync(number));

        var sent = await Task.WhenAll(SendAsync(first), SendAsync(second));

        Assert.Single(sent, r => r.IsDone);
        Assert.IsType<NumberIsRegisteredAlready>(Assert.Single(sent, r => !r.IsDone).Refusal);
        Assert.Equal(1, await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Identifier>().CountAsync(i => i.Claim == "GB-CHC:" + number)));
    }

    [Fact]
    public async Task The_index_itself_refuses_the_second_also_when_nobody_looked_before()
    {
        var number = Story.Number();
        var first = await DraftAsync(number);
        var second = await DraftAsync(number);
        Assert.True((await SendAsync(first)).IsDone);

        var result = await _portal.AsAsync(second.Email, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var draft = await db.Set<Organisation>().Include(o => o.Identifiers).SingleAsync(o => o.Reference == second.Reference);
            Assert.True(draft.Send("taken-" + number, DateTimeOffset.UnixEpoch).IsDone);
            return await db.SaveAsync(SendRegistrationHandler.NumberTaken);
        });

        Assert.IsType<NumberIsRegisteredAlready>(result.Refusal);
    }

    [Fact]
    public async Task After_a_rejection_the_number_is_free_for_the_other()
    {
        var number = Story.Number();
        var (first, second) = (await DraftAsync(number), await DraftAsync(number));
        Assert.True((await SendAsync(first)).IsDone);
        Assert.IsType<NumberIsRegisteredAlready>((await SendAsync(second)).Refusal);

        await _portal.AsAsync(null, async s =>
            Assert.True((await s.GetRequiredService<DecideRegistration.DecideRegistrationHandler>().RejectAsync(first.Reference, "Not yours.", CancellationToken.None)).IsDone));

        Assert.True((await SendAsync(second)).IsDone);
    }

    [Fact]
    public async Task A_draft_blocks_nobody()
    {
        var number = Story.Number();
        await DraftAsync(number);
        Assert.True((await SendAsync(await DraftAsync(number))).IsDone);
    }

    [Fact]
    public async Task Another_persons_draft_is_not_found()
    {
        var draft = await DraftAsync(Story.Number());
        var stranger = await Story.PersonAsync(_portal);
        var result = await _portal.AsAsync(stranger, s => s.GetRequiredService<ChangeDraftHandler>().HandleAsync(draft.Reference, d => d.GiveName("Mine now", ""), CancellationToken.None));
        Assert.IsType<NotFound>(result.Refusal);
    }

    [Fact]
    public async Task A_search_finds_it_by_words_area_and_service_once_it_is_approved()
    {
        var number = Story.Number();
        var draft = await DraftAsync(number, "Tŷ Gwydr " + number);
        async Task<int> FoundAsync() => await _portal.AsAsync(null, async s =>
            (await s.GetRequiredService<IOrganisations>().SearchSuppliersAsync("ty gwydr " + number, "CPA03", "ACC-ADV", null, CancellationToken.None)).Items.Count);

        Assert.True((await SendAsync(draft)).IsDone);
        Assert.Equal(0, await FoundAsync());
        await _portal.AsAsync(null, async s =>
            Assert.True((await s.GetRequiredService<DecideRegistration.DecideRegistrationHandler>().ApproveAsync(draft.Reference, CancellationToken.None)).IsDone));
        Assert.Equal(1, await FoundAsync());
        Assert.Equal(0, await _portal.AsAsync(null, async s =>
            (await s.GetRequiredService<IOrganisations>().SearchSuppliersAsync("ty gwydr " + number, "CPA17", null, null, CancellationToken.None)).Items.Count));
    }

    [Fact]
    public async Task A_list_goes_on_where_its_first_page_ended()
    {
        var mark = "Zz" + Story.Number();
        for (var i = 0; i < 23; i++)
        {
            var draft = await DraftAsync(Story.Number(), $"{mark} {i:00}");
            Assert.True((await SendAsync(draft)).IsDone);
            await _portal.AsAsync(null, async s =>
                Assert.True((await s.GetRequiredService<DecideRegistration.DecideRegistrationHandler>().ApproveAsync(draft.Reference, CancellationToken.None)).IsDone));
        }

        await _portal.AsAsync(null, async s =>
        {
            var organisations = s.GetRequiredService<IOrganisations>();
            var first = await organisations.SearchSuppliersAsync(mark, null, null, null, CancellationToken.None);
            var second = await organisations.SearchSuppliersAsync(mark, null, null, first.Next, CancellationToken.None);
            Assert.Equal((20, 3, (string?)null), (first.Items.Count, second.Items.Count, second.Next));
            Assert.Equal(23, first.Items.Concat(second.Items).Select(o => o.Id).Distinct().Count());
        });
    }

    private Task<Draft> DraftAsync(string number, string? name = null) => Story.DraftAsync(_portal, number, name);

    private async Task<Result> SendAsync(Draft draft) =>
        await _portal.AsAsync(draft.Email, s => s.GetRequiredService<SendRegistrationHandler>().HandleAsync(draft.Reference, CancellationToken.None));
}
