using System.Globalization;

namespace Procurement.Workflows.Diagrams;

/// <summary>Where a step stands in one workflow; <see cref="Plain"/> where a type is shown without one.</summary>
internal enum StepState
{
    Plain,
    Done,
    Now,
    Later,
}

internal enum NodeShape
{
    Step,
    Terminal,
    Choice,
    Side,
}

/// <summary>What is to be pointed out about a step.</summary>
internal enum DiagramMark
{
    None,
    Problem,
    Added,
    Removed,
    Changed,
}

/// <summary>A step as it is to be drawn.</summary>
internal sealed record DiagramStep(string Id, string Title, string? Note, NodeShape Shape, StepState State)
{
    public DiagramMark Mark { get; init; }
}

/// <summary>A connection as it is to be drawn; a side connection leads to what runs beside.</summary>
internal sealed record DiagramLink(string From, string To, string? Label, bool IsSide, StepState State);

/// <summary>A drawn step.</summary>
internal sealed record DrawnStep(DiagramStep Step, double X, double Y, double Width, double Height, IReadOnlyList<string> TitleLines, string? Note)
{
    public double Middle => Y + Height / 2;
    public double Centre => X + Width / 2;
}

/// <summary>A drawn connection: its line, its arrow head and its word.</summary>
internal sealed record DrawnLink(DiagramLink Link, string Line, string Arrow, double LabelX, double LabelY);

/// <summary>
/// Lays a workflow out from top to bottom: a row for each step along the longest way, branches beside each other, what runs beside a
/// waiting step to its right, ways back along the left edge and ways that pass over rows along the right.
/// </summary>
internal sealed class Diagram
{
    private const double Margin = 8;
    private const double LeftEdge = 32;
    private const double StepWidth = 248;
    private const double SideWidth = 150;
    private const double ColumnGap = 31;
    private const double RowGap = 36;
    private const double Lane = 14;
    private const int MostColumns = 2;
    private const int TitleLength = 22;
    private const int NoteLength = 27;
    private const int SideTitleLength = 15;
    private const int SideNoteLength = 19;

    private readonly Dictionary<string, DrawnStep> _steps = [];
    private readonly List<DrawnLink> _links = [];

    public IReadOnlyCollection<DrawnStep> Steps => _steps.Values;
    public IReadOnlyList<DrawnLink> Links => _links;
    public double Width { get; private set; }
    public double Height { get; private set; }

    public static Diagram Of(IReadOnlyList<DiagramStep> steps, IReadOnlyList<DiagramLink> links)
    {
        var diagram = new Diagram();
        diagram.Lay(steps, [.. links.Where(l => steps.Any(s => s.Id == l.From) && steps.Any(s => s.Id == l.To))]);
        return diagram;
    }

    /// <summary>A number as SVG writes it.</summary>
    public static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private void Lay(IReadOnlyList<DiagramStep> steps, List<DiagramLink> links)
    {
        var back = WaysBack(steps, links);
        var forward = links.Where(l => !back.Contains(l)).ToList();
        var rows = Rows(steps, forward);
        Narrow(steps, forward, rows);
        var columns = Columns(steps, forward, rows);
        var lanes = back.Count(l => columns[l.From] == 0);
        var left = LeftEdge + Math.Max(0, lanes - 1) * Lane;

        // A column that holds only what runs beside is narrow.
        var widths = Enumerable.Range(0, columns.Values.DefaultIfEmpty(0).Max() + 1)
            .Select(c => steps.Where(s => columns[s.Id] == c).All(s => s.Shape == NodeShape.Side) ? SideWidth : StepWidth).ToArray();
        var xs = new double[widths.Length];
        for (var c = 0; c < widths.Length; c++) xs[c] = c == 0 ? left : xs[c - 1] + widths[c - 1] + ColumnGap;

        var y = Margin;
        foreach (var row in steps.GroupBy(s => rows[s.Id]).OrderBy(g => g.Key))
        {
            var drawn = row.Select(s =>
            {
                var side = s.Shape == NodeShape.Side;
                var title = Wrap(s.Title, side ? SideTitleLength : TitleLength);
                var note = s.Note is null ? null : Cut(s.Note, side ? SideNoteLength : NoteLength);
                return (Step: s, Title: title, Note: note, Height: 22 + 20.0 * title.Count + (note is null ? 0 : 20));
            }).ToArray();
            var height = Math.Max(60, drawn.Max(d => d.Height));
            foreach (var (step, title, note, own) in drawn)
            {
                var column = columns[step.Id];
                var h = step.Shape == NodeShape.Side ? Math.Max(44, own) : height;
                _steps[step.Id] = new DrawnStep(step, xs[column], y + (height - h) / 2, step.Shape == NodeShape.Side ? SideWidth : StepWidth, h, title, note);
            }

            y += height + RowGap;
        }

        Height = y - RowGap + Margin + 2;
        var right = _steps.Values.Max(s => s.X + s.Width);
        var rightLanes = 0;
        foreach (var link in forward) Draw(link, rows, columns, right, ref rightLanes);
        var lane = 0;
        foreach (var link in back)
            if (columns[link.From] == 0) DrawBack(link, left - 22 - Lane * lane++);
            else DrawBackOnTheRight(link, right + 14 + Lane * rightLanes++);
        Width = right + 6 + (rightLanes > 0 ? 10 + Lane * rightLanes : 0);
    }

