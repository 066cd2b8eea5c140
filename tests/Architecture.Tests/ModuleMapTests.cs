using System.Reflection;
using System.Text;
using Procurement.Kernel;
using Module = Procurement.Kernel.Module;

namespace Procurement.Architecture.Tests;

public sealed class ModuleMapTests
{
    /// <summary>Writes the map anew and fails when it was stale: run once more and commit it.</summary>
    [Fact]
    public void The_module_map_is_fresh()
    {
        var path = Path.Combine(House.Root, "docs", "module-map.md");
        var fresh = Write();
        var stale = !File.Exists(path) || File.ReadAllText(path) != fresh;
        if (stale) File.WriteAllText(path, fresh);
        Assert.False(stale, "docs/module-map.md was stale and has been written anew: read it and commit it.");
    }

    private static string Write()
    {
        var map = new StringBuilder("# Module map\n\nWritten by a test from the modules themselves; do not edit.\n\n| Floor | Module | Features | Knows | Says (events) | Answers (contracts) |\n|---|---|---|---|---|---|\n");
        foreach (var module in House.Modules)
        {
            var knows = module.Assembly.GetReferencedAssemblies().Select(r => House.Modules.FirstOrDefault(m => m.Assembly.GetName().Name == r.Name)).OfType<Module>().OrderBy(m => m.Floor).Select(m => m.Name);
            var contracts = module.Assembly.GetExportedTypes().Where(t => t.Namespace == $"Procurement.{module.Name}.Contracts").ToArray();
            var events = contracts.Where(t => typeof(IEvent).IsAssignableFrom(t)).Select(t => t.Name).Order();
            var answers = contracts.Where(t => t.IsInterface).Select(t => t.Name).Order();
            map.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {module.Floor} | {module.Name} | {Join(module.Features.Select(f => f.Id))} | {Join(knows)} | {Join(events)} | {Join(answers)} |\n");
        }

        return map.ToString();
    }

    private static string Join(IEnumerable<string> words) => words.Any() ? string.Join(", ", words) : "–";
}
