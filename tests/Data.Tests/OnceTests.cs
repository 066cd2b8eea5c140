using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data.Once;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Data.Tests;

public sealed class OnceOnSqlite(OnSqlite fixture) : OnceTests(fixture), IClassFixture<OnSqlite>;

public sealed class OnceOnPostgreSql(OnPostgreSql fixture) : OnceTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class OnceTests(PortalFixture fixture)
{
    [Fact]
    public async Task A_form_remembers_where_it_led_and_a_reader_of_the_database_does_not_see_it()
    {
        var key = Guid.CreateVersion7().ToString();
        await fixture.Portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            s.GetRequiredService<ChangeContext>().OnceKey = key;
            db.Raise(new SomethingHappened(Guid.CreateVersion7(), "once"));
            await db.SaveChangesAsync();
            await s.GetRequiredService<IOnce>().RememberAsync(key, "/bids/CANARY-ROAD/receipts/1", CancellationToken.None);
        });
        var (used, location) = await fixture.Portal.AsAsync(null, s => s.GetRequiredService<IOnce>().FindAsync(key, CancellationToken.None));
        Assert.True(used);
        Assert.Equal("/bids/CANARY-ROAD/receipts/1", location);
        var stored = await fixture.Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database
            .SqlQuery<string>($"SELECT \"Location\" AS \"Value\" FROM data_once WHERE \"Key\" = {key}").SingleAsync());
        Assert.DoesNotContain("CANARY", stored, StringComparison.Ordinal);
    }
}
