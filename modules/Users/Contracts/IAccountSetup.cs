namespace Procurement.Users.Contracts;

/// <summary>What a recipe needs of accounts and roles.</summary>
public interface IAccountSetup
{
    /// <summary>Makes the role unless it is there, and grants it the permissions beyond those that are declared for it.</summary>
    Task EnsureRoleAsync(string name, IReadOnlyList<string> permissions, CancellationToken ct);

    /// <summary>
    /// Makes an account of the demonstration, with the password that everybody knows, unless it is there; gives it the roles. Throws
    /// outside Development and Testing.
    /// </summary>
    Task<Guid> EnsureDemonstrationAccountAsync(string email, string displayName, string culture, IReadOnlyList<string> roles, CancellationToken ct);
}
