using System.Text.RegularExpressions;
using Procurement.Kernel;

namespace Procurement.Workflows.Engine;

/// <summary>What people read for an event: the word <c>WorkflowEvent.Name</c>, or its name in words.</summary>
internal static partial class EventNames
{
    public static string Say(IWords words, string? name) =>
        name is null ? "" : words.Has("WorkflowEvent." + name) ? words.Text("WorkflowEvent." + name) : Between().Replace(name, " ").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Between();
}
