namespace Procurement.Workflows.Contracts;

/// <summary>The permissions of this module.</summary>
public static class WorkflowPermissions
{
    /// <summary>Sees types and workflows, switches types, and retries or cancels workflows.</summary>
    public const string Manage = "ManageWorkflows";
}

/// <summary>Where workflows and tasks are read.</summary>
public static class WorkflowAddresses
{
    /// <summary>The page of a workflow, for administrators.</summary>
    public static string Workflow(Guid id) => $"/admin/workflows/instances/{id}";

    /// <summary>The page of a task.</summary>
    public static string Task(Guid id) => $"/tasks/{id}";
}
