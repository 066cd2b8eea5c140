using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Procurement.Workflows.Testing.Tests;

/// <summary>What CONTRIBUTING shows is code that compiles and passes.</summary>
public sealed partial class ContributingTests
{
    [Fact]
    public async Task The_example_in_contributing_compiles_and_passes() => await RunAsync(Example());

    [Fact]
    public async Task The_example_fails_when_the_workflow_does_something_else()
    {
        var other = Example().Replace("\"remindWorkingDaysBefore\": [2]", "\"remindWorkingDaysBefore\": [3, 2]", StringComparison.Ordinal);
        Assert.NotEqual(Example(), other);
        await Assert.ThrowsAsync<Xunit.Sdk.EqualException>(() => RunAsync(other));
    }

    [Fact]
    public void The_example_is_about_ten_statements_long() => Assert.InRange(Statement().Count(Example()), 8, 11);

    private static string Example()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CONTRIBUTING.md"))) folder = folder.Parent!;
        return Block().Matches(File.ReadAllText(Path.Combine(folder.FullName, "CONTRIBUTING.md"))).Select(m => m.Groups[1].Value).Single(b => b.Contains("WorkflowTestHost", StringComparison.Ordinal));
    }

    private static async Task RunAsync(string block)
    {
        const string Before = """
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Procurement.Workflows.Contracts;
            using Procurement.Workflows.Testing;
            using Xunit;

            public static class Example
            {
                public static async Task RunAsync()
                {

            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(a => MetadataReference.CreateFromFile(a));
        var compilation = CSharpCompilation.Create("Example" + Guid.CreateVersion7().ToString("N"), [CSharpSyntaxTree.ParseText(Before + block + "    }\n}\n")], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        assembly.Position = 0;
        var run = AssemblyLoadContext.Default.LoadFromStream(assembly).GetType("Example")!.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!;
        await (Task)run.Invoke(null, null)!;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(";$", RegexOptions.Multiline)]
    private static partial Regex Statement();
}
