using Procurement.Kernel;
using Procurement.Users.Contracts;

namespace Procurement.Users.Domain;

/// <summary>Length, and not what everybody guesses first. No rules about capitals and figures: they make worse passwords.</summary>
internal static class PasswordPolicy
{
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "password1234", "password12345", "password123456", "passwordpassword", "password2024", "password2025", "password2026", "123456789012", "1234567890123",
        "12345678901234", "123456789123", "qwertyuiop12", "qwertyuiop123", "qwertyuiop1234", "qwertyuiop[]", "1q2w3e4r5t6y", "1qaz2wsx3edc", "zaq12wsxcde3",
        "letmeinletmein", "welcome12345", "welcome123456", "administrator", "administrator1", "changeme1234", "changeme12345", "iloveyou1234", "football1234",
        "liverpool123", "manchester12", "correcthorsebatterystaple", "procurement1", "procurement123", "procurement2026", "commonlot123", "commonlot1234",
        "abcdefghijkl", "abcdefghijklmnop", "abc123abc123", "qwerty123456", "qwerty1234567", "asdfghjkl123", "asdfghjkl1234", "summer202612", "winter202612",
    };

    public static Refusal? Check(string password, string email)
    {
        if (password.Length < Passwords.MinimumLength) return new PasswordIsTooShort(Passwords.MinimumLength);
        if (password.Length > Passwords.MaximumLength) return new PasswordIsTooLong(Passwords.MaximumLength);
        if (Common.Contains(password) || password.Distinct().Count() < 5 || IsRun(password) || HoldsAddress(password, email)) return new PasswordIsEasilyGuessed();
        return null;
    }

    private static bool IsRun(string password) => password.Zip(password.Skip(1)).Count(p => p.Second - p.First is 1 or -1 or 0) >= password.Length - 2;

    private static bool HoldsAddress(string password, string email)
    {
        var name = email.Split('@')[0];
        return password.Contains(email, StringComparison.OrdinalIgnoreCase)
            || (name.Length >= 5 && password.Length - name.Length < 6 && password.Contains(name, StringComparison.OrdinalIgnoreCase));
    }
}
