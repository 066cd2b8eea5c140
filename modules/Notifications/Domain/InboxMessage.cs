using System.Text.Json;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.Notifications.Domain;

/// <summary>What a message says.</summary>
/// <param name="Subject">The title.</param>
/// <param name="Body">The text; an empty line parts paragraphs.</param>
/// <param name="Url">Where it leads, within the portal.</param>
internal sealed record MessageText(string Subject, string Body, string Url)
{
    public IReadOnlyList<string> Paragraphs =>
        [.. Body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>A message in a person's inbox. Under seal, nothing but its recipient and its time can be read in the table.</summary>
internal sealed class InboxMessage : Entity
{
    private InboxMessage() { }

    public Guid UserId { get; private set; }
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>A <see cref="MessageText"/> as JSON; encrypted when it is under seal.</summary>
    public string Content { get; private set; } = "";

    /// <summary>What it is encrypted under: a seal of its own, for the matter's would tell who has to do with it.</summary>
    public Guid? SealId { get; private set; }

    public static InboxMessage Write(Guid userId, MessageText text, DateTimeOffset now, bool isSealed, Func<Guid, string, string> seal)
    {
        var json = JsonSerializer.Serialize(text, EventJson.Options);
        var message = new InboxMessage { UserId = userId, SentAt = now };
        message.SealId = isSealed ? message.Id : null;
        message.Content = isSealed ? seal(message.Id, json) : json;
        return message;
    }

    public MessageText Read(Func<Guid, string, string> open) =>
        JsonSerializer.Deserialize<MessageText>(SealId is { } seal ? open(seal, Content) : Content, EventJson.Options)!;
}

/// <summary>Says that a person does without mail of a kind. Without a row, mail is sent.</summary>
internal sealed class MailOptOut : Entity
{
    private MailOptOut() { }

    public MailOptOut(Guid userId, string group) => (UserId, Group) = (userId, group);

    public Guid UserId { get; private set; }
    public string Group { get; private set; } = "";
}
