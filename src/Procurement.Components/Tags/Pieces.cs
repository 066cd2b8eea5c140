using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tags;

/// <summary>A status: one colour, one word and one shape; never colour alone.</summary>
[HtmlTargetElement("cl-status", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusTagHelper(IWords words) : TagHelper
{
    /// <summary>The state; its word is <c>EnumName.Value</c>.</summary>
    public Enum? Of { get; set; }

    /// <summary>The key of the word.</summary>
    public string? Word { get; set; }

    /// <summary>The word itself.</summary>
    public string? WordText { get; set; }

    /// <summary>green, blue, gold, plum, pine, solid, red, clay, plain or none.</summary>
    public string? Tone { get; set; }

    /// <summary>tick, dot, ring, half, clock, lock, square, diamond and so on.</summary>
    public string? Shape { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (tone, shape) = Of is null ? ("none", "") : Statuses.Of(Of);
        tone = Tone ?? tone;
        shape = Shape ?? shape;
        var inside = await output.GetChildContentAsync();
        if (Of is null && Word is null && WordText is null && inside.IsEmptyOrWhiteSpace)
        {
            output.SuppressOutput();
            return;
        }

        var markup = new Markup().Raw(Shapes.Svg(shape));
        if (!inside.IsEmptyOrWhiteSpace) markup.Content(inside);
        else if (WordText is not null) markup.Text(WordText);
        else if (Word is not null) markup.Content(words[Word]);
        else if (Of is not null) markup.Content(words[$"{Of.GetType().Name}.{Of}"]);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", tone == "none" ? "cl-status" : "cl-status cl-status--" + tone);
        output.Content.SetHtmlContent(markup.ToHtml());
    }
}

/// <summary>An instant or a day as people read it, and as machines do.</summary>
[HtmlTargetElement("cl-instant", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InstantTagHelper : TagHelper
{
    /// <summary>The instant.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The day.</summary>
    public DateOnly? On { get; set; }

    /// <summary>long, short, day, date, clock or seconds.</summary>
    public string Format { get; set; } = "long";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (At is null && On is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At is { } instant
            ? instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : On!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.SetContent(At is { } at ? Format switch
        {
            "short" => London.Short(at),
            "day" => London.Day(London.DateOf(at)),
            "date" => London.Date(London.DateOf(at)),
            "clock" => London.Clock(at),
            "seconds" => $"{London.Day(London.DateOf(at))}, {London.ClockWithSeconds(at)} ({London.ZoneName(at)})",
            _ => London.Long(at),
        } : Format is "date" or "short" ? London.Date(On!.Value) : London.Day(On!.Value));
    }
}

/// <summary>The link back, in journeys.</summary>
[HtmlTargetElement("cl-back", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BackTagHelper(IWords words) : TagHelper
{
    /// <summary>Where it leads.</summary>
    public string Href { get; set; } = "";

    /// <summary>The key of its words; "Back" without.</summary>
    public string? Text { get; set; }

    /// <summary>Its words themselves.</summary>
    public string? TextText { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-back-link");
        output.Attributes.SetAttribute("href", Href);
        output.Content.SetHtmlContent(TextText is not null ? new Markup().Text(TextText).ToHtml() : words[Text ?? "Common.Back"]);
    }
}

/// <summary>A list of what was said: questions, and answers that can be changed.</summary>
[HtmlTargetElement("cl-summary")]
public sealed class SummaryTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        context.Items[typeof(SummaryTagHelper)] = new Actions();
        var rows = await output.GetChildContentAsync();
        output.TagName = "dl";
        var more = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", more is null ? "govuk-summary-list" : "govuk-summary-list " + more);
        output.Content.SetHtmlContent(rows);
    }

    internal sealed class Actions
    {
        public bool Any { get; set; }
    }
}

/// <summary>A row of such a list.</summary>
[HtmlTargetElement("cl-row")]
public sealed class RowTagHelper(IWords words) : TagHelper
{
    /// <summary>The key of what is asked.</summary>
    public string? Label { get; set; }

    /// <summary>What is asked.</summary>
    public string? LabelText { get; set; }

    /// <summary>Where it can be changed; no link without.</summary>
    public string? ChangeHref { get; set; }

    /// <summary>The key of what the link changes, for those who hear links one by one; the label without.</summary>
    public string? ChangeHint { get; set; }

    /// <summary>What the link changes.</summary>
    public string? ChangeHintText { get; set; }

    /// <summary>The key of the link's word; "Change" without.</summary>
    public string? ChangeText { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var value = await output.GetChildContentAsync();
        var actions = context.Items.TryGetValue(typeof(SummaryTagHelper), out var known) ? (SummaryTagHelper.Actions)known : new SummaryTagHelper.Actions();
        actions.Any |= !string.IsNullOrEmpty(ChangeHref);
        var label = LabelText is not null ? Markup.Encode(LabelText) : Label is not null ? words[Label].AsString() : "";
        output.TagName = null;
        output.Content.SetHtmlContent(new HtmlContentBuilder()
            // Whether another row has a link is known when the page is sent.
            .AppendHtml(new Deferred(() => string.IsNullOrEmpty(ChangeHref) && actions.Any
                ? "<div class=\"govuk-summary-list__row govuk-summary-list__row--no-actions\">" : "<div class=\"govuk-summary-list__row\">"))
            .AppendHtml(new Markup().Raw("<dt class=\"govuk-summary-list__key\">").Raw(label).Raw("</dt><dd class=\"govuk-summary-list__value\">").ToHtml())
            .AppendHtml(value)
            .AppendHtml(Rest(label)));
    }

    private HtmlString Rest(string label)
    {
        var markup = new Markup().Raw("</dd>");
        if (!string.IsNullOrEmpty(ChangeHref))
        {
            markup.Raw("<dd class=\"govuk-summary-list__actions\"><a class=\"govuk-link\"").Attr("href", ChangeHref).Raw(">")
                .Content(words[ChangeText ?? "Common.Change"]).Raw("<span class=\"govuk-visually-hidden\"> ");
            if (ChangeHintText is not null) markup.Text(ChangeHintText);
            else if (ChangeHint is not null) markup.Content(words[ChangeHint]);
            else markup.Raw(label);
            markup.Raw("</span></a></dd>");
        }

        return markup.Raw("</div>").ToHtml();
    }
}

/// <summary>The way to the next page of a list, and back to its start. It keeps what the address asks for.</summary>
[HtmlTargetElement("cl-pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper(IWords words) : TagHelper
{
    private const string Before = "before";

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? Next { get; set; }

    /// <summary>What the page before ends before, as the parameter <c>before</c>; null on the first, and where a list is read forwards only.</summary>
    public string? Previous { get; set; }

    /// <summary>What the list holds, for those who hear landmarks: a key.</summary>
    public string? Label { get; set; }

    /// <summary>The name of the parameter.</summary>
    public string Parameter { get; set; } = "after";

    /// <summary>The view.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var query = ViewContext.HttpContext.Request.Query;
        var isFirst = string.IsNullOrEmpty(query[Parameter]) && string.IsNullOrEmpty(Previous);
        if (isFirst && string.IsNullOrEmpty(Next))
        {
            output.SuppressOutput();
            return;
        }

        var rest = QueryString.Create(query.Where(q => q.Key != Parameter && (q.Key != Before || Parameter == Before)));
        var markup = new Markup().Raw("<nav class=\"govuk-pagination govuk-pagination--block cl-pager\"").Attr("aria-label", words.Text(Label ?? "Common.Pager")).Raw(">");
        if (!isFirst)
        {
            markup.Raw("<div class=\"govuk-pagination__prev\"><a class=\"govuk-link govuk-pagination__link\" rel=\"prev\"").Attr("href", !string.IsNullOrEmpty(Previous) ? rest.Add(Before, Previous).ToUriComponent() : rest.HasValue ? rest.ToUriComponent() : ViewContext.HttpContext.Request.Path.ToUriComponent()).Raw(">")
                .Raw("<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z\"></path></svg>")
                .Raw("<span class=\"govuk-pagination__link-title\">").Content(words[string.IsNullOrEmpty(Previous) ? "Common.FirstPage" : "Common.PreviousPage"]).Raw("</span></a></div>");
        }

        if (!string.IsNullOrEmpty(Next))
        {
            markup.Raw("<div class=\"govuk-pagination__next\"><a class=\"govuk-link govuk-pagination__link\" rel=\"next\"").Attr("href", rest.Add(Parameter, Next).ToUriComponent()).Raw(">")
                .Raw("<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z\"></path></svg>")
                .Raw("<span class=\"govuk-pagination__link-title\">").Content(words["Common.NextPage"]).Raw("</span></a></div>");
        }

        output.Content.SetHtmlContent(markup.Raw("</nav>").ToHtml());
    }
}

/// <summary>What was, is and will be, in order.</summary>
[HtmlTargetElement("cl-timeline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimelineTagHelper(IWords words) : TagHelper
{
    /// <summary>The steps.</summary>
    public IEnumerable<TimelineItem> Items { get; set; } = [];

    /// <summary>True when it goes across on wide windows.</summary>
    public bool Across { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var markup = new Markup();
        foreach (var item in Items)
        {
            var (name, picture, word) = item.State switch
            {
                TimelineState.Done => ("done", "<circle cx=\"12\" cy=\"12\" r=\"11\" fill=\"#0e4b4c\"/><path d=\"m6.5 12.5 3.6 3.6L17.5 8.5\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.6\"/>", "Common.Timeline.Done"),
                TimelineState.Now => ("now", "<circle cx=\"12\" cy=\"12\" r=\"10\" fill=\"#fdf1d3\" stroke=\"#a3401c\" stroke-width=\"3\"/><circle cx=\"12\" cy=\"12\" r=\"4.5\" fill=\"#a3401c\"/>", "Common.Timeline.Now"),
                _ => ("later", "<circle cx=\"12\" cy=\"12\" r=\"10\" fill=\"#fbf8f2\" stroke=\"#5c696c\" stroke-width=\"2\"/>", "Common.Timeline.Later"),
            };
            markup.Raw("<li").Attr("class", name).Attr("aria-current", item.State == TimelineState.Now ? "step" : null)
                .Raw("><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">").Raw(picture).Raw("</svg><b><span class=\"govuk-visually-hidden\">")
                .Content(words[word]).Raw(" </span>").Text(item.Title).Raw("</b>");
            if (!string.IsNullOrEmpty(item.Text)) markup.Raw("<span>").Text(item.Text).Raw("</span>");
            markup.Raw("</li>");
        }

        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Across ? "cl-line cl-line--across" : "cl-line");
        output.Content.SetHtmlContent(markup.ToHtml());
    }
}
