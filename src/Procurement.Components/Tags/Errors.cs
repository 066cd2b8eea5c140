using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tags;

/// <summary>The error summary: every sentence once, in the order of the fields, each a link to its field.</summary>
[HtmlTargetElement("cl-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTagHelper(IWords words) : TagHelper
{
    /// <summary>The view.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var state = ViewContext.ViewData.ModelState;
        if (state.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }

        // Made when the page is sent: only then are its fields known.
        var fields = Fields.Of(ViewContext.HttpContext);
        output.Content.SetHtmlContent(new Deferred(() =>
        {
            var lines = state.Where(s => s.Value!.Errors.Count > 0)
                .Select(s => (s.Key, Field: fields.Find(s.Key), s.Value!.Errors))
                .OrderBy(s => s.Field?.Place ?? (s.Key.Length == 0 ? -1 : int.MaxValue))
                .SelectMany(s => s.Errors.Select(e => (s.Key, s.Field, Text: Messages.Of(words, e))))
                .DistinctBy(l => (l.Field?.Id, l.Text));
            var markup = new Markup().Raw("<div class=\"govuk-error-summary\" data-module=\"govuk-error-summary\" tabindex=\"-1\"><div role=\"alert\"><h2 class=\"govuk-error-summary__title\">")
                .Content(words["Common.Problem"]).Raw("</h2><div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\">");
            foreach (var (key, field, text) in lines)
            {
                markup.Raw("<li>");
                var target = field?.Id ?? (key.Length > 0 ? Ids.Of(key) : null);
                if (target is null) markup.Content(Messages.Html(words, text));
                else markup.Raw("<a").Attr("href", "#" + target).Raw(">").Content(Messages.Html(words, text)).Raw("</a>");
                markup.Raw("</li>");
            }

            return markup.Raw("</ul></div></div></div>").ToString();
        }));
    }
}
