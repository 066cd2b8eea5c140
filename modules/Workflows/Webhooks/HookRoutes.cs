using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Webhooks;

/// <summary>
/// Where other systems call: <c>POST /hooks/{key}</c>, a JSON object signed as the portal signs its own calls. What is taken in is stored
/// as an event and answered by 202; everything else is answered by 401, without a word of what was wrong. One that comes again is
/// answered as the first was, and has no effect.
/// </summary>
internal static partial class HookRoutes
{
    public const string RateLimit = "webhooks";
    private const int MostBytes = 64 * 1024;
    private const int LongestId = 100;
    private const int LongestKey = 90;
    private const int LongestCorrelation = 100;
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/hooks/{key}", ReceiveAsync).WithAccess("Workflows", AccessRule.Anyone).DisableAntiforgery().RequireRateLimiting(RateLimit);

    public static void AddRateLimit(IServiceCollection services, int perMinute) => services.Configure<RateLimiterOptions>(o =>
        o.AddPolicy(RateLimit, http => RateLimitPartition.GetSlidingWindowLimiter(RateLimit + http.Connection.RemoteIpAddress, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        })));

    private static async Task<IResult> ReceiveAsync(string key, HttpContext http, WebhookSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (id, timestamp, signature) = (One(http, WebhookSignature.IdHeader), One(http, WebhookSignature.TimestampHeader), One(http, WebhookSignature.SignatureHeader));
        if (key.Length > LongestKey || id.Length is 0 or > LongestId || !IdForm().IsMatch(id) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Slack.TotalSeconds || http.Request.ContentLength > MostBytes) return Results.Unauthorized();

        // The secret is looked for last and compared in any case: how long it takes tells nothing of which keys there are.
        if (await ReadAsync(http.Request.Body, ct) is not { } body) return Results.Unauthorized();
        var secret = settings.Secret(key);
        if (!WebhookSignature.IsBy(secret ?? new byte[32], id, seconds, body, signature) || secret is null) return Results.Unauthorized();
        if (Variables(body) is not { } variables) return Results.Unauthorized();

        var about = variables.Remove(Hooks.Correlation, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.Trim() : "";
        if (about.Length > LongestCorrelation) return Results.Unauthorized();
        var services = http.RequestServices;
        services.GetRequiredService<CurrentWho>().BecomeSystem();
        services.GetRequiredService<ChangeContext>().Why = "Webhook " + key;
        var db = services.GetRequiredService<PortalDbContext>();
        await db.InTransactionAsync(async () =>
        {
            if (await db.Set<ReceivedHook>().AnyAsync(h => h.Name == key && h.HookId == id, ct)) return Result.Done;
            db.Add(new ReceivedHook { Name = key, HookId = id, At = now });
            await services.GetRequiredService<IWorkflows>().RaiseAsync(new WorkflowEvent(Hooks.EventOf(key), about.Length > 0 ? about : $"{key}:{id}"[..Math.Min(LongestCorrelation, key.Length + 1 + id.Length)], variables), ct);
            // The same call at the same time is stored once: this one leaves nothing.
            return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
        }, ct);
        return Results.Accepted();
    }

    private static string One(HttpContext http, string header) => http.Request.Headers[header] is [{ } value] ? value : "";

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[MostBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > MostBytes ? null : buffer[..length];
    }

    private static Dictionary<string, JsonElement>? Variables(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            Dictionary<string, JsonElement> variables = [];
            foreach (var property in json.RootElement.EnumerateObject()) variables[property.Name] = property.Value.Clone();
            return variables;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]+$")]
    private static partial Regex IdForm();
}
