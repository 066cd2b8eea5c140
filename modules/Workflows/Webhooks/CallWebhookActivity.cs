using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using ValueKind = Procurement.Workflows.Contracts.ValueKind;

namespace Procurement.Workflows.Webhooks;

/// <summary>Calls another system, after the step is committed, and goes on by what that answers.</summary>
internal sealed class CallWebhookActivity(PortalDbContext db, WebhookSettings webhooks, PublicAddresses addresses) : Activity<CallWebhookActivity.Settings>
{
    public const string AnsweredEvent = "WebhookAnswered";
    private const string Failed = "Failed";
    private const int MostBytes = 64 * 1024;

    internal sealed record Settings(
        [property: StringLength(1000, MinimumLength = 1)] string Url, [property: WebhookKey, StringLength(100, MinimumLength = 1)] string Key,
        [property: Template] IReadOnlyDictionary<string, string>? Values = null);

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs => [new("status", ValueKind.Number), new("body", ValueKind.Text), new("error", ValueKind.Text)];

    internal override IReadOnlyList<SampleAnswer> SampleAnswers =>
    [
        new(AnsweredEvent, "Called", new { done = true, Status = 200, Body = "{}", Error = (string?)null, Attempts = 1 }),
        new(AnsweredEvent, "CallRefused", new { done = false, Status = 400, Body = "{}", Error = (string?)null, Attempts = 1 }),
        new(AnsweredEvent, "CallFailed", new { done = false, Status = 0, Body = "", Error = "ConnectionError", Attempts = 3 }),
    ];

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Done, Failed];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        // Where a call goes is not for what the workflow knows to say.
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var address) || !addresses.MayCall(address)) yield return new WebhookAddressWrong();
        foreach (var mistake in (settings.Values?.Values ?? []).SelectMany(facts.CheckText)) yield return mistake;
    }

    public override string? Describe(Settings settings, IWords words) => Uri.TryCreate(settings.Url, UriKind.Absolute, out var address) ? address.Host : null;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var settings = context.Settings;
        // That there is such a workflow at all is nothing for anybody outside.
        if (context.SealId is not null) return Task.FromResult<ActivityResult>(new NoCallUnderSeal());
        var host = new Uri(settings.Url).Host;
        if (!webhooks.Allows(host)) return Task.FromResult<ActivityResult>(new WebhookHostNotAllowed(host));
        if (webhooks.Secret(settings.Key) is null) return Task.FromResult<ActivityResult>(new WebhookKeyMissing(settings.Key));
        var body = JsonSerializer.Serialize((settings.Values ?? new Dictionary<string, string>()).ToDictionary(v => v.Key, v => context.Frame.FillAs(v.Value, ValueKind.Text)), EventJson.Options);
        if (System.Text.Encoding.UTF8.GetByteCount(body) > MostBytes) return Task.FromResult<ActivityResult>(new WebhookBodyTooLarge(MostBytes / 1024));
        var retry = context.Frame.Retry;
        var call = new WorkflowCall
        {
            WorkflowId = context.WorkflowId,
            TokenId = context.TokenId,
            Content = JsonSerializer.Serialize(new CallContent(settings.Url, settings.Key, body), EventJson.Options),
            MostAttempts = retry.Attempts,
            SecondsBefore = retry.Seconds,
            DueAt = context.Now,
        };
        db.Add(call);
        Rehearsal.Note(() => new CallContent(settings.Url, settings.Key, body));
        context.Say("Workflows.Journal.Calls", host);
        return Task.FromResult(ActivityResult.Wait(WaitFor.Event(AnsweredEvent, call.Id.ToString())));
    }

    public override Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        var answer = ((Stimulus.Event)stimulus).Variables;
        foreach (var name in new[] { "status", "body", "error" }) context.Give(name, answer.TryGetValue(name, out var value) ? value : null);
        var done = answer["done"].GetBoolean();
        context.Say(done ? "Workflows.Journal.Called" : "Workflows.Journal.CallFailed", new Uri(context.Settings.Url).Host, answer["status"], answer["attempts"]);
        return Task.FromResult(ActivityResult.Take(done ? Done : Failed));
    }
}
