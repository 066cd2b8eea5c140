using Microsoft.AspNetCore.Mvc;
using Procurement.Components;

namespace Procurement.Users.Register;

/// <summary>Says what happens next: the same for every address.</summary>
public sealed class CheckYourMailModel : PortalPage
{
    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    internal string? Address { get; private set; }

    /// <summary>Shows it.</summary>
    public void OnGet() => Address = TempData.Peek(RegisterModel.MailedKey) as string;
}
