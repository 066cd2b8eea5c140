using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Notifications.Notify;

namespace Procurement.Notifications.ChooseMail;

/// <summary>What a person wants by mail, of what is not obligatory.</summary>
public sealed class IndexModel : PortalPage
{
    private MailChoices Choices => HttpContext.RequestServices.GetRequiredService<MailChoices>();

    private Kinds Kinds => HttpContext.RequestServices.GetRequiredService<Kinds>();

    /// <summary>What is wanted.</summary>
    [BindProperty]
    public List<string> Wanted { get; set; } = [];

    internal IReadOnlyList<Choice> Optional => [.. Kinds.OptionalGroups.Select(g => new Choice(g, Kinds.GroupName(W, g)))];

    internal IReadOnlyList<string> Obligatory => [.. Kinds.ObligatoryGroups.Select(g => Kinds.GroupName(W, g))];

    /// <summary>Shows the choice.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Wanted = [.. await Choices.WantedAsync(Who.UserId!.Value, ct)];

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await Choices.ChooseAsync(Who.UserId!.Value, Wanted, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/inbox/preferences", "Notifications.Choose.Saved");
    }
}
