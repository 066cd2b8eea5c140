using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.ManagePeople;

/// <summary>One of the people: its duties, and its removal.</summary>
public sealed class MemberModel : PortalPage
{
    /// <summary>What was ticked.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Organisation Organisation { get; private set; } = null!;

    internal string Name { get; private set; } = "";

    internal string Email { get; private set; } = "";

    internal IReadOnlyList<Choice> Choices => DutyChoices.Of(W);

    private PeopleHandler Handler => HttpContext.RequestServices.GetRequiredService<PeopleHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, Guid memberId, CancellationToken ct)
    {
        if (await LoadAsync(reference, memberId, ct) is not { } member) return NotFound();
        Input.Duties = [.. member.Duties];
        return Page();
    }

    /// <summary>Changes the duties.</summary>
    public async Task<IActionResult> OnPostDutiesAsync(string reference, Guid memberId, CancellationToken ct)
    {
        if (await LoadAsync(reference, memberId, ct) is null) return NotFound();
        var result = await Handler.ChangeDutiesAsync(reference, memberId, Input.Duties, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/your-organisation/{reference}/people", "Organisations.People.Changed", Name);
    }

    /// <summary>Removes the person.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string reference, Guid memberId, CancellationToken ct)
    {
        if (await LoadAsync(reference, memberId, ct) is not { } member) return NotFound();
        Input.Duties = [.. member.Duties];
        var isMe = member.UserId == Who.UserId;
        var result = await Handler.RemoveAsync(reference, memberId, ct);
        return result.Refusal is { } refusal ? Refused(refusal)
            : Confirmed(isMe ? "/your-organisation" : $"/your-organisation/{reference}/people", "Organisations.People.Removed", Name);
    }

    private async Task<Member?> LoadAsync(string reference, Guid memberId, CancellationToken ct)
    {
        if (await Handler.FindAsync(reference, ct) is not { } organisation || !Handler.MayManage(organisation)) return null;
        if (organisation.Members.FirstOrDefault(m => m.Id == memberId && m.IsActive) is not { } member) return null;
        var account = await HttpContext.RequestServices.GetRequiredService<IAccounts>().FindAsync(member.UserId, ct);
        (Organisation, Name, Email) = (organisation, account?.DisplayName ?? "", account?.Email ?? "");
        return member;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The duties.</summary>
        public List<string> Duties { get; set; } = [];
    }
}

internal static class DutyChoices
{
    public static IReadOnlyList<Choice> Of(IWords words) =>
        [.. Duties.All.Select(d => new Choice(d, words.Text("Duty." + d), words.Text($"Duty.{d}.Hint")))];
}
