using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Html;
using Procurement.Kernel;

namespace Procurement.Components.Text;

/// <summary>
/// A text with places to fill: <c>{0}</c> by position, <c>{ClosesAt}</c> by name; <c>{ClosesAt:short}</c> chooses a form, and
/// <c>{0:lot|lots}</c> the word that goes with a number. Cut into pieces once, filled many times.
/// </summary>
internal sealed class Template
{
    private readonly Piece[] _pieces;

    private Template(Piece[] pieces) => _pieces = pieces;

    /// <summary>True when there is nothing to fill.</summary>
    public bool IsPlain => _pieces.All(p => p.Place is null);

    /// <summary>The names and positions that are to be filled.</summary>
    public IEnumerable<string> Places => _pieces.Where(p => p.Place is not null).Select(p => p.Place!);

    public static Template Parse(string text)
    {
        var pieces = new List<Piece>();
        var start = 0;
        while (start < text.Length)
        {
            var open = text.IndexOf('{', start);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0) break;
            var inside = text[(open + 1)..close];
            var colon = inside.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? inside : inside[..colon];
            if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                pieces.Add(new Piece(text[start..(close + 1)], null, null));
            }
            else
            {
                if (open > start) pieces.Add(new Piece(text[start..open], null, null));
                pieces.Add(new Piece("", name, colon < 0 ? null : inside[(colon + 1)..]));
            }

            start = close + 1;
        }

        if (start < text.Length) pieces.Add(new Piece(text[start..], null, null));
        return new Template([.. pieces]);
    }

    /// <summary>Fills the places; <paramref name="encode"/> is null for plain text.</summary>
    public string Fill(Func<string, object?> find, Func<object?, string?, string> format, Func<string, string>? encode)
    {
        var filled = new StringBuilder();
        foreach (var piece in _pieces)
        {
            if (piece.Place is null)
            {
                filled.Append(encode is null ? piece.Text : encode(piece.Text));
                continue;
            }

            var value = find(piece.Place);
            if (encode is not null && value is IHtmlContent html)
            {
                filled.Append(html.AsString());
                continue;
            }

            var text = format(value, piece.Form);
            filled.Append(encode is null ? text : encode(text));
        }

        return filled.ToString();
    }

    /// <summary>Finds arguments by position or, when they are pairs, by name.</summary>
    public static object? Find(object?[] args, string place)
    {
        if (int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return position < args.Length ? args[position] : null;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case ITuple { Length: 2 } pair when pair[0] as string == place:
                    return pair[1];
                case KeyValuePair<string, object?> pair when pair.Key == place:
                    return pair.Value;
                case string name when name == place && i + 1 < args.Length:
                    return args[i + 1];
                case IReadOnlyDictionary<string, string?> names when names.TryGetValue(place, out var named):
                    return named;
            }
        }

        return null;
    }

    /// <summary>A value as people read it.</summary>
    public static string Format(object? value, string? form, Func<Enum, string> word, Func<string, string> text) => value switch
    {
        null => "",
        string s => s,
        DateTimeOffset instant => form switch
        {
            "short" => London.Short(instant),
            "day" => London.Day(London.DateOf(instant)),
            "date" => London.Date(London.DateOf(instant)),
            "clock" => London.Clock(instant),
            "seconds" => London.ClockWithSeconds(instant),
            _ => London.Long(instant),
        },
        DateOnly day => form == "date" ? London.Date(day) : London.Day(day),
        Enum named => word(named),
        bool yes => text(yes ? "Common.Yes" : "Common.No"),
        int or long or short or byte when form?.Split('|') is [var one, var many] => Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1 ? one : many,
        int or long or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(form == "plain" ? "0" : "#,##0", CultureInfo.InvariantCulture),
        decimal number => number.ToString(form == "plain" ? "0.##" : "#,##0.##", CultureInfo.InvariantCulture),
        double number => number.ToString(form == "plain" ? "0.##" : "#,##0.##", CultureInfo.InvariantCulture),
        IHtmlContent html => html.AsString(),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(one => Format(one, form, word, text))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private readonly record struct Piece(string Text, string? Place, string? Form);
}
