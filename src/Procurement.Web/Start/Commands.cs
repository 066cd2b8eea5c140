using Procurement.AuditTrail.Contracts;

namespace Procurement.Web.Start;

/// <summary>What the host does from the command line instead of serving.</summary>
internal static class Commands
{
    private const string VerifyAudit = "verify-audit";

    /// <summary>Runs a command. Returns 0 when all is well, 1 when it is not, 2 when the command is unknown.</summary>
    public static async Task<int> RunAsync(WebApplication app, string command)
    {
        if (command != VerifyAudit)
        {
            await Console.Error.WriteLineAsync($"Unknown command '{command}'. There is one: {VerifyAudit}, which checks that the audit trail has not been altered.");
            return 2;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<IAuditVerifier>().VerifyAsync(CancellationToken.None);
        Console.WriteLine(verdict);
        return verdict.IsIntact ? 0 : 1;
    }
}
