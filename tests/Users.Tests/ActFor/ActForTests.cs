using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.SignIn;
using static Procurement.Users.Tests.People;

namespace Procurement.Users.Tests.ActFor;

public sealed class ActForTests(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task The_organisation_chosen_comes_first_and_one_that_is_not_theirs_changes_nothing()
    {
        var (_, id) = await _portal.SomebodyAsync("member");
        var (a, b, c) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await _portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var stamp = (await db.FindAsync<Users.Domain.PortalUser>(id))!.SecurityStamp!;
            var loader = new WhoLoader(db, [new Member(a, b, c)], [], s.GetRequiredService<DemonstrationGuard>());
            async Task<Guid?> FirstAsync(Guid? chosen) => (await loader.OfSessionAsync(new Session(id, stamp), chosen, CancellationToken.None))!.ActingFor?.OrganisationId;
            Assert.Equal(a, await FirstAsync(null));
            Assert.Equal(c, await FirstAsync(c));
            Assert.Equal(a, await FirstAsync(Guid.CreateVersion7()));
            Assert.Null(await loader.OfSessionAsync(new Session(id, "another stamp"), null, CancellationToken.None));
        });
    }

    [Fact]
    public async Task Nobody_acts_for_an_organisation_that_is_not_theirs()
    {
        var (email, _) = await _portal.SomebodyAsync("stranger");
        var browser = await _portal.SignInAsync(email, Password);
        var page = await browser.GetAsync("/acting-for");
        Assert.Contains("do not belong to an organisation", page.Text, StringComparison.Ordinal);
        var account = await browser.GetAsync("/account");
        account.Page.QuerySelector("form[action='/account/sign-out-everywhere']")!.SetAttribute("action", "/acting-for");
        var sent = await browser.SendAsync(account, Fields(("Organisation", Guid.CreateVersion7().ToString())), "form[action='/acting-for']");
        Assert.NotEmpty(sent.Errors);
        Assert.False(sent.Response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("acting=", StringComparison.Ordinal)));
    }

    private sealed class Member(params Guid[] organisations) : IMembershipSource
    {
        public Task<IReadOnlyList<Membership>> OfAsync(Guid userId, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<Membership>>([.. organisations.Select(o => new Membership(o, o.ToString(), OrganisationKind.Supplier, true, new HashSet<string>(Duties.All)))]);
    }
}
