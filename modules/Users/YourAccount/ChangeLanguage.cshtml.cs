using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Users.SignIn;

namespace Procurement.Users.YourAccount;

/// <summary>Changes the language of pages and mails.</summary>
public sealed class ChangeLanguageModel : PortalPage
{
    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Languages => [new("en", W.Text("Users.Language.en")), new("cy", W.Text("Users.Language.cy"), W.Text("Users.Language.cyHint"))];

    private YourAccountHandler Handler => HttpContext.RequestServices.GetRequiredService<YourAccountHandler>();

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Input.Language = (await Handler.LoadAsync(ct))?.Culture;

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if ((await Handler.SpeakAsync(Input.Language, ct)).Refusal is { } refusal) return Refused(refusal);
        Sessions.SetLanguage(HttpContext, Input.Language!);
        return Confirmed("/account", "Users.Language.Done");
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>"en" or "cy".</summary>
        public string? Language { get; set; }
    }
}
