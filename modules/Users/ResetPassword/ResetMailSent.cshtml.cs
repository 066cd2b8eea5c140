using Procurement.Components;

namespace Procurement.Users.ResetPassword;

/// <summary>Says what happens next: the same for every address.</summary>
public sealed class ResetMailSentModel : PortalPage
{
    internal string? Address { get; private set; }

    /// <summary>Shows it.</summary>
    public void OnGet() => Address = TempData.Peek(ForgotPasswordModel.MailedKey) as string;
}
