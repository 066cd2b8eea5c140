using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>What a join waits for.</summary>
internal enum JoinRule
{
    /// <summary>All branches of the fork that can still come.</summary>
    All,

    /// <summary>The first; the fork's other branches are ended.</summary>
    Any,
}

/// <summary>
/// Brings the branches of a fork together. It counts as a step that acts, not as one that waits: a loop through it alone would have
/// nothing to wait for.
/// </summary>
internal sealed class JoinActivity : Activity<JoinActivity.Settings>
{
    internal sealed record Settings(JoinRule WaitFor = JoinRule.All);

    public override string? Describe(Settings settings, IWords words) => words.Text(settings.WaitFor);

    // The engine knows where the other branches stand.
    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) =>
        Task.FromResult<ActivityResult>(new ActivityResult.Joined());
}
