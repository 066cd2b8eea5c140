using Procurement.Workflows.Diagrams;

namespace Procurement.Workflows.Tests.Diagrams;

public sealed class DiagramTests
{
    [Fact]
    public void Steps_follow_each_other_downwards_and_what_runs_beside_stands_beside()
    {
        var drawn = Of(["a", "b", "c", "remind:side"], "a>b", "b>c", "b=>remind");
        Assert.Equal(drawn["a"].X, drawn["b"].X);
        Assert.True(drawn["a"].Y < drawn["b"].Y && drawn["b"].Y < drawn["c"].Y);
        Assert.True(drawn["remind"].X > drawn["b"].X + drawn["b"].Width);
        Assert.Equal(drawn["b"].Middle, drawn["remind"].Middle);
    }

    [Fact]
    public void Branches_stand_beside_each_other_and_meet_below_the_longer_one()
    {
        var drawn = Of(["if", "yes", "more", "no", "both"], "if>yes", "if>no", "yes>more", "more>both", "no>both");
        Assert.Equal(drawn["yes"].Y, drawn["no"].Y);
        Assert.NotEqual(drawn["yes"].X, drawn["no"].X);
        Assert.True(drawn["both"].Y > drawn["more"].Y);
    }

    [Fact]
    public void A_circle_is_drawn_and_nothing_lies_upon_anything()
    {
        var drawn = Of(["a", "b", "c", "d", "e", "f"], "a>b", "b>c", "c>a", "c>d", "b>e", "e>d", "d>b", "a>f", "f>d");
        Assert.Equal(6, drawn.Count);
        foreach (var one in drawn.Values)
            foreach (var other in drawn.Values.Where(o => o != one))
                Assert.False(one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height, $"{one.Step.Id} lies upon {other.Step.Id}");
    }

    [Fact]
    public void A_way_past_what_runs_beside_leaves_below_and_each_way_arrives_on_a_line_of_its_own()
    {
        string[] links = ["fork>a", "fork>b", "fork>c", "fork>d", "a>wait", "wait>join", "b>join", "c>join", "d>join", "wait=>remind"];
        var diagram = Diagram.Of(
            [.. new[] { "fork", "a", "b", "wait", "c", "d", "join", "remind" }.Select(s => new DiagramStep(s, s, null, s == "remind" ? NodeShape.Side : NodeShape.Step, StepState.Plain))],
            [.. links.Select(l => l.Split("=>") is [var from, var to] ? new DiagramLink(from, to, null, true, StepState.Plain) : new DiagramLink(l.Split('>')[0], l.Split('>')[1], l.Split('>')[1], false, StepState.Plain))]);
        var steps = diagram.Steps.ToDictionary(s => s.Step.Id);
        var past = diagram.Links.Single(l => l.Link is { From: "wait", To: "join" });
        Assert.StartsWith(System.FormattableString.Invariant($"M{Diagram.N(steps["wait"].Centre + 24)} {Diagram.N(steps["wait"].Y + steps["wait"].Height)}"), past.Line, StringComparison.Ordinal);
        Assert.Equal(4, diagram.Links.Where(l => l.Link.From == "fork").Select(l => (l.LabelX, l.LabelY)).Distinct().Count());
    }

    [Fact]
    public void A_long_title_is_set_in_two_lines_and_cut_with_an_ellipsis()
    {
        var drawn = Diagram.Of([new DiagramStep("a", "Remind those authorities that have not answered the request for a comment yet", null, NodeShape.Step, StepState.Plain)], []).Steps.Single();
        Assert.Equal(2, drawn.TitleLines.Count);
        Assert.EndsWith("…", drawn.TitleLines[1], StringComparison.Ordinal);
    }

    private static Dictionary<string, DrawnStep> Of(string[] steps, params string[] links)
    {
        var diagram = Diagram.Of(
            [.. steps.Select(s => s.Split(':')).Select(s => new DiagramStep(s[0], s[0], null, s.Length > 1 ? NodeShape.Side : NodeShape.Step, StepState.Plain))],
            [.. links.Select(l => l.Split("=>") is [var from, var to] ? new DiagramLink(from, to, null, true, StepState.Plain) : new DiagramLink(l.Split('>')[0], l.Split('>')[1], null, false, StepState.Plain))]);
        Assert.All(diagram.Links, l => Assert.DoesNotContain("NaN", l.Line, StringComparison.Ordinal));
        Assert.All(diagram.Steps, s => Assert.True(s.X >= 0 && s.X + s.Width <= diagram.Width && s.Y + s.Height <= diagram.Height));
        return diagram.Steps.ToDictionary(s => s.Step.Id);
    }
}
