using System.Text;
using Procurement.Kernel;

namespace Procurement.AuditTrail.BrowseTrail;

/// <summary>What an action is called: the words <c>Audit.Action</c> where a module has given them, its name split into words elsewhere.</summary>
internal sealed class ActionNames(ModuleList modules)
{
    /// <summary>The names of all events of all modules.</summary>
    public IReadOnlyList<string> All { get; } =
    [
        .. modules.All.SelectMany(m => m.Assembly.GetTypes())
            .Where(t => !t.IsAbstract && !t.IsInterface && typeof(IEvent).IsAssignableFrom(t)).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal),
    ];

    public static string Say(IWords words, string action) => words.Has("Audit." + action) ? words.Text("Audit." + action) : Split(action);

    /// <summary>For example "Opportunity published".</summary>
    public static string Split(string name)
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
