namespace Procurement.Benchmarks;
internal static class Submissions { public static Task<Measured> MeasureAsync(Uri address) => throw new NotSupportedException(address.ToString()); }
