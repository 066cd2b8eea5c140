namespace Procurement.Awards.Contracts;

/// <summary>The names of this module's permissions.</summary>
public static class AwardsPermissions
{
    /// <summary>Sees which decisions a workflow holds, and releases one with a reason.</summary>
    public const string ReleaseHolds = "ReleaseAwardHolds";
}
