using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Opportunities.Tests;

/// <summary>A lead provider of its own for a test, with a manager, an approver and an evaluator, appointed to areas.</summary>
internal sealed class Stage
{
    private static int _count;

    private Stage(Portal portal, string name) => (Portal, Name) = (portal, name);

    public Portal Portal { get; }

    public string Name { get; }

    public string Manager => $"manager@{Name}.example.org";

    public string Approver => $"approver@{Name}.example.org";

    public string Evaluator => $"evaluator@{Name}.example.org";

    public Dictionary<string, Guid> Ids { get; } = [];

    public Guid Lead => Ids["LP"];

    public static async Task<Stage> SetAsync(Portal portal, params string[] areas)
    {
        var number = Interlocked.Increment(ref _count);
        var stage = new Stage(portal, $"lead{number}");
        var people = string.Join(',', new[] { (stage.Manager, "\"Manage\",\"Write\""), (stage.Approver, "\"Approve\",\"Evaluate\""), (stage.Evaluator, "\"Evaluate\"") }
            .Select(p => $$"""{"email":"{{p.Item1}}","displayName":"{{p.Item1.Split('@')[0]}} (test)","duties":[{{p.Item2}}]}"""));
        await portal.PlayAsync($$"""
            [
              {"step":"organisation","id":"LP","kind":"LeadProvider","name":"Lead number {{number}} (demo)","type":"JVC","numbers":[{"scheme":"GB-COH","number":"{{98000000 + number}}"}],"people":[{{people}}]},
              {"step":"appointment","organisation":"LP","areas":[{{string.Join(',', areas.Select(a => $"\"{a}\""))}}],"from":-500}
            ]
            """, stage.Ids);
        return stage;
    }

    /// <summary>An opportunity that lacks nothing, at a stage; more properties replace its own.</summary>
    public async Task<Guid> PlayAsync(string title, string stage = "published", string more = "")
    {
        var defaults = new Dictionary<string, string>
        {
            ["summary"] = "\"Somebody looks for somebody.\"",
            ["work"] = "[\"The work.\"]",
            ["services"] = "[\"MEN-ONE\"]",
            ["cohorts"] = "[\"U12M\"]",
            ["tier"] = "2",
            ["term"] = "24",
            ["extension"] = "12",
            ["lots"] = """[{"title":"Lewisham","places":["E09000023"],"value":130000,"people":100},{"title":"Southwark","places":["E09000028"],"value":110000}]""",
            ["criteria"] = """[{"name":"Quality","weight":70,"threshold":3,"questions":[{"text":"How?","words":400}]},{"name":"Price","weight":30,"price":true}]""",
            ["womens"] = "\"A woman may ask for a woman.\"",
            ["closes"] = """{"day":30,"time":"12:00"}""",
        };
        var given = System.Text.Json.JsonDocument.Parse("{" + more + "}").RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetRawText());
        var rest = string.Join(',', defaults.Where(d => !given.ContainsKey(d.Key)).Concat(given).Select(p => $"\"{p.Key}\":{p.Value}"));
        await Portal.PlayAsync($$"""[{"step":"opportunity","id":"{{title}}","lead":"LP","manager":"{{Manager}}","approver":"{{Approver}}","title":"{{title}}","stage":"{{stage}}",{{rest}}}]""", Ids);
        return Ids[title];
    }

    public Task<T> AsAsync<T>(string? email, Func<IServiceProvider, Task<T>> act) => Portal.AsAsync(email, act);
}
