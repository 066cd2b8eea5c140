using System.Text;

namespace Procurement.House.Tests;

/// <summary>One line of the table: something that can be asked, and what each role is answered.</summary>
internal sealed record Fence(int Line, string Method, string Path, string Cells)
{
    /// <summary>The route that it stands for.</summary>
    public string Ask
    {
        get
        {
            var parts = Path.Split('?', 2);
            // Of the query only the handler belongs to the route; the rest says on what it is tried.
            var handler = parts.Length == 1 ? null : parts[1].Split('&').FirstOrDefault(p => p.StartsWith("handler=", StringComparison.Ordinal));
            return $"{Method} {Route.Plain(parts[0])}{(handler is null ? "" : "?" + handler)}";
        }
    }

    public string Of(string role) => Cells[FenceTable.Columns[role]].ToString();

    public override string ToString() => FenceTable.Write(Method, Path, Cells);
}

/// <summary>The written answers: fences.txt.</summary>
internal static class FenceTable
{
    private const int Width = 105;

    // Between the groups of the head of the table.
    private static readonly int[] GroupEnds = [2, 6, 10, 13];

    public static readonly IReadOnlyDictionary<string, int> Columns = People.Roles.Select((r, i) => (r.Name, i)).ToDictionary(p => p.Name, p => p.i);

    public static IReadOnlyList<Fence> Read()
    {
        List<Fence> fences = [];
        var lines = File.ReadAllLines(System.IO.Path.Combine(AppContext.BaseDirectory, "fences.txt"));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#' || lines[i][0] == ' ') continue;
            var words = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var cells = string.Concat(words[2..]).Replace("|", "", StringComparison.Ordinal);
            if (cells.Length != People.Roles.Count) throw new InvalidDataException($"fences.txt, line {i + 1}: {cells.Length} answers for {People.Roles.Count} roles.");
            fences.Add(new Fence(i + 1, words[0], words[1], cells));
        }

        return fences;
    }

    /// <summary>A line as it stands in the table.</summary>
    public static string Write(string method, string path, string cells)
    {
        var line = new StringBuilder($"{method,-4} {path}".PadRight(Width));
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(' ').Append(cells[i]);
            if (GroupEnds.Contains(i)) line.Append(" |");
        }

        return line.ToString();
    }
}
