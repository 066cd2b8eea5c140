using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Procurement.Kernel;

namespace Procurement.Users.Accounts;

internal static class PageHelp
{
    /// <summary>Shows each refusal at its field, and in the summary.</summary>
    public static bool Refuse(this ModelStateDictionary state, IEnumerable<Refusal> refusals, IWords words)
    {
        foreach (var refusal in refusals) state.AddModelError(refusal.Field ?? "", words.Text(refusal));
        return !state.IsValid;
    }

    /// <summary>The language of this request, as accounts keep it.</summary>
    public static string Culture => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy" ? "cy" : "en";
}
