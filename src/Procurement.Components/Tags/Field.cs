using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tags;

/// <summary>What all fields share: a name, a label, a hint, the errors beside them, and what was typed given back.</summary>
public abstract class FieldTagHelper(IWords words) : TagHelper
{
    /// <summary>The words.</summary>
    protected IWords Words { get; } = words;

    /// <summary>The property that the field fills.</summary>
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>The key of the label.</summary>
    public string? Label { get; set; }

    /// <summary>The label itself.</summary>
    public string? LabelText { get; set; }

    /// <summary>The key of the hint.</summary>
    public string? Hint { get; set; }

    /// <summary>The hint itself.</summary>
    public string? HintText { get; set; }

    /// <summary>The size of the label: s, m, l or xl.</summary>
    public string? LabelSize { get; set; }

    /// <summary>The size of the legend: s, m, l or xl.</summary>
    public string? LegendSize { get; set; }

    /// <summary>The view.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    internal string Name { get; private set; } = "";

    internal string Id { get; private set; } = "";

    internal List<string> Errors { get; private set; } = [];

    internal bool HasErrors => Errors.Count > 0;

    internal bool HasHint => Hint is not null || !string.IsNullOrEmpty(HintText);

    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        Name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        Id = Ids.Of(Name);
        Errors = ErrorsOf(Name);
        Fields.Of(ViewContext.HttpContext).Add(Name, Id);
    }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var markup = new Markup();
        markup.Raw("<div").Attr("class", HasErrors ? "govuk-form-group govuk-form-group--error" : "govuk-form-group").Raw(">");
        Write(markup, output);
        markup.Raw("</div>");
        output.TagName = null;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(markup.ToHtml());
    }

    internal abstract void Write(Markup markup, TagHelperOutput output);

    /// <summary>What the field shows: what was typed when the form comes back, the model's value otherwise.</summary>
    internal string? Value => Entry(Name)?.AttemptedValue ?? Plain(For.Model);

    /// <summary>The values that are chosen.</summary>
    internal IReadOnlyCollection<string> Values
    {
        get
        {
            if (Entry(Name) is { RawValue: not null } entry)
                return entry.RawValue switch { string[] many => many, _ => [entry.AttemptedValue ?? ""] };
            return For.Model switch
            {
                null => [],
                string one => [one],
                System.Collections.IEnumerable many => [.. many.Cast<object?>().Select(m => Plain(m) ?? "")],
                var one => [Plain(one) ?? ""],
            };
        }
    }

    internal ModelStateEntry? Entry(string name) => ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) && (entry.RawValue is not null || entry.AttemptedValue is not null) ? entry : null;

    internal List<string> ErrorsOf(string name) =>
        ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? [.. entry.Errors.Select(e => Messages.Of(Words, e)).Distinct()] : [];

    internal static string? Plain(object? value) => value switch
    {
        null => null,
        string s => s,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    internal IHtmlContent LabelContent => LabelText is not null ? new HtmlString(Markup.Encode(LabelText))
        : Label is not null ? Words[Label] : new HtmlString("");

    internal void WriteLabel(Markup markup)
    {
        markup.Raw("<label").Attr("class", LabelSize is null ? "govuk-label" : "govuk-label govuk-label--" + LabelSize).Attr("for", Id).Raw(">")
            .Content(LabelContent).Raw("</label>");
    }

    internal void WriteHintAndErrors(Markup markup)
    {
        if (HasHint)
        {
            markup.Raw("<div").Attr("id", Id + "-hint").Raw(" class=\"govuk-hint\">");
            if (HintText is not null) markup.Text(HintText);
            else markup.Content(Words[Hint!]);
            markup.Raw("</div>");
        }

        WriteErrors(markup);
    }

    internal void WriteErrors(Markup markup)
    {
        if (!HasErrors) return;
        markup.Raw("<p").Attr("id", Id + "-error").Raw(" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">")
            .Content(Words["Common.Error"]).Raw("</span> ");
        for (var i = 0; i < Errors.Count; i++)
        {
            if (i > 0) markup.Raw("<br>");
            markup.Content(Messages.Html(Words, Errors[i]));
        }

        markup.Raw("</p>");
    }

    /// <summary>The identifiers of what describes the field.</summary>
    internal string? DescribedBy(params string?[] more)
    {
        var ids = new List<string>();
        if (HasHint) ids.Add(Id + "-hint");
        if (HasErrors) ids.Add(Id + "-error");
        ids.AddRange(more.OfType<string>());
        return ids.Count == 0 ? null : string.Join(' ', ids);
    }

    /// <summary>Opens a fieldset with its legend, hint and errors.</summary>
    internal void WriteFieldsetStart(Markup markup, string? role = null)
    {
        var size = LegendSize ?? LabelSize;
        markup.Raw("<fieldset class=\"govuk-fieldset\"").Attr("role", role).Attr("aria-describedby", DescribedBy()).Raw("><legend")
            .Attr("class", size is null ? "govuk-fieldset__legend" : "govuk-fieldset__legend govuk-fieldset__legend--" + size).Raw(">")
            .Content(LabelContent).Raw("</legend>");
        WriteHintAndErrors(markup);
    }

    /// <summary>Writes the attributes that the page gave and that are none of ours: <c>spellcheck</c>, <c>maxlength</c> and the like.</summary>
    internal static void WriteOtherAttributes(Markup markup, TagHelperOutput output)
    {
        foreach (var attribute in output.Attributes)
        {
            if (attribute.Name is "id" or "name" or "class") continue;
            if (attribute.ValueStyle == HtmlAttributeValueStyle.Minimized) markup.Flag(attribute.Name, true);
            else markup.Attr(attribute.Name, attribute.Value is IHtmlContent html ? System.Net.WebUtility.HtmlDecode(html.AsString()) : attribute.Value?.ToString());
        }
    }
}

internal static class Ids
{
    public static string Of(string name) => TagBuilder.CreateSanitizedId(name, "_");
}

/// <summary>The sentences of what is wrong.</summary>
internal static class Messages
{
    /// <summary>The sentence; a message that is a key stands for its words.</summary>
    public static string Of(IWords words, ModelError error)
    {
        var message = string.IsNullOrEmpty(error.ErrorMessage) ? "Common.Invalid.Value" : error.ErrorMessage;
        return !message.Contains(' ', StringComparison.Ordinal) && words.Has(message) ? words.Text(message) : message;
    }

    public static IHtmlContent Html(IWords words, string message) =>
        new HtmlString(words is JsonWords known && known.IsStandIn(message) ? Markup.InEnglish(Markup.Encode(message)) : Markup.Encode(message));
}

/// <summary>The fields of the page under way, in their order: the error summary follows it, and links to their first controls.</summary>
internal sealed class Fields
{
    private readonly List<(string Name, string Id)> _fields = [];

    public static Fields Of(Microsoft.AspNetCore.Http.HttpContext context)
    {
        if (context.Items[typeof(Fields)] is Fields known) return known;
        var fields = new Fields();
        context.Items[typeof(Fields)] = fields;
        return fields;
    }

    public void Add(string name, string id) => _fields.Add((name, id));

    /// <summary>The place and the control of what a name speaks of; null when no field of ours bears it.</summary>
    public (int Place, string Id)? Find(string name)
    {
        var place = _fields.FindIndex(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        if (place < 0) place = _fields.FindIndex(f => name.StartsWith(f.Name + ".", StringComparison.OrdinalIgnoreCase) || name.StartsWith(f.Name + "[", StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : (place, _fields[place].Id);
    }
}
