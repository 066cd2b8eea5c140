using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Procurement.Kernel;

namespace Procurement.Components.Text;

/// <summary>
/// The words of all modules in English and Welsh, read once from what is embedded in their assemblies as <c>Words.en.json</c> and
/// <c>Words.cy.json</c>. It never changes while the portal runs.
/// </summary>
public sealed class WordBook
{
    private readonly FrozenDictionary<string, Entry> _entries;

    /// <summary>Reads the words of the modules and of further assemblies. Where two give the same key, the module on the higher floor wins.</summary>
    public WordBook(ModuleList modules, IEnumerable<Assembly> more)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var english = new Dictionary<string, string>(StringComparer.Ordinal);
        var welsh = new Dictionary<string, string>(StringComparer.Ordinal);
        var twice = new List<string>();
        foreach (var assembly in new[] { typeof(WordBook).Assembly }.Concat(modules.All.Select(m => m.Assembly)).Concat(more).Distinct())
        {
            foreach (var (key, text) in Read(assembly, "Words.en.json"))
            {
                if (english.TryGetValue(key, out var before) && before != text) twice.Add(key);
                english[key] = text;
            }

            foreach (var (key, text) in Read(assembly, "Words.cy.json")) welsh[key] = text;
        }

        _entries = english.ToFrozenDictionary(e => e.Key, e => new Entry(e.Value, welsh.GetValueOrDefault(e.Key) ?? ""), StringComparer.Ordinal);
        KeysGivenTwice = twice;
    }

    /// <summary>Keys that two assemblies give with different texts: one of the two is wrong.</summary>
    public IReadOnlyList<string> KeysGivenTwice { get; }

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>The English text, or null.</summary>
    public string? English(string key) => Find(key)?.English;

    /// <summary>The verified Welsh text, or null.</summary>
    public string? Welsh(string key) => Find(key) is { Welsh.Length: > 0 } entry ? entry.Welsh : null;

    internal Entry? Find(string key) => _entries.GetValueOrDefault(key);

    private static Dictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name);
        if (stream is null) return [];
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)
            ?? throw new InvalidOperationException($"{name} of {assembly.GetName().Name} holds no words.");
    }

    internal sealed class Entry(string english, string welsh)
    {
        private readonly ConcurrentDictionary<bool, IHtmlContent> _plain = new();

        public string English { get; } = english;
        public string Welsh { get; } = welsh;
        public Template EnglishTemplate { get; } = Template.Parse(english);
        public Template WelshTemplate { get; } = Template.Parse(welsh);

        /// <summary>The HTML of a text without places, made once.</summary>
        public IHtmlContent Plain(bool welsh) => _plain.GetOrAdd(welsh, static (w, entry) =>
            new HtmlString(!w ? Markup.Encode(entry.English)
                : entry.Welsh.Length > 0 ? Markup.Encode(entry.Welsh)
                : Markup.InEnglish(Markup.Encode(entry.English))), this);
    }
}
