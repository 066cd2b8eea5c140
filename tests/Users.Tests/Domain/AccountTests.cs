using Procurement.Users.Accounts;
using Procurement.Users.Domain;

namespace Procurement.Users.Tests.Domain;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(" chief@v01.example.org ", "chief@v01.example.org")]
    [InlineData("Head.Of+bids@sub.example.org", "Head.Of+bids@sub.example.org")]
    public void An_address_is_read_without_the_spaces_around_it(string typed, string read) => Assert.Equal(read, EmailAddress.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("chief")]
    [InlineData("chief@v01")]
    [InlineData("chief@v01.example.org\r\nBcc: all@example.org")]
    [InlineData("Chief <chief@v01.example.org>")]
    [InlineData("chief@v01.example.org, other@v01.example.org")]
    [InlineData("chief@v01.example.")]
    public void What_is_no_address_is_refused(string? typed) => Assert.Null(EmailAddress.Read(typed));

    [Theory]
    [InlineData("/bids/x?lot=1#a")]
    [InlineData("/")]
    public void Addresses_of_this_portal_are_safe_to_go_on_to(string url) => Assert.Equal(url, LocalAddress.Safe(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\\..\\evil")]
    [InlineData("/\t/evil.example")]
    [InlineData("evil")]
    public void Addresses_elsewhere_are_not(string? url) => Assert.Null(LocalAddress.Safe(url));

    [Fact]
    public void The_fifth_wrong_try_closes_an_address_for_a_quarter_of_an_hour()
    {
        var tries = new SignInTries { Key = "k" };
        for (var i = 0; i < 4; i++) Assert.False(tries.Fail(Now));
        Assert.False(tries.IsClosed(Now));
        Assert.True(tries.Fail(Now));
        Assert.True(tries.IsClosed(Now.AddMinutes(14)));
        Assert.False(tries.IsClosed(Now.AddMinutes(15)));
    }

    [Fact]
    public void Wrong_tries_of_an_hour_ago_are_forgotten()
    {
        var tries = new SignInTries { Key = "k" };
        for (var i = 0; i < 4; i++) tries.Fail(Now);
        Assert.False(tries.Fail(Now.AddHours(1)));
    }

    [Fact]
    public void Closing_an_account_needs_a_reason_and_somebody_else()
    {
        var account = new PortalUser("a@b.example", "Writer", "en", Now);
        Assert.IsType<BlockNeedsReason>(account.Block(" ", Guid.CreateVersion7(), Now).Refusal);
        Assert.IsType<OwnAccount>(account.Block("left", account.Id, Now).Refusal);
        var stamp = account.SecurityStamp;
        Assert.True(account.Block("left", Guid.CreateVersion7(), Now).IsDone);
        Assert.NotEqual(stamp, account.SecurityStamp);
        Assert.IsType<AccountIsBlocked>(account.Block("left", Guid.CreateVersion7(), Now).Refusal);
        Assert.True(account.Unblock().IsDone);
        Assert.IsType<AccountIsOpen>(account.Unblock().Refusal);
    }

    [Fact]
    public void A_recovery_code_works_once_however_it_is_typed()
    {
        var account = new PortalUser("a@b.example", "Writer", "en", Now);
        var codes = RecoveryCodes.Make();
        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        account.TurnOnTwoStep(codes);
        Assert.DoesNotContain(account.RecoveryCodes, codes.Contains);
        Assert.True(account.UseRecoveryCode(" " + codes[3].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant()));
        Assert.False(account.UseRecoveryCode(codes[3]));
        Assert.False(account.UseRecoveryCode("aaaa-bbbb-cccc-dddd"));
        Assert.Equal(RecoveryCodes.Count - 1, account.RecoveryCodes.Count);
    }
}
