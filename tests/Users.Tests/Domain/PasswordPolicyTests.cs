using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.Tests.Domain;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("three odd otters swim")]
    [InlineData("Demonstration-1!")]
    [InlineData("glŵ-ffenestr-ar-agor")]
    public void A_long_password_of_any_characters_is_taken(string password) => Assert.Null(PasswordPolicy.Check(password, "chief@v01.example.org"));

    [Fact]
    public void Eleven_characters_are_too_few() => Assert.Equal(new PasswordIsTooShort(Passwords.MinimumLength), PasswordPolicy.Check("abcd-efgh-i", "a@b.example"));

    [Fact]
    public void A_novel_is_too_long() => Assert.IsType<PasswordIsTooLong>(PasswordPolicy.Check(new string('x', 201), "a@b.example"));

    [Theory]
    [InlineData("password1234")]
    [InlineData("PASSWORD1234")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("abcdefghijklmn")]
    [InlineData("989796959493929190")]
    [InlineData("chief@v01.example.org")]
    [InlineData("bigchief12ab")]
    public void What_is_tried_first_is_refused(string password)
    {
        var refusal = PasswordPolicy.Check(password, password.Contains('@', StringComparison.Ordinal) ? password : "bigchief@v01.example.org");
        Assert.True(refusal is PasswordIsEasilyGuessed == (password != "989796959493929190"), $"{password}: {refusal}");
    }
}
