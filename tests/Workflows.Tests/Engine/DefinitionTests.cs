using System.Text.Json;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Tests.Engine;

public sealed class DefinitionTests
{
    [Theory]
    [InlineData("\"Done\": \"one\"", "\"Done\": \"nowhere\"", "leads to “nowhere”, which is no step")]
    [InlineData("\"activity\": \"Effect\", \"settings\": { \"name\": \"one\" }", "\"activity\": \"Magic\"", "there is no activity “Magic”")]
    [InlineData("\"settings\": { \"name\": \"two\" }", "\"settings\": { }", "the setting “name” is missing")]
    [InlineData("\"settings\": { \"name\": \"two\" }", "\"settings\": { \"name\": \"two\", \"nam\": 1 }", "there is no setting “nam”")]
    [InlineData("\"settings\": { \"name\": \"two\" }", "\"settings\": { \"name\": { } }", "a setting is wrong: name")]
    [InlineData("\"then\": { \"Done\": \"two\", \"Remind\": \"end\" }", "\"then\": { \"Done\": \"two\" }", "the outcome “Remind” is connected to nothing")]
    [InlineData("\"then\": { \"Done\": \"two\", \"Remind\": \"end\" }", "\"then\": { \"Done\": \"two\", \"Remind\": \"end\", \"Maybe\": \"end\" }", "has no outcome “Maybe”")]
    [InlineData("\"then\": { \"Done\": \"three\" }", "\"then\": { \"Done\": \"end\" }", "Step “three” cannot be reached")]
    [InlineData("\"name\": \"three\" }, \"then\": { \"Done\": \"finish\" }", "\"name\": \"three\" }, \"then\": { \"Done\": \"two\" }", "go round in a circle in which nothing waits")]
    [InlineData("\"name\": \"three\" }, \"then\": { \"Done\": \"finish\" }", "\"name\": \"three\" }, \"then\": { \"Done\": \"start\" }", "starts the workflow: no other step can lead to it")]
    [InlineData("\"activity\": \"Start\", \"settings\": { \"event\": \"Began\" }", "\"activity\": \"Effect\", \"settings\": { \"name\": \"zero\" }", "No step starts the workflow")]
    [InlineData("\"id\": \"two\"", "\"id\": \"one\"", "Two steps have the id “one”")]
    [InlineData("\"title\": \"A chain\"", "\"titel\": \"A chain\"", "“titel” is not known")]
    [InlineData("\"name\": \"chain\"", "\"name\": \"A Chain\"", "“A Chain” cannot be a name")]
    [InlineData("{ \"name\": \"two\" }", "{ \"name\": \"two\" }, \"retry\": { \"attempts\": 0, \"seconds\": 1 }", "“retry” needs")]
    public async Task A_mistake_is_explained_and_nothing_is_published(string right, string wrong, string sentence)
    {
        await using var host = await EngineHost.StartAsync();
        Assert.Contains(right, EngineTests.Chain, StringComparison.Ordinal);
        Assert.Contains(sentence, await host.MistakesAsync(EngineTests.Chain.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("", await host.MistakesAsync(EngineTests.Chain));
    }

    [Theory]
    [InlineData("""{ "variable": "vaule", "is": "AtLeast", "value": 1 }""", "names “vaule”")]
    [InlineData("""{ "variable": "value", "is": "AtLeast", "value": "1" }""", "do not fit the kind of “value”")]
    [InlineData("""{ "variable": "value", "is": "Contains", "value": "1" }""", "do not fit the kind of “value”")]
    [InlineData("""{ "variable": "value", "is": "AtLeast" }""", "do not fit the kind of “value”")]
    [InlineData("""{ "variable": "outputs.effect.count", "is": "EqualTo", "value": 1 }""", "")]
    [InlineData("""{ "variable": "outputs.effect.size", "is": "EqualTo", "value": 1 }""", "names “outputs.effect.size”")]
    [InlineData("""{ "variable": "value", "is": "Roughly", "value": 1 }""", "a setting is wrong")]
    public async Task A_condition_is_checked_when_it_is_published(string row, string sentence)
    {
        await using var host = await EngineHost.StartAsync();
        var mistakes = await host.MistakesAsync($$"""
            { "name": "asks", "title": "Asks", "variables": [ { "name": "value", "kind": "Number" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "effect" } },
              { "id": "effect", "activity": "Effect", "settings": { "name": "x" }, "then": { "Done": "asks" } },
              { "id": "asks", "activity": "IfElse", "settings": { "conditions": { "match": "Any", "rows": [ {{row}} ] } }, "then": { "Yes": "end", "No": "end" } } ] }
            """);
        Assert.Contains(sentence, mistakes, StringComparison.Ordinal);
        if (sentence.Length == 0) Assert.Equal("", mistakes);
    }

    [Theory]
    [InlineData("number", "AtLeast", "5", true)]
    [InlineData("number", "GreaterThan", "5", false)]
    [InlineData("number", "EqualTo", "5.0", true)]
    [InlineData("number", "IsOneOf", "[1, 5]", true)]
    [InlineData("number", "LessThan", "\"5\"", null)]
    [InlineData("text", "EqualTo", "\"word\"", true)]
    [InlineData("text", "Contains", "\"OR\"", true)]
    [InlineData("text", "GreaterThan", "\"a\"", null)]
    [InlineData("text", "IsTrue", null, null)]
    [InlineData("yes", "IsTrue", null, true)]
    [InlineData("nothing", "IsEmpty", null, true)]
    [InlineData("nothing", "EqualTo", "\"\"", null)]
    [InlineData("missing", "IsEmpty", null, null)]
    [InlineData("list", "Contains", "\"b\"", true)]
    [InlineData("list", "IsNotEmpty", null, true)]
    [InlineData("day", "LessThan", "\"2026-12-01\"", true)]
    [InlineData("instant", "AtMost", "\"2026-10-12T10:00:00+01:00\"", true)]
    [InlineData("inner.deep", "EqualTo", "1", true)]
    [InlineData("inner.deeper", "EqualTo", "1", null)]
    public void A_row_holds_or_does_not_or_cannot_be_evaluated(string variable, string comparison, string? value, bool? holds)
    {
        var data = new WorkflowData("x", "Title", null, Values.Of(new
        {
            number = 5,
            text = "word",
            yes = true,
            nothing = (string?)null,
            list = new[] { "a", "b" },
            day = "2026-10-12",
            instant = "2026-10-12T09:00:00Z",
            inner = new { deep = 1 },
        }), []);
        var row = new Condition(variable, Enum.Parse<Comparison>(comparison), value is null ? null : JsonDocument.Parse(value).RootElement);
        bool Ask() => ValueReader.Holds(new ConditionGroup(Match.All, [row]), name => ValueReader.Find(name, data));
        if (holds is { } expected) Assert.Equal(expected, Ask());
        else Assert.Throws<CannotEvaluateException>(() => { Ask(); });
    }

    [Fact]
    public void A_row_that_cannot_be_evaluated_is_not_hidden_by_one_that_holds()
    {
        var data = new WorkflowData("x", null, null, Values.Of(new { a = 1 }), []);
        var group = new ConditionGroup(Match.Any, [new("a", Comparison.EqualTo, Values.One(1)), new("b", Comparison.EqualTo, Values.One(1))]);
        Assert.Throws<CannotEvaluateException>(() => ValueReader.Holds(group, name => ValueReader.Find(name, data)));
    }

    [Fact]
    public void A_text_is_filled_and_a_name_that_is_not_there_is_a_fault()
    {
        var data = new WorkflowData("x", "Larkmere & sons", "/x", Values.Of(new { count = 3, day = "2026-10-12", at = "2026-10-12T10:00:00Z", list = new[] { "a", "b" } }),
            new() { ["ask"] = Values.Of(new { sent = 33 }) });
        Assert.Equal("Larkmere & sons: 3 of 33 on Monday 12 October 2026", Texts.Fill("{{subject}}: {{count}} of {{outputs.ask.sent}} on {{day day}}", data));
        Assert.Equal("by Monday 12 October 2026 at 11am (BST)", Texts.Fill("by {{instant at}}", data));
        Assert.Equal("many a b", Texts.Fill("{{#if count}}many{{/if}}{{#each list}} {{this}}{{/each}}", data));
        Assert.Throws<CannotEvaluateException>(() => Texts.Fill("{{missing}}", data));
        Assert.Throws<CannotEvaluateException>(() => Texts.Fill("{{outputs.ask.received}}", data));
    }
}
