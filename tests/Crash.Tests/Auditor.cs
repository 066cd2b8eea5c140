using AngleSharp.Dom;

namespace Procurement.Crash.Tests;

/// <summary>An administrator who has the audit trail verified: after each restart, and while others work.</summary>
internal sealed class Auditor(string name, int seed) : Client(name, seed)
{
    protected override async Task StepAsync()
    {
        await Task.Delay(Random.Next(200, 800));
        await LookAsync(everything: false);
    }

    public override async Task LookAsync(bool everything)
    {
        var verdict = await Browser.SendAsync(await GetAsync("/admin/audit/verify"));
        var said = verdict.Page.QuerySelector("main [role=status]");
        Assert.True(said?.ClassList.Contains("cl-panel--wash") == true, $"{Name}: the audit trail does not verify: {said?.TextContent.Trim() ?? verdict.Heading}");
    }
}
