using System.Text.Json;
using System.Text.RegularExpressions;
using Procurement.Kernel;

namespace Procurement.Architecture.Tests;

public sealed class WordsTests
{
    public static TheoryData<string> Modules => House.ModuleNames();

    [Theory, MemberData(nameof(Modules))]
    public void Welsh_has_every_key_that_English_has_and_no_other(string name)
    {
        var (english, welsh) = (Words(name, "en"), Words(name, "cy"));
        Assert.Equal(english.Keys.Order(), welsh.Keys.Order());
        Assert.All(english, e => Assert.False(string.IsNullOrWhiteSpace(e.Value), e.Key));
    }

    [Theory, MemberData(nameof(Modules))]
    public void Every_key_that_a_view_names_has_its_words(string name)
    {
        var all = House.Modules.SelectMany(m => Words(m.Name, "en").Keys).Concat(Read(Path.Combine(House.Root, "src/Procurement.Components/Words/en.json")).Keys).ToHashSet();
        var missing = Directory.EnumerateFiles(House.FolderOf(House.Named(name)), "*.c*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".cshtml", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), @"\bW(?:\.Text\(|\[)""([A-Za-z0-9_.\-]+)""").Select(m => m.Groups[1].Value))
            // A key that is put together from its beginning and a value ends with a point here.
            .Where(k => k.EndsWith('.') ? !all.Any(a => a.StartsWith(k, StringComparison.Ordinal)) : !all.Contains(k)).Distinct();
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Every_refusal_has_its_sentence(string name)
    {
        var all = House.Modules.SelectMany(m => Words(m.Name, "en").Keys).Concat(Read(Path.Combine(House.Root, "src/Procurement.Components/Words/en.json")).Keys).ToHashSet();
        var silent = House.Named(name).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Refusal)))
            .Select(t => "Refusal." + t.Name).Where(k => !all.Contains(k));
        Assert.Empty(silent);
    }

    /// <summary>All rooms' words are one list: of two that give one key other words, one is never read.</summary>
    [Fact]
    public void No_two_rooms_say_different_things_under_one_key()
    {
        var twice = House.Modules.SelectMany(m => Words(m.Name, "en")).GroupBy(w => w.Key).Where(g => g.Select(w => w.Value).Distinct().Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
    }

    private static Dictionary<string, string> Words(string module, string language) =>
        Read(Path.Combine(House.Root, "modules", module, "Words", language + ".json"));

    private static Dictionary<string, string> Read(string file) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;
}
