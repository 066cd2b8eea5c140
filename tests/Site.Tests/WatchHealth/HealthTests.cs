using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.WatchHealth;
using Procurement.Testing;

namespace Procurement.Site.Tests.WatchHealth;

public sealed class HealthOnSqlite(OnSqlite fixture) : HealthTests(fixture), IClassFixture<OnSqlite>;

public sealed class HealthOnPostgreSql(OnPostgreSql fixture) : HealthTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class HealthTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_machine_learns_whether_the_portal_is_ready_and_nothing_about_why()
    {
        var ready = await _portal.Visitor().GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Equal("""{"status":"ready"}""", ready.Body);
        Assert.Equal("live", (await _portal.Visitor().GetAsync("/health/live")).Body);
    }

    [Fact]
    public async Task An_administrator_learns_about_every_check()
    {
        var browser = await _portal.AdministratorAsync();
        var ready = await browser.GetAsync("/health/ready");
        Assert.Contains("database", ready.Body, StringComparison.Ordinal);
        Assert.Contains("disk", ready.Body, StringComparison.Ordinal);
        Assert.Contains("workflows", ready.Body, StringComparison.Ordinal);
        var checks = _portal.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckServiceOptions>>().Value.Registrations;
        Assert.Equal(checks.Count, (await browser.GetAsync("/admin/health")).Page.QuerySelectorAll("main table:not([aria-labelledby]) tbody tr").Length);
    }

    [Fact]
    public async Task Before_the_start_is_done_the_portal_is_not_ready()
    {
        var readiness = new Readiness();
        var check = new ReadinessCheck(readiness);
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy, (await check.CheckHealthAsync(new())).Status);
        readiness.Set();
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, (await check.CheckHealthAsync(new())).Status);
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_listed_and_arrives_once_it_is_tried_again()
    {
        var feature = "test-" + Guid.CreateVersion7().ToString("N");
        Guid id = default;
        await _portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            db.Raise(new FeatureSwitchedOn(feature));
            await db.SaveChangesAsync();
            var given = db.Set<OutboxMessage>().Where(m => m.Payload.Contains(feature));
            id = (await given.AsNoTracking().SingleAsync()).Id;
            await given.ExecuteUpdateAsync(u => u.SetProperty(m => m.DueAt, (DateTimeOffset?)null).SetProperty(m => m.Attempts, 12).SetProperty(m => m.Error, "TimeoutException"));
        });
        var browser = await _portal.AdministratorAsync();
        var page = (await browser.GetAsync("/admin/health")).Page;
        var row = page.QuerySelectorAll("[aria-labelledby=messages] tbody tr").Single(r => r.QuerySelector($"input[value='{id}']") is not null);
        Assert.Contains("TimeoutException, after 12 tries", row.TextContent, StringComparison.Ordinal);

        var health = await browser.GetAsync("/admin/health");
        var form = $"main form:has(input[value='{id}'])";
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(health, form: form)).Status);
        await _portal.DrainAsync();

        var message = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Id == id));
        Assert.NotNull(message.DoneAt);
        Assert.DoesNotContain(id.ToString(), (await browser.GetAsync("/admin/health")).Body, StringComparison.Ordinal);
        // The same button pressed twice is answered as the first time, and nothing is sent again.
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(health, form: form)).Status);
        Assert.Equal(message.DoneAt, (await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Id == id))).DoneAt);
    }

    [Fact]
    public async Task The_administration_s_first_page_shows_doors_to_those_who_may_enter_and_is_closed_to_others()
    {
        var browser = await _portal.AdministratorAsync();
        var page = await browser.GetAsync("/admin");
        Assert.NotNull(page.Page.QuerySelector("main a[href='/admin/features']"));
        Assert.NotNull(page.Page.QuerySelector("main a[href='/admin/accounts']"));
        Assert.Equal(HttpStatusCode.Redirect, (await _portal.Visitor().GetAsync("/admin")).Status);
    }
}
