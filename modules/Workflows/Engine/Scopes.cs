namespace Procurement.Workflows.Engine;

/// <summary>
/// Which forks a branch is inside of, written as a path: <c>12</c> is the fork that was taken at line 12 of the journal, <c>12.37</c> one
/// inside it. A fork gives its branches a path of their own below its own; a join takes the last part off again.
/// </summary>
internal static class Scopes
{
    public const int Deepest = 16;

    public static string Under(string? scope, int number)
    {
        var own = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return scope is null ? own : scope + "." + own;
    }

    public static string? Parent(string scope) => scope.LastIndexOf('.') is var dot and >= 0 ? scope[..dot] : null;

    public static int Depth(string? scope) => scope is null ? 0 : scope.Count(c => c == '.') + 1;

    /// <summary>How far a path lies below another; null when it is not within it.</summary>
    public static int? Below(string? inner, string outer) =>
        inner == outer ? 0 : inner is not null && inner.StartsWith(outer + ".", StringComparison.Ordinal) ? Depth(inner) - Depth(outer) : null;
}
