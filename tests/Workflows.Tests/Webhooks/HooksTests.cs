using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.Webhooks;
using TestEngine = Procurement.Testing.Engine;

namespace Procurement.Workflows.Tests.Webhooks;

/// <summary>What other systems send.</summary>
public abstract class HooksTests(TestEngine engine)
{
    private const string Secret = "a secret that is long enough";

    private const string Recipe = """
        [ { "step": "workflow-type", "name": "called", "title": "Called", "note": "x", "variables": [ { "name": "value", "kind": "Number" } ], "activities": [
          { "id": "start", "activity": "WebhookStart", "settings": { "key": "orders", "where": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 10 } ] } }, "then": { "Done": "wait" } },
          { "id": "wait", "activity": "ReceiveWebhook", "settings": { "key": "answers", "dueInHours": 5 }, "then": { "Done": "say", "Expired": "end" } },
          { "id": "say", "activity": "Log", "settings": { "text": "It said {{outputs.wait.body.word}}" }, "then": { "Done": "end" } } ] } ]
        """;

    private Task<Portal> StartAsync(int perMinute = 10_000) => Portal.StartAsync(new PortalOptions(engine)
    {
        Settings = new() { ["Webhooks:Keys:orders"] = Secret, ["Webhooks:Keys:answers"] = Secret + " too", ["Webhooks:Keys:weak"] = "short", ["RateLimits:webhooks"] = perMinute.ToString(CultureInfo.InvariantCulture) },
    });

    private static async Task<HttpStatusCode> SendAsync(
        Portal portal, string key, string body, string id, string secret, TimeSpan late = default, Func<string, string>? change = null, string? signedBody = null)
    {
        var at = (portal.Clock.GetUtcNow() - late).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/" + key) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        var signature = WebhookSignature.Sign(Encoding.UTF8.GetBytes(secret), id, at, Encoding.UTF8.GetBytes(signedBody ?? body));
        request.Headers.Add("Webhook-Id", id);
        request.Headers.Add("Webhook-Timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Webhook-Signature", change?.Invoke(signature) ?? signature);
        using var answer = await portal.Visitor().Client.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task A_signed_call_starts_a_workflow_and_another_wakes_it_and_one_that_comes_again_does_nothing()
    {
        await using var portal = await StartAsync();
        await portal.PlayAsync(Recipe);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "orders", """{ "correlation": "order-7", "value": 12 }""", "one", Secret));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "orders", """{ "correlation": "order-7", "value": 12 }""", "one", Secret));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "orders", """{ "correlation": "order-8", "value": 2 }""", "two", Secret));
        await portal.DrainAsync();
        var workflow = await portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Workflow>().AsNoTracking().SingleAsync(w => w.CorrelationId == "order-7"));
        Assert.Equal(WorkflowState.Waiting, workflow.State);
        Assert.Equal(0, await portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Workflow>().CountAsync(w => w.CorrelationId == "order-8")));

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "answers", """{ "correlation": "order-7", "word": "yes" }""", "one", Secret + " too"));
        await portal.DrainAsync();
        var said = await portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<WorkflowExecutionRecord>().Where(r => r.WorkflowId == workflow.Id && r.StepId == "say").Select(r => r.Content).SingleAsync());
        Assert.Contains("It said yes", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_sets_only_what_the_type_asks_a_start_to_bring()
    {
        await using var portal = await StartAsync();
        await portal.PlayAsync("""
            [ { "step": "workflow-type", "name": "asking", "title": "Asking", "note": "x", "variables": [
                { "name": "value", "kind": "Number" }, { "name": "word", "kind": "Text" }, { "name": "day", "kind": "Day" }, { "name": "at", "kind": "Instant" }, { "name": "list", "kind": "List" },
                { "name": "sure", "kind": "Boolean" }, { "name": "any", "kind": "Any" }, { "name": "limit", "kind": "Number", "default": 10 } ], "activities": [
              { "id": "start", "activity": "WebhookStart", "settings": { "key": "orders" }, "then": { "Done": "wait" } },
              { "id": "wait", "activity": "ReceiveWebhook", "settings": { "key": "answers" }, "then": { "Done": "end" } } ] } ]
            """);
        var fits = """{ "correlation": "fits", "value": 12, "word": "yes", "day": "2026-10-12", "at": "2026-10-12T09:00:00Z", "list": [ "a" ], "sure": true, "any": { "x": 1 }, "limit": 99, "role": "admin" }""";
        var wrong = """{ "correlation": "wrong", "value": 1e400, "word": 1, "day": "today", "at": "2026-10-12", "list": [ 1 ], "sure": "yes", "limit": null }""";
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "orders", fits, "fits", Secret));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "orders", wrong, "wrong", Secret));
        await portal.DrainAsync();
        var known = (await KnownAsync("fits")).Variables;
        Assert.Equal(["any", "at", "day", "limit", "list", "sure", "value", "word"], known.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((10, 12), (known["limit"].GetInt32(), known["value"].GetInt32()));
        var left = (await KnownAsync("wrong")).Variables;
        Assert.Equal(["limit"], left.Keys);
        Assert.Equal(10, left["limit"].GetInt32());

        Task<WorkflowData> KnownAsync(string about) => portal.AsAsync(null, async s => s.GetRequiredService<ISeals>().Read<WorkflowData>(null,
            await s.GetRequiredService<PortalDbContext>().Set<Workflow>().Where(w => w.CorrelationId == about).Select(w => w.Data).SingleAsync()));
    }

    [Fact]
    public async Task Whatever_is_not_signed_as_it_has_to_be_is_answered_by_one_word_and_leaves_nothing()
    {
        await using var portal = await StartAsync();
        const string Body = """{ "value": 12 }""";
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", Body, "a", "another secret altogether"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "gone", Body, "b", Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "weak", Body, "c", "short"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", Body, "d", Secret, late: TimeSpan.FromMinutes(6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", Body, "e", Secret, late: TimeSpan.FromMinutes(-6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", Body, "f", Secret, change: s => s[..^1] + (s[^1] == '0' ? '1' : '0')));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", Body, "g", Secret, change: _ => "v1="));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", """{ "value": 13 }""", "h", Secret, signedBody: Body));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", "[1]", "i", Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", "{", "j", Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(portal, "orders", $$"""{ "value": "{{new string('x', 65 * 1024)}}" }""", "k", Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.Visitor().Client.PostAsync("/hooks/orders", new StringContent(Body))).StatusCode);
        Assert.Equal(0, await portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<ReceivedHook>().CountAsync()));
        Assert.Equal(0, await portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<StoredEvent>().CountAsync(e => e.Name == "Webhook.orders")));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(portal, "orders", Body, "l", Secret, late: TimeSpan.FromMinutes(4)));
    }

    [Fact]
    public async Task Who_calls_too_often_has_to_wait()
    {
        await using var portal = await StartAsync(perMinute: 6);
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 8; i++) answers.Add(await SendAsync(portal, "orders", "{}", $"x{i}", "another secret altogether"));
        Assert.Equal(2, answers.Count(a => a == HttpStatusCode.TooManyRequests));
    }
}

public sealed class HooksOnSqliteTests() : HooksTests(TestEngine.Sqlite);

public sealed class HooksOnPostgreSqlTests() : HooksTests(TestEngine.PostgreSql);
