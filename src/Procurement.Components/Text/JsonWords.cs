using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Hosting;
using Procurement.Kernel;

namespace Procurement.Components.Text;

/// <summary>The words for one request, in its language; remembers whether English had to stand in for Welsh.</summary>
internal sealed class JsonWords(WordBook book, IHostEnvironment environment) : IWords
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Properties = new();
    private HashSet<string>? _standIns;

    private static bool IsWelsh => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy";

    public bool FellBack { get; private set; }

    public IHtmlContent this[string key, params object?[] args]
    {
        get
        {
            if (book.Find(key) is not { } entry) return new HtmlString(Markup.Encode(Missing(key)));
            var welsh = IsWelsh;
            var standsIn = welsh && entry.Welsh.Length == 0;
            FellBack |= standsIn;
            var template = welsh && !standsIn ? entry.WelshTemplate : entry.EnglishTemplate;
            if (template.IsPlain) return entry.Plain(welsh);
            var html = template.Fill(place => Template.Find(args, place), Format, Markup.Encode);
            return new HtmlString(standsIn ? Markup.InEnglish(html) : html);
        }
    }

    public string Text(string key, params object?[] args) => Fill(key, place => Template.Find(args, place));

    public string Text(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var properties = Properties.GetOrAdd(refusal.GetType(), static type => type
            .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0).DistinctBy(p => p.Name).ToDictionary(p => p.Name, StringComparer.Ordinal));
        return Fill(refusal.Key, place => properties.TryGetValue(place, out var property) ? property.GetValue(refusal) : null);
    }

    public string Text(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Text($"{value.GetType().Name}.{value}");
    }

    public bool Has(string key) => book.Find(key) is not null;

    /// <summary>True when this text was given during this request as an English stand-in: where it is shown, it is marked as English.</summary>
    internal bool IsStandIn(string text) => _standIns?.Contains(text) == true;

    private string Fill(string key, Func<string, object?> find)
    {
        if (book.Find(key) is not { } entry) return Missing(key);
        var standsIn = IsWelsh && entry.Welsh.Length == 0;
        var template = IsWelsh && !standsIn ? entry.WelshTemplate : entry.EnglishTemplate;
        var text = template.IsPlain ? IsWelsh && !standsIn ? entry.Welsh : entry.English : template.Fill(find, Format, null);
        if (standsIn)
        {
            FellBack = true;
            (_standIns ??= new HashSet<string>(StringComparer.Ordinal)).Add(text);
        }

        return text;
    }

    private string Format(object? value, string? form) => Template.Format(value, form, Text, key => Text(key));

    private string Missing(string key) => environment.IsDevelopment()
        ? throw new InvalidOperationException($"There are no words for '{key}': add it to Words/en.json and Words/cy.json of the module that says it.")
        : $"[{key}]";
}
