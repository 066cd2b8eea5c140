using Microsoft.AspNetCore.Razor.TagHelpers;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tags;

/// <summary>What stands inside is shown only when English had to stand in for Welsh somewhere on the page, below it too.</summary>
[HtmlTargetElement("cl-fell-back")]
public sealed class FellBackTagHelper(IWords words) : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var inside = (await output.GetChildContentAsync()).GetContent();
        // Known only when the page is sent.
        output.Content.SetHtmlContent(new Deferred(() => words.FellBack ? inside : ""));
    }
}
