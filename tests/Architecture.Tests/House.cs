using System.Reflection;
using Procurement.Kernel;
using Module = Procurement.Kernel.Module;

namespace Procurement.Architecture.Tests;

/// <summary>The house as it is built: the modules are found, not listed.</summary>
internal static class House
{
    public static IReadOnlyList<Module> Modules { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Procurement.*.dll")
            .Select(f => Module.From(Assembly.Load(Path.GetFileNameWithoutExtension(f))))
            .OfType<Module>().OrderBy(m => m.Floor),
    ];

    public static string Root { get; } = FindRoot();

    public static string FolderOf(Module module) => Path.Combine(Root, "modules", module.Name);

    public static TheoryData<string> ModuleNames() => [.. Modules.Select(m => m.Name)];

    public static Module Named(string name) => Modules.Single(m => m.Name == name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Procurement.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Procurement.sln was not found above the tests.");
    }
}
