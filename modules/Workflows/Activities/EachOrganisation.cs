using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using ValueKind = Procurement.Workflows.Contracts.ValueKind;

namespace Procurement.Workflows.Activities;

/// <summary>When the answers of several organisations are enough.</summary>
internal enum EachUntil
{
    /// <summary>When all have answered.</summary>
    All,

    /// <summary>When so many have.</summary>
    Quorum,

    /// <summary>When the date has come, or all have answered before it.</summary>
    Deadline,
}

/// <summary>A task for each organisation in a list, instead of one for somebody.</summary>
internal sealed record EachOrganisation(
    [property: VariableName(ValueKind.List)] string List, [property: OrganisationDuty] string? Duty = null, EachUntil Until = EachUntil.All,
    [property: Range(1, EachOrganisation.Most)] int? Quorum = null)
{
    public const int Most = 500;
    public const string NotReached = "NotReached";
    public const string Expired = "Expired";

    public IReadOnlyList<string> Outcomes(bool hasDate) => Until switch
    {
        EachUntil.Quorum => [Activity.Done, NotReached],
        EachUntil.Deadline => [Activity.Done],
        _ => hasDate ? [Activity.Done, Expired] : [Activity.Done],
    };

    public IEnumerable<Refusal> Check(IDefinitionFacts facts, bool hasDate)
    {
        if (facts.KindOf(List) is not (ValueKind.List or ValueKind.Any)) yield return new NotAList(List);
        if (Until == EachUntil.Quorum && Quorum is not >= 1) yield return new QuorumNeedsANumber();
        if (Until == EachUntil.Deadline && !hasDate) yield return new DeadlineNeedsADate();
        if (Quorum is < 1 or > Most) yield return new QuorumNeedsANumber();
        if (Duty is not null && !Duties.All.Contains(Duty)) yield return new AssigneeNeedsOne();
    }

    /// <summary>The organisations, each once. A list that holds anything else is a fault, and so is one that is too long.</summary>
    public IReadOnlyList<Guid> Read(ActivityContext context)
    {
        var list = context.Frame.Find(List);
        if (list.ValueKind != JsonValueKind.Array) throw new CannotEvaluateException(List);
        return [.. list.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String && Guid.TryParse(i.GetString(), out var id) ? id : throw new CannotEvaluateException($"{List}: {i}")).Distinct()];
    }
}

/// <summary>How the tasks of one step stand.</summary>
internal sealed record EachStand(int Asked, int Answered, int Open, IReadOnlyDictionary<string, int> Counts)
{
    public static async Task<EachStand> ReadAsync(PortalDbContext db, IReadOnlyCollection<string> keys, IReadOnlyList<string> decisions, CancellationToken ct)
    {
        var stored = await db.Set<UserTask>().AsNoTracking().Where(t => keys.Contains(t.Key)).Select(t => new { t.State, t.Decision }).ToListAsync(ct);
        var counts = decisions.ToDictionary(d => d, d => stored.Count(t => t.State == UserTaskState.Done && t.Decision == d));
        return new EachStand(keys.Count, stored.Count(t => t.State == UserTaskState.Done), stored.Count(t => t.State == UserTaskState.Open), counts);
    }

    public void Give(ActivityContext context)
    {
        context.Give("asked", Asked);
        context.Give("answered", Answered);
        context.Give("counts", Counts);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Answered}/{Asked}");
}
