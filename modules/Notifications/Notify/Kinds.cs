using System.Text;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Notifications.Notify;

/// <summary>The kinds of notices that modules have declared.</summary>
internal sealed class Kinds(IEnumerable<NoticeKind> kinds)
{
    private readonly Dictionary<string, NoticeKind> _byTemplate = kinds.DistinctBy(k => k.Template).ToDictionary(k => k.Template, StringComparer.Ordinal);

    public IReadOnlyList<string> OptionalGroups { get; } = [.. kinds.Where(k => k.IsOptional).Select(k => k.Group).Distinct()];

    public IReadOnlyList<string> ObligatoryGroups { get; } = [.. kinds.GroupBy(k => k.Group).Where(g => g.All(k => !k.IsOptional)).Select(g => g.Key)];

    /// <summary>The group of an optional kind; null when the kind is obligatory.</summary>
    public string? OptionalGroupOf(string template) => _byTemplate.GetValueOrDefault(template) is { IsOptional: true } kind ? kind.Group : null;

    /// <summary>What a template is called among administrators.</summary>
    public string NameOf(IWords words, string template) =>
        _byTemplate.GetValueOrDefault(template) is { } kind ? GroupName(words, kind.Group) : Split(template);

    public static string GroupName(IWords words, string group) => words.Has("NoticeKind." + group) ? words.Text("NoticeKind." + group) : Split(group);

    private static string Split(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (text.Length > 0 && char.IsUpper(c)) text.Append(' ').Append(char.ToLowerInvariant(c));
            else text.Append(c);
        }

        return text.ToString();
    }
}