    /// <summary>Connections that close a circle, found by going down from the first steps.</summary>
    private static List<DiagramLink> WaysBack(IReadOnlyList<DiagramStep> steps, List<DiagramLink> links)
    {
        List<DiagramLink> back = [];
        var open = new HashSet<string>();
        var closed = new HashSet<string>();
        void Visit(string id)
        {
            open.Add(id);
            foreach (var link in links.Where(l => l.From == id))
                if (open.Contains(link.To)) back.Add(link);
                else if (!closed.Contains(link.To)) Visit(link.To);
            open.Remove(id);
            closed.Add(id);
        }

        foreach (var step in steps) if (!closed.Contains(step.Id)) Visit(step.Id);
        return back;
    }

    private static Dictionary<string, int> Rows(IReadOnlyList<DiagramStep> steps, List<DiagramLink> forward)
    {
        var rows = steps.ToDictionary(s => s.Id, _ => 0);
        Lower(forward, rows);
        return rows;
    }

    /// <summary>Moves steps down until each stands below what leads to it: there are no circles left, so it comes to rest.</summary>
    private static void Lower(List<DiagramLink> forward, Dictionary<string, int> rows)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var link in forward)
            {
                var least = rows[link.From] + (link.IsSide ? 0 : 1);
                if (rows[link.To] >= least) continue;
                rows[link.To] = least;
                changed = true;
            }
        }
    }

    /// <summary>Two steps beside each other can be read on a page; a third goes below them.</summary>
    private static void Narrow(IReadOnlyList<DiagramStep> steps, List<DiagramLink> forward, Dictionary<string, int> rows)
    {
        for (var row = 0; row <= rows.Values.DefaultIfEmpty(0).Max(); row++)
        {
            foreach (var step in steps.Where(s => rows[s.Id] == row).OrderBy(s => s.Shape == NodeShape.Side ? 0 : 1).Skip(MostColumns).ToArray())
            {
                rows[step.Id] = row + 1;
                Lower(forward, rows);
            }
        }
    }

    private static Dictionary<string, int> Columns(IReadOnlyList<DiagramStep> steps, List<DiagramLink> forward, Dictionary<string, int> rows)
    {
        var columns = new Dictionary<string, int>();
        var taken = new HashSet<(int Row, int Column)>();
        var order = steps.Select((s, i) => (s.Id, Order: i)).ToDictionary(s => s.Id, s => s.Order);
        foreach (var step in steps.OrderBy(s => rows[s.Id]).ThenBy(s => s.Shape == NodeShape.Side).ThenBy(s => order[s.Id]))
        {
            var from = forward.Where(l => l.To == step.Id && columns.ContainsKey(l.From)).OrderBy(l => columns[l.From]).ToArray();
            var column = from.Length == 0 ? 0 : from.Min(l => columns[l.From] + (l.IsSide ? 1 : 0));
            while (!taken.Add((rows[step.Id], column))) column++;
            columns[step.Id] = column;
        }

        return columns;
    }

    private void Draw(DiagramLink link, Dictionary<string, int> rows, Dictionary<string, int> columns, double right, ref int rightLanes)
    {
        var (from, to) = (_steps[link.From], _steps[link.To]);
        if (rows[link.From] == rows[link.To])
        {
            var (x1, x2, at) = (from.X + from.Width, to.X, to.Middle);
            _links.Add(new DrawnLink(link, $"M{N(x1)} {N(at)}H{N(x2 - 10)}", $"M{N(x2 - 11)} {N(at - 7)}v14l10-7z", x1 + 4, at - 8));
            return;
        }

        var (start, end) = (from.Y + from.Height, to.Y);
        var passes = rows[link.To] - rows[link.From] > 1
            && _steps.Values.Any(s => rows[s.Step.Id] > rows[link.From] && rows[s.Step.Id] < rows[link.To] && (columns[s.Step.Id] == columns[link.From] || columns[s.Step.Id] == columns[link.To]));
        string line;
        var labelX = from.Centre + 14;
        if (passes)
        {
            // Down along the right edge. Each keeps a line of its own where it arrives, and bears its word there: where it leaves, others leave too.
            var lane = right + 14 + Lane * rightLanes;
            var bend = end - RowGap / 2 - 2 - 4 * (rightLanes++ % 3);
            var side = from.X + from.Width;
            var isBlocked = _steps.Values.Any(s => s.X > from.X && rows[s.Step.Id] == rows[link.From]);
            var below = start + 4;
            line = isBlocked
                ? $"M{N(from.Centre + 24)} {N(start)}V{N(below)}H{N(lane)}V{N(bend)}H{N(to.Centre)}V{N(end - 9)}"
                : $"M{N(side)} {N(from.Middle)}H{N(lane)}V{N(bend)}H{N(to.Centre)}V{N(end - 9)}";
            _links.Add(new DrawnLink(link, line, Down(to.Centre, end), to.Centre + 14, end - 4));
            return;
        }

        if (Math.Abs(from.Centre - to.Centre) < 1) line = $"M{N(from.Centre)} {N(start)}V{N(end - 9)}";
        else
        {
            var bend = end - RowGap / 2 - 2;
            line = $"M{N(from.Centre)} {N(start)}V{N(bend)}H{N(to.Centre)}V{N(end - 9)}";
            // The word stands where the ways have parted.
            if (to.Centre > from.Centre) labelX = to.Centre + 14;
        }

        _links.Add(new DrawnLink(link, line, Down(to.Centre, end), labelX, end - 4));
    }

    // Its word stands above the step that it leaves: beside it the next column begins at once, and before it there is no room.
    private void DrawBack(DiagramLink link, double lane)
    {
        var (from, to) = (_steps[link.From], _steps[link.To]);
        _links.Add(new DrawnLink(link, $"M{N(from.X)} {N(from.Middle)}H{N(lane)}V{N(to.Middle)}H{N(to.X - 10)}", $"M{N(to.X - 13)} {N(to.Middle - 7)}v14l10-7z", lane + 4, from.Y - 12));
    }

    private void DrawBackOnTheRight(DiagramLink link, double lane)
    {
        var (from, to) = (_steps[link.From], _steps[link.To]);
        var (x1, x2) = (from.X + from.Width, to.X + to.Width);
        _links.Add(new DrawnLink(link, $"M{N(x1)} {N(from.Middle)}H{N(lane)}V{N(to.Middle)}H{N(x2 + 10)}", $"M{N(x2 + 12)} {N(to.Middle - 7)}v14l-10-7z", x1 + 6, from.Middle - 8));
    }

    private static string Down(double x, double y) => $"M{N(x - 7)} {N(y - 11)}h14l-7 10z";

    private static List<string> Wrap(string text, int length)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > length)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        lines.Add(line);
        return lines.Count <= 2 ? [.. lines.Select(l => Cut(l, length))] : [lines[0], Cut(lines[1] + " " + lines[2], length)];
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)].TrimEnd() + "…";
}
