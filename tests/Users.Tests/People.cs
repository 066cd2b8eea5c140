using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Users.Tests;

/// <summary>People for a test, each with an address of their own.</summary>
internal static partial class People
{
    public const string Password = "three odd otters swim";

    public static string Address(string role) => $"{role}.{Guid.CreateVersion7():N}@people.example.org";

    public static async Task<(string Email, Guid Id)> SomebodyAsync(this Portal portal, string role = "somebody", string password = Password)
    {
        var email = Address(role);
        var id = await portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().CreateConfirmedAsync(email, role, password, CancellationToken.None));
        return (email, id.Value);
    }

    public static async Task<(string Email, Guid Id)> AdministratorAsync(this Portal portal)
    {
        var email = Address("administrator");
        var id = await portal.AsAsync(null, async s =>
        {
            var setup = s.GetRequiredService<IAccountSetup>();
            await setup.EnsureRoleAsync(Kernel.Roles.Administrator, [], CancellationToken.None);
            return await setup.EnsureDemonstrationAccountAsync(email, "Administrator (demo account)", "en", [Kernel.Roles.Administrator], CancellationToken.None);
        });
        return (email, id);
    }

    public static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => "Input." + f.Name, f => f.Value);

    /// <summary>The page as it was answered, without what differs from one answer to the next by chance, and without the address that was typed.</summary>
    public static string Sameness(this Answer answer, string typed) =>
        Chance().Replace($"{(int)answer.Status} {answer.Location}\n{answer.Body}", "").Replace(typed, "ADDRESS", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"|name=\"__once\" value=\"[^\"]*\"|\\d+ \\w+ \\d{4} (at|am) [^<(]*")]
    private static partial Regex Chance();
}
