using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Procurement.Workflows.Engine;

/// <summary>
/// Links to tasks, as messages carry them: signed and encrypted, with the instant at which they were made. A link grants nothing: it
/// leads to sign-in, and from there to the task. How long it leads there is asked when it is opened, by the portal's clock.
/// </summary>
internal sealed class TaskLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Procurement.Workflows.TaskLinks");

    public string To(Guid taskId)
    {
        var content = new byte[24];
        taskId.TryWriteBytes(content);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(16), clock.GetUtcNow().UtcTicks);
        return "/tasks/link/" + WebEncoders.Base64UrlEncode(_protector.Protect(content));
    }

    /// <summary>The task; null when the link is older than that, or was not made here.</summary>
    public Guid? Read(string token, TimeSpan lasts)
    {
        try
        {
            var content = _protector.Unprotect(WebEncoders.Base64UrlDecode(token));
            var made = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(16)), TimeSpan.Zero);
            return made + lasts < clock.GetUtcNow() ? null : new Guid(content.AsSpan(0, 16));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
