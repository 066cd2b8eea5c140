using Procurement.Kernel;

namespace Procurement.AuditTrail.Contracts;

/// <summary>
/// Adds to the audit trail what no event says. Events that entities raise are written by themselves, with who, when and why, in the
/// transaction of their change; these two add to the current context, and the caller saves.
/// </summary>
public interface IAudit
{
    /// <summary>Notes that something was done, or refused.</summary>
    /// <param name="action">A name like that of an event: past tense, no spaces, for example <c>LateBidRefused</c>. Its sentence is the word <c>Audit.LateBidRefused</c>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="data">More, written as JSON.</param>
    /// <param name="sealId">The seal that hides it from everybody until it is broken; null when nothing hides it.</param>
    void Note(string action, Subject subject, object? data = null, Guid? sealId = null);

    /// <summary>Breaks a seal: what was written under it, and what still will be, can be read from the commit on.</summary>
    void Unseal(Guid sealId);
}

/// <summary>Reads the audit trail. What is under seal is not there: neither listed nor counted.</summary>
public interface IAuditReader
{
    /// <summary>The history of one subject, newest first.</summary>
    Task<Page<AuditEntry>> OfAsync(string subjectType, Guid subjectId, string? after, CancellationToken ct);

    /// <summary>All that fits the filter, newest first.</summary>
    Task<Page<AuditEntry>> FindAsync(AuditFilter filter, string? after, CancellationToken ct);
}

/// <summary>What to look for; what is null does not matter.</summary>
public sealed record AuditFilter(
    string? SubjectType = null, Guid? SubjectId = null, string? Reference = null, Guid? UserId = null, string? Action = null,
    DateTimeOffset? From = null, DateTimeOffset? Before = null);

/// <summary>One thing that was done.</summary>
/// <param name="Id">The key, which sorts by time.</param>
/// <param name="At">When.</param>
/// <param name="Action">What: the name of an event, for example <c>BidsOpened</c>.</param>
/// <param name="UserId">Who; null for a visitor and for the portal itself.</param>
/// <param name="WhoName">What others read as that person's name then.</param>
/// <param name="OrganisationId">For which organisation; null when for none.</param>
/// <param name="OrganisationName">Its name then.</param>
/// <param name="Why">The reason that was given, or the job's name.</param>
/// <param name="Subject">To what.</param>
/// <param name="Data">More, as JSON.</param>
public sealed record AuditEntry(
    Guid Id, DateTimeOffset At, string Action, Guid? UserId, string WhoName, Guid? OrganisationId, string? OrganisationName, string? Why,
    Subject Subject, string Data);

/// <summary>Says whether the audit trail is as it was written.</summary>
public interface IAuditVerifier
{
    /// <summary>Reads the whole trail once, in bounded memory, and compares it with its chain and with the signed heads outside the database.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken ct);
}

/// <summary>The answer of a verification.</summary>
/// <param name="IsIntact">True when nothing was altered, removed or put in.</param>
/// <param name="Records">How many records were compared, those under seal left out.</param>
/// <param name="Sentence">The answer in a sentence, for a person at a terminal.</param>
/// <param name="Fault">What is wrong; <see cref="AuditFault.None"/> when nothing is.</param>
/// <param name="RecordId">The record at which it shows; null when it is none in particular.</param>
public sealed record AuditVerdict(bool IsIntact, long Records, string Sentence, AuditFault Fault = AuditFault.None, Guid? RecordId = null)
{
    /// <inheritdoc />
    public override string ToString() => Sentence;
}

/// <summary>What can be wrong with the trail.</summary>
public enum AuditFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A record is not what the portal wrote, or the portal did not write it.</summary>
    RecordAltered,

    /// <summary>What is listed and found is not what the record says.</summary>
    ListingAltered,

    /// <summary>A record is missing within the chain, or stands at another's place.</summary>
    ChainBroken,

    /// <summary>Records are missing at the end.</summary>
    Truncated,

    /// <summary>The chain is whole but is not the one that was signed.</summary>
    Rewritten,

    /// <summary>The file of signed heads is missing, or its lines were altered.</summary>
    HeadsAltered,

    /// <summary>The key is missing or is not the one that the trail was signed with.</summary>
    KeyMissing,
}
