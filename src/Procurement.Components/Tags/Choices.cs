using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tags;

/// <summary>One of many, in a list that opens.</summary>
[HtmlTargetElement("cl-select", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper(IWords words) : FieldTagHelper(words)
{
    /// <summary>What to choose from.</summary>
    public IEnumerable<Choice> Items { get; set; } = [];

    internal override void Write(Markup markup, TagHelperOutput output)
    {
        WriteLabel(markup);
        WriteHintAndErrors(markup);
        markup.Raw("<select").Attr("class", "govuk-select" + (HasErrors ? " govuk-select--error" : "")).Attr("id", Id).Attr("name", Name)
            .Attr("aria-describedby", DescribedBy());
        WriteOtherAttributes(markup, output);
        markup.Raw(">");
        var items = Items as IReadOnlyList<Choice> ?? [.. Items];
        var chosen = Value ?? "";
        if (items.All(i => i.Value.Length > 0))
            markup.Raw("<option value=\"\"").Flag("selected", items.All(i => i.Value != chosen)).Raw(">").Text(Words.Text("Common.Choose")).Raw("</option>");
        foreach (var item in items)
            markup.Raw("<option").Attr("value", item.Value).Flag("selected", item.Value == chosen).Raw(">").Text(item.Text).Raw("</option>");
        markup.Raw("</select>");
    }
}

/// <summary>What radios and checkboxes share.</summary>
public abstract class ItemsTagHelper(IWords words) : FieldTagHelper(words)
{
    /// <summary>What to choose from.</summary>
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>True when the items stand beside each other.</summary>
    public bool Inline { get; set; }

    /// <summary>True for small controls, where many are chosen from.</summary>
    public bool Small { get; set; }

    internal void WriteItems(Markup markup, string block, string type, TagHelperOutput output)
    {
        WriteFieldsetStart(markup);
        markup.Raw("<div").Attr("class", $"govuk-{block}" + (Inline ? $" govuk-{block}--inline" : "") + (Small ? $" govuk-{block}--small" : "")).Raw(">");
        var chosen = Values;
        var number = 0;
        foreach (var item in Items)
        {
            // The first control bears the name's own identifier: the error summary leads there.
            var id = ++number == 1 ? Id : Id + "-" + number.ToString(CultureInfo.InvariantCulture);
            markup.Raw("<div").Attr("class", $"govuk-{block}__item").Raw("><input").Attr("class", $"govuk-{block}__input").Attr("id", id).Attr("name", Name)
                .Attr("type", type).Attr("value", item.Value).Flag("checked", chosen.Contains(item.Value)).Attr("aria-describedby", item.Hint is null ? null : id + "-item-hint");
            WriteOtherAttributes(markup, output);
            markup.Raw("><label").Attr("class", $"govuk-label govuk-{block}__label").Attr("for", id).Raw(">").Text(item.Text).Raw("</label>");
            if (item.Hint is not null) markup.Raw("<div").Attr("id", id + "-item-hint").Attr("class", $"govuk-hint govuk-{block}__hint").Raw(">").Text(item.Hint).Raw("</div>");
            markup.Raw("</div>");
        }

        markup.Raw("</div></fieldset>");
    }
}

/// <summary>One of a few.</summary>
[HtmlTargetElement("cl-radios", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadiosTagHelper(IWords words) : ItemsTagHelper(words)
{
    internal override void Write(Markup markup, TagHelperOutput output) => WriteItems(markup, "radios", "radio", output);
}

/// <summary>Any of a few.</summary>
[HtmlTargetElement("cl-checkboxes", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxesTagHelper(IWords words) : ItemsTagHelper(words)
{
    internal override void Write(Markup markup, TagHelperOutput output) => WriteItems(markup, "checkboxes", "checkbox", output);
}

/// <summary>Yes, when ticked.</summary>
[HtmlTargetElement("cl-checkbox", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxTagHelper(IWords words) : FieldTagHelper(words)
{
    internal override void Write(Markup markup, TagHelperOutput output)
    {
        WriteErrors(markup);
        markup.Raw("<div class=\"govuk-checkboxes\"><div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\"").Attr("id", Id).Attr("name", Name)
            .Raw(" type=\"checkbox\" value=\"true\"").Flag("checked", Values.Contains("true", StringComparer.OrdinalIgnoreCase)).Attr("aria-describedby", DescribedBy());
        WriteOtherAttributes(markup, output);
        markup.Raw("><label class=\"govuk-label govuk-checkboxes__label\"").Attr("for", Id).Raw(">").Content(LabelContent).Raw("</label>");
        if (HasHint)
        {
            markup.Raw("<div").Attr("id", Id + "-hint").Raw(" class=\"govuk-hint govuk-checkboxes__hint\">");
            if (HintText is not null) markup.Text(HintText);
            else markup.Content(Words[Hint!]);
            markup.Raw("</div>");
        }

        // An empty box sends nothing: this says that it was there, and empty.
        markup.Raw("</div></div><input type=\"hidden\"").Attr("name", Name).Raw(" value=\"false\">");
    }
}
