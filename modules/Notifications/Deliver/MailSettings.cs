using Microsoft.Extensions.Configuration;

namespace Procurement.Notifications.Deliver;

/// <summary>How mail leaves: the settings under <c>Mail</c>.</summary>
internal sealed record MailSettings(
    bool ToSmtp, string From, string Folder, string Host, int Port, string User, string Password, bool StartTls, int Connections, TimeSpan Timeout)
{
    public static MailSettings Read(IConfiguration configuration)
    {
        var delivery = configuration["Mail:Delivery"] ?? "Folder";
        var isSmtp = delivery.Equals("Smtp", StringComparison.OrdinalIgnoreCase);
        if (!isSmtp && !delivery.Equals("Folder", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Mail:Delivery is '{delivery}': it can be Folder or Smtp.");
        var host = configuration["Mail:Smtp:Host"] ?? "";
        if (isSmtp && host.Length == 0) throw new InvalidOperationException("Mail:Smtp:Host is missing: Mail:Delivery is Smtp.");
        return new MailSettings(
            isSmtp, configuration["Mail:From"] is { Length: > 0 } from ? from : "no-reply@example.org",
            Path.Combine(configuration["Storage:Path"] is { Length: > 0 } storage ? storage : "App_Data", "mail"),
            host, configuration.GetValue("Mail:Smtp:Port", 587), configuration["Mail:Smtp:User"] ?? "", configuration["Mail:Smtp:Password"] ?? "",
            configuration.GetValue("Mail:Smtp:StartTls", true), Math.Clamp(configuration.GetValue("Mail:Smtp:Connections", 3), 1, 10),
            TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Mail:Smtp:TimeoutSeconds", 20), 1, 120)));
    }

    /// <summary>What follows the @ of a Message-ID.</summary>
    public string Domain => From.Contains('@', StringComparison.Ordinal) ? From[(From.LastIndexOf('@') + 1)..].TrimEnd('>') : "localhost";

    /// <summary>The Message-ID of a mail: the same on every attempt, so that a reader's program shows one that came twice once.</summary>
    public string MessageId(Guid id) => $"<{id:N}@{Domain}>";
}
