using Procurement.Kernel;

namespace Procurement.Users.Accounts;

/// <summary>Words whose key depends on a value.</summary>
internal static class UserWords
{
    public static string Language(IWords words, string culture) => words.Text("Users.Language." + culture);

    public static string Kind(IWords words, OrganisationKind kind) => words.Text("Users.Kind." + kind);

    public static string Duty(IWords words, string duty) => words.Text("Users.Duty." + duty);
}
