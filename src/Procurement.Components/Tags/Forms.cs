using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Procurement.Components.Tags;

/// <summary>Gives a form a key of its own, so that sending it twice does it once. A form that comes back with a refusal bears a new one.</summary>
[HtmlTargetElement("form", Attributes = "once")]
public sealed class OnceTagHelper : TagHelper
{
    /// <summary>The name of the hidden field.</summary>
    public const string FieldName = "__once";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Attributes.RemoveAll("once");
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{FieldName}\" value=\"{RandomNumberGenerator.GetHexString(32, lowercase: true)}\">");
    }
}

/// <summary>Gives every form that posts its anti-forgery field, also one whose address is written out, which the framework leaves without.</summary>
[HtmlTargetElement("form", Attributes = "method,action")]
public sealed class PostTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The view.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        if (!string.Equals(Value("method"), "post", StringComparison.OrdinalIgnoreCase)) return;
        // Without an address the framework adds the field itself; to another site it must not go.
        if (Value("action") is not { Length: > 0 } action || action[0] is not ('/' or '?' or '~') || action.StartsWith("//", StringComparison.Ordinal)) return;
        if (generator.GenerateAntiforgery(ViewContext) is { } field) output.PostContent.AppendHtml(field);

        string? Value(string name) => context.AllAttributes.TryGetAttribute(name, out var attribute)
            ? attribute.Value is Microsoft.AspNetCore.Html.IHtmlContent html ? Text.HtmlContents.AsString(html) : attribute.Value?.ToString() : null;
    }
}
