using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;

namespace Procurement.Notifications.Contracts;

/// <summary>Tells people.</summary>
public interface INotify
{
    /// <summary>
    /// Writes a message for each recipient's inbox and a mail for each of them, rendered in their language, to the current context;
    /// the caller saves. Mail is sent after the commit, each to one address.
    /// </summary>
    Task SendAsync(Notice notice, CancellationToken ct);
}

/// <summary>What to tell.</summary>
/// <param name="Template">Its words are <c>Mail.Template.Subject</c> and <c>Mail.Template.Body</c> of the sender's module: Handlebars texts; an empty line parts paragraphs. Greeting, link and footer are added.</param>
/// <param name="To">Whom.</param>
/// <param name="Url">Where it leads: an address within the portal that begins with a slash.</param>
/// <param name="Values">What the texts name. They are never read as HTML.</param>
/// <param name="SealId">The seal that the matter is under: the message is then kept encrypted, and administrators see neither kind nor address.</param>
public sealed record Notice(string Template, To To, string Url, Dictionary<string, string?> Values, Guid? SealId = null);

/// <summary>A notice of a rehearsal, as who rehearses sees it: what it would say, and to how many. It goes to nobody.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Subject">Its title, in English.</param>
/// <param name="Body">Its text.</param>
/// <param name="Recipients">How many people would have it.</param>
public sealed record RehearsedNotice(Notice Notice, string Subject, string Body, int Recipients);

/// <summary>Whom to tell.</summary>
public abstract record To
{
    private To() { }

    /// <summary>One account.</summary>
    public sealed record Person(Guid UserId) : To;

    /// <summary>An organisation's people, those with a duty when one is named.</summary>
    public sealed record Organisation(Guid OrganisationId, string? Duty) : To;

    /// <summary>An address without an account, as in an invitation: by mail only.</summary>
    public sealed record Address(string Email, string Culture) : To;

    /// <summary>All whose site-wide role grants a permission.</summary>
    public sealed record WithPermission(string Permission) : To;
}

/// <summary>Finds who is meant: Users answers for persons and permissions, Organisations for organisations.</summary>
public interface IRecipients
{
    /// <summary>The recipients; null when somebody else has to answer.</summary>
    Task<IReadOnlyList<Recipient>?> ResolveAsync(To to, CancellationToken ct);
}

/// <summary>One who is told.</summary>
/// <param name="UserId">The account; null for an address without one.</param>
/// <param name="Email">The address.</param>
/// <param name="Culture">The language: <c>en</c> or <c>cy</c>.</param>
public sealed record Recipient(Guid? UserId, string Email, string Culture);

/// <summary>How many messages a person has not read, for the masthead.</summary>
public interface IInboxCount
{
    /// <summary>The number for the person who asks, counted to 99; nought for a visitor.</summary>
    Task<BoundedCount> UnreadAsync(CancellationToken ct);
}

/// <summary>Where the portal stands in the world. Site answers from its settings; without it, configuration does (<c>Site:BaseUrl</c>, <c>Site:Name</c>).</summary>
public interface IPublicAddress
{
    /// <summary>The portal's address, for absolute links.</summary>
    Uri BaseUrl { get; }

    /// <summary>The portal's name, for mail.</summary>
    string Name { get; }
}

/// <summary>
/// A kind of notice as its sender declares it. A kind that nobody declares is obligatory. Its name in the preferences is the word
/// <c>NoticeKind.Group</c>.
/// </summary>
/// <param name="Template">The template.</param>
/// <param name="Group">What people choose by: several templates may share one.</param>
/// <param name="IsOptional">True when a person may do without its mail. The inbox always has it.</param>
public sealed record NoticeKind(string Template, string Group, bool IsOptional);

/// <summary>Adds what senders declare.</summary>
public static class NotificationServices
{
    /// <summary>Declares that people may do without mail of these templates.</summary>
    /// <param name="services">The services.</param>
    /// <param name="group">Its name is the word <c>NoticeKind.Group</c>.</param>
    /// <param name="templates">The templates.</param>
    public static IServiceCollection AddOptionalNotices(this IServiceCollection services, string group, params string[] templates)
    {
        foreach (var template in templates) services.AddSingleton(new NoticeKind(template, group, IsOptional: true));
        return services;
    }

    /// <summary>Declares that everybody concerned gets mail of these templates, and names them in the preferences.</summary>
    /// <param name="services">The services.</param>
    /// <param name="group">Its name is the word <c>NoticeKind.Group</c>.</param>
    /// <param name="templates">The templates.</param>
    public static IServiceCollection AddObligatoryNotices(this IServiceCollection services, string group, params string[] templates)
    {
        foreach (var template in templates) services.AddSingleton(new NoticeKind(template, group, IsOptional: false));
        return services;
    }
}
