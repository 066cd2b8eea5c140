using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>All answers, to be checked and sent.</summary>
public sealed class CheckModel : RegistrationPage
{
    internal override string Step => "check";

    internal AnswersView Answers { get; private set; } = null!;

    internal IReadOnlyList<string> Missing { get; private set; } = [];

    internal IReadOnlyList<NumberView> Doubtful { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        Show();
        return Page();
    }

    /// <summary>Sends the registration.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        var sent = await HttpContext.RequestServices.GetRequiredService<SendRegistrationHandler>().HandleAsync(Reference, ct);
        if (sent.Refusal is null) return LocalRedirect(UrlOf("done"));
        if (await LoadAsync(ct) is { } gone) return gone;
        Show();
        return Refused(sent.Refusal);
    }

    private void Show()
    {
        var services = HttpContext.RequestServices;
        Missing = [.. Draft.Missing()];
        Answers = AnswersView.Of(Draft, true, W, services.GetRequiredService<IPlaces>(), services.GetRequiredService<IServiceCatalogue>());
        Doubtful = [.. Answers.Numbers.Where(n => n.IsDoubtful)];
    }
}
