using System.Text.Json;
using Procurement.Data;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Begins workflows, in the caller's transaction.</summary>
internal sealed class WorkflowStarter(PortalDbContext db, ISeals seals, ActivityCatalogue catalogue)
{
    /// <summary>What a workflow knows at first: the defaults of its type, and what was brought.</summary>
    public static WorkflowData DataOf(Definition definition, string correlationId, string? title, string? url, IReadOnlyDictionary<string, JsonElement> brought)
    {
        var data = new WorkflowData(correlationId, title, url, [], []);
        foreach (var variable in definition.Variables) if (variable.Default is { } value) data.Variables[variable.Name] = value;
        foreach (var (name, value) in brought) data.Variables[name] = value;
        return data;
    }

    /// <summary>
    /// Of what a call of another system brought, what the type asks a start to bring, where it is of the kind that was declared. What has
    /// a default is not for a caller to set, and what is not declared is nothing that the workflow should know.
    /// </summary>
    public static Dictionary<string, JsonElement> Called(Definition definition, IReadOnlyDictionary<string, JsonElement> sent)
    {
        Dictionary<string, JsonElement> taken = [];
        foreach (var variable in definition.Variables)
            if (variable.Default is null && sent.TryGetValue(variable.Name, out var value) && ValueReader.Fits(variable.Kind, value)) taken[variable.Name] = value;
        return taken;
    }

    /// <param name="type">The type; its latest version is followed.</param>
    /// <param name="data">What it knows.</param>
    /// <param name="sealId">What hides it.</param>
    /// <param name="stepId">Where it stands at first.</param>
    /// <param name="startId">The start, for the journal.</param>
    /// <param name="record">What the journal's first line holds.</param>
    /// <param name="at">When what started it happened.</param>
    /// <param name="now">The instant.</param>
    public Workflow Begin(WorkflowType type, WorkflowData data, Guid? sealId, string stepId, string startId, RecordContent record, DateTimeOffset at, DateTimeOffset now)
    {
        var hidden = sealId is not null;
        var workflow = new Workflow(type, Sealing.Correlation(sealId, data.CorrelationId), sealId, hidden ? null : data.Title, hidden ? null : data.Url, seals.Write(sealId, data), now);
        db.Add(workflow);
        db.Add(new WorkflowToken { WorkflowId = workflow.Id, StepId = stepId, State = TokenState.Ready, Since = now });
        db.Add(new WorkflowExecutionRecord
        {
            WorkflowId = workflow.Id,
            Number = workflow.NextRecord(),
            StepId = startId,
            Kind = RecordKind.Started,
            At = at,
            Content = seals.Write(sealId, record),
        });
        return workflow;
    }

    /// <summary>The start that a workflow run by another begins with: one made for that, or else its first.</summary>
    public Step? StartOf(Definition definition)
    {
        var starts = definition.Activities.Where(s => catalogue.Find(s.Activity)?.Kind == ActivityKind.Start).ToArray();
        return starts.FirstOrDefault(s => catalogue.Find(s.Activity) is Activities.StartWhenRunActivity) ?? starts.FirstOrDefault();
    }
}
