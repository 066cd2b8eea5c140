using System.Text.RegularExpressions;
using Mono.Cecil;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Architecture.Tests;

public sealed class WallsTests
{
    public static TheoryData<string> Modules => House.ModuleNames();

    [Fact]
    public void The_house_has_its_modules_and_each_folder_is_one()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(House.Root, "modules")).Select(Path.GetFileName).Order().ToArray();
        Assert.Equal(folders, House.Modules.Select(m => m.Name).Order());
        Assert.True(House.Modules.Count >= 15, "A test that finds no module guards nothing.");
        Assert.Equal(House.Modules.Count, House.Modules.Select(m => m.Floor).Distinct().Count());
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_references_only_modules_on_lower_floors(string name)
    {
        var module = House.Named(name);
        var climbing = module.Assembly.GetReferencedAssemblies()
            .Select(r => House.Modules.FirstOrDefault(m => m.Assembly.GetName().Name == r.Name))
            .Where(m => m is not null && m.Floor >= module.Floor).Select(m => m!.Name);
        Assert.Empty(climbing);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Nothing_is_public_but_contracts_the_entrance_and_page_models(string name)
    {
        var module = House.Named(name);
        using var assembly = AssemblyDefinition.ReadAssembly(module.Assembly.Location);
        var open = assembly.MainModule.Types
            .Where(t => t.IsPublic && t.Namespace?.StartsWith($"Procurement.{name}.Contracts", StringComparison.Ordinal) != true)
            .Where(t => t.Name != "Startup" && !IsPageOrView(t) && !t.Name.StartsWith('<'))
            .Select(t => t.FullName);
        Assert.Empty(open);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Tables_carry_the_name_of_their_module(string name)
    {
        var wrong = Directory.EnumerateFiles(House.FolderOf(House.Named(name)), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "ToTable\\(\"([^\"]+)\"").Select(m => m.Groups[1].Value))
            .Where(t => !t.StartsWith(name.ToLowerInvariant() + "_", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Every_folder_with_pages_declares_who_may_enter(string name)
    {
        var module = House.Named(name);
        var folders = Directory.EnumerateFiles(House.FolderOf(module), "*.cshtml", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && File.ReadLines(f).Take(3).Any(l => l.StartsWith("@page", StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(House.FolderOf(module), f).Split('/')[0]).Distinct();
        var startup = File.ReadAllText(Path.Combine(House.FolderOf(module), "Startup.cs"));
        Assert.All(folders, f => Assert.Contains($"\"{f}\"", startup, StringComparison.Ordinal));
    }

    private static bool IsPageOrView(TypeDefinition type)
    {
        for (var t = type; t is not null; t = Parent(t))
            if (t.FullName is "Microsoft.AspNetCore.Mvc.RazorPages.PageModel" or "Microsoft.AspNetCore.Mvc.ViewComponent"
                or "Microsoft.AspNetCore.Mvc.Razor.RazorPage" or "Microsoft.AspNetCore.Mvc.RazorPages.PageBase" or "Microsoft.AspNetCore.Mvc.RazorPages.Page"
                || t.FullName == typeof(PortalPage).FullName) return true;
        return type.Namespace == "AspNetCoreGeneratedDocument";
    }

    private static TypeDefinition? Parent(TypeDefinition type)
    {
        try
        {
            return type.BaseType?.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }
}
