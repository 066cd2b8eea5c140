using Procurement.Components;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditPages;

/// <summary>What the forms for a page hold.</summary>
public abstract class PageForm : PortalPage
{
    /// <summary>What was typed.</summary>
    [Microsoft.AspNetCore.Mvc.BindProperty]
    public InputModel Input { get; set; } = new();

    internal string? PreviewEn { get; private protected set; }

    internal string? PreviewCy { get; private protected set; }

    /// <summary>What an editor types.</summary>
    public sealed class InputModel
    {
        /// <summary>The version that was read.</summary>
        public int RowVersion { get; set; }

        /// <summary>The address.</summary>
        public string? Slug { get; set; }

        /// <summary>The English title.</summary>
        public string? TitleEn { get; set; }

        /// <summary>What it is about, in English.</summary>
        public string? SummaryEn { get; set; }

        /// <summary>The English text.</summary>
        public string? BodyEn { get; set; }

        /// <summary>The Welsh title.</summary>
        public string? TitleCy { get; set; }

        /// <summary>What it is about, in Welsh.</summary>
        public string? SummaryCy { get; set; }

        /// <summary>The Welsh text.</summary>
        public string? BodyCy { get; set; }

        internal PageText Text => new(TitleEn ?? "", SummaryEn ?? "", BodyEn ?? "", TitleCy ?? "", SummaryCy ?? "", BodyCy ?? "");

        internal static InputModel Of(PageText text, string slug, int rowVersion) => new()
        {
            RowVersion = rowVersion,
            Slug = slug,
            TitleEn = text.TitleEn,
            SummaryEn = text.SummaryEn,
            BodyEn = text.BodyEn,
            TitleCy = text.TitleCy,
            SummaryCy = text.SummaryCy,
            BodyCy = text.BodyCy,
        };
    }
}
