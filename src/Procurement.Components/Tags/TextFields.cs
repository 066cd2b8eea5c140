using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tags;

/// <summary>One line of text.</summary>
[HtmlTargetElement("cl-input", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper(IWords words) : FieldTagHelper(words)
{
    /// <summary>The width in characters: 20, 10, 5, 4, 3, 2, or full.</summary>
    public string? Width { get; set; }

    /// <summary>text, email, password, tel or search.</summary>
    public string Type { get; set; } = "text";

    /// <summary>The keyboard to offer.</summary>
    public string? Inputmode { get; set; }

    /// <summary>What stands before the field, such as £.</summary>
    public string? Prefix { get; set; }

    /// <summary>What stands after it, such as %.</summary>
    public string? Suffix { get; set; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    internal override void Write(Markup markup, TagHelperOutput output)
    {
        WriteLabel(markup);
        WriteHintAndErrors(markup);
        var wrapped = Prefix is not null || Suffix is not null;
        if (wrapped) markup.Raw("<div class=\"govuk-input__wrapper\">");
        if (Prefix is not null) markup.Raw("<div class=\"govuk-input__prefix\" aria-hidden=\"true\">").Text(Prefix).Raw("</div>");
        var width = Width switch
        {
            null => "",
            "full" => " govuk-!-width-full",
            "two-thirds" or "one-half" or "one-third" or "three-quarters" or "one-quarter" => " govuk-!-width-" + Width,
            _ => " govuk-input--width-" + Width,
        };
        markup.Raw("<input").Attr("class", "govuk-input" + width + (HasErrors ? " govuk-input--error" : "")).Attr("id", Id).Attr("name", Name)
            .Attr("type", Type).Attr("inputmode", Inputmode).Attr("autocomplete", Autocomplete)
            .Attr("value", Type == "password" ? null : Value).Attr("aria-describedby", DescribedBy());
        if (Type is "email" or "password") markup.Raw(" spellcheck=\"false\" autocapitalize=\"none\"");
        WriteOtherAttributes(markup, output);
        markup.Raw(">");
        if (Suffix is not null) markup.Raw("<div class=\"govuk-input__suffix\" aria-hidden=\"true\">").Text(Suffix).Raw("</div>");
        if (wrapped) markup.Raw("</div>");
    }
}

/// <summary>Several lines of text, with a limit in words when one is given.</summary>
[HtmlTargetElement("cl-textarea", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper(IWords words) : FieldTagHelper(words)
{
    /// <summary>The height in lines.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>The most words that it takes; 0 for no limit.</summary>
    [HtmlAttributeName("words")]
    public int MostWords { get; set; }

    internal override void Write(Markup markup, TagHelperOutput output)
    {
        var limited = MostWords > 0;
        if (limited)
        {
            markup.Raw("<div class=\"govuk-character-count\" data-cl-count").Attr("data-words", MostWords.ToString(CultureInfo.InvariantCulture))
                .Attr("data-left", Words.Text("Common.Words.Left", "{0}")).Attr("data-left-one", Words.Text("Common.Words.LeftOne"))
                .Attr("data-over", Words.Text("Common.Words.Over", "{0}")).Attr("data-over-one", Words.Text("Common.Words.OverOne"))
                .Attr("data-full", Words.Text("Common.Words.Full")).Raw(">");
        }

        WriteLabel(markup);
        WriteHintAndErrors(markup);
        markup.Raw("<textarea").Attr("class", "govuk-textarea" + (limited ? " govuk-js-character-count" : "") + (HasErrors ? " govuk-textarea--error" : ""))
            .Attr("id", Id).Attr("name", Name).Attr("rows", Rows.ToString(CultureInfo.InvariantCulture))
            .Attr("aria-describedby", DescribedBy(limited ? Id + "-info" : null));
        WriteOtherAttributes(markup, output);
        // A parser drops the first line break of a text area: ours keeps the text's own.
        markup.Raw(">\n").Text(Value).Raw("</textarea>");
        if (limited)
        {
            markup.Raw("<div").Attr("id", Id + "-info").Raw(" class=\"govuk-hint govuk-character-count__message\">")
                .Content(Words["Common.Words.Limit", MostWords]).Raw("</div></div>");
        }
    }
}

/// <summary>A file to send. Its form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("cl-file", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileTagHelper(IWords words) : FieldTagHelper(words)
{
    internal override void Write(Markup markup, TagHelperOutput output)
    {
        WriteLabel(markup);
        WriteHintAndErrors(markup);
        markup.Raw("<input").Attr("class", "govuk-file-upload" + (HasErrors ? " govuk-file-upload--error" : "")).Attr("id", Id).Attr("name", Name)
            .Raw(" type=\"file\"").Attr("aria-describedby", DescribedBy());
        WriteOtherAttributes(markup, output);
        markup.Raw(">");
    }
}

/// <summary>A date in three fields; binds a <see cref="DateInput"/>.</summary>
[HtmlTargetElement("cl-date", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper(IWords words) : FieldTagHelper(words)
{
    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        base.Init(context);
        foreach (var part in new[] { "Day", "Month", "Year" }) Errors.AddRange(ErrorsOf(Name + "." + part));
    }

    internal override void Write(Markup markup, TagHelperOutput output)
    {
        var value = For.Model switch { DateInput input => input, DateOnly day => DateInput.From(day), _ => new DateInput() };
        WriteFieldsetStart(markup, "group");
        markup.Raw("<div class=\"govuk-date-input\">");
        // The first control bears the name's own identifier: the error summary leads there.
        Item(markup, "Day", Id, 2, value.Day);
        Item(markup, "Month", Id + "_Month", 2, value.Month);
        Item(markup, "Year", Id + "_Year", 4, value.Year);
        markup.Raw("</div></fieldset>");
    }

    private void Item(Markup markup, string part, string id, int width, string? value)
    {
        var name = Name + "." + part;
        var wrong = HasErrors && (ErrorsOf(Name).Count > 0 || ErrorsOf(name).Count > 0);
        markup.Raw("<div class=\"govuk-date-input__item\"><div class=\"govuk-form-group\"><label class=\"govuk-label govuk-date-input__label\"").Attr("for", id).Raw(">")
            .Content(Words["Common.Date." + part]).Raw("</label><input")
            .Attr("class", $"govuk-input govuk-date-input__input govuk-input--width-{width}" + (wrong ? " govuk-input--error" : ""))
            .Attr("id", id).Attr("name", name).Raw(" type=\"text\" inputmode=\"numeric\"").Attr("value", Entry(name)?.AttemptedValue ?? value).Raw("></div></div>");
    }
}
