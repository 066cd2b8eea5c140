using System.Text;
using Procurement.Users.Domain;

namespace Procurement.Users.Tests.Domain;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>From RFC 6238, appendix B, the last six figures.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void A_code_is_taken_half_a_minute_early_or_late_and_no_further()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        Assert.NotNull(Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(-30)), now, 0));
        Assert.NotNull(Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(30)), now, 0));
        Assert.Null(Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(-90)), now, 0));
        Assert.Null(Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(90)), now, 0));
    }

    [Fact]
    public void A_code_works_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeAt(Key, now);
        var step = Totp.Match(Key, code, now, 0);
        Assert.NotNull(step);
        Assert.Null(Totp.Match(Key, code, now, step.Value));
        Assert.NotNull(Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(30)), now.AddSeconds(30), step.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void What_is_no_code_is_no_match(string typed) => Assert.Null(Totp.Match(Key, typed, DateTimeOffset.UnixEpoch.AddDays(20000), 0));

    [Fact]
    public void Spaces_that_people_type_do_not_matter()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        Assert.NotNull(Totp.Match(Key, Totp.CodeAt(Key, now).Insert(3, " "), now, 0));
    }

    /// <summary>From RFC 4648 and the key above, as apps read it.</summary>
    [Fact]
    public void The_key_is_written_as_apps_read_it()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Text(Key, grouped: false));
        Assert.Equal("MZXW6YTBOI", Totp.Text(Encoding.ASCII.GetBytes("foobar"), grouped: false));
        Assert.Equal("MZXW6", Totp.Text(Encoding.ASCII.GetBytes("foo"), grouped: false));
    }
}
