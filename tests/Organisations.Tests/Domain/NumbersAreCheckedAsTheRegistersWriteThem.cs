using Procurement.Organisations.Domain;

namespace Procurement.Organisations.Tests.Domain;

public sealed class NumbersAreCheckedAsTheRegistersWriteThem
{
    [Theory]
    [InlineData("GB-COH", "09506232")]
    [InlineData("GB-COH", "07444723")]
    [InlineData("GB-COH", "SC115090")]
    [InlineData("GB-COH", "OC361645")]
    [InlineData("GB-COH", "CE001234")]
    [InlineData("GB-COH", "R0000123")]
    [InlineData("GB-COH", "IP31455R")]
    [InlineData("GB-CHC", "279417")]
    [InlineData("GB-CHC", "1090095")]
    [InlineData("GB-CHC", "1173575")]
    [InlineData("GB-CHC", "1089464-1")]
    [InlineData("GB-SC", "SC042386")]
    [InlineData("GB-SC", "SC000587")]
    [InlineData("GB-NIC", "100019")]
    [InlineData("GB-NIC", "100048")]
    [InlineData("GB-MPR", "235C")]
    [InlineData("GB-MPR", "IP031455")]
    [InlineData("GB-MPR", "31455R")]
    [InlineData("GB-MPR", "RS007123")]
    [InlineData("GB-PPON", "PDYH-3246-XWTR")]
    [InlineData("GB-PPON", "PZVZ-9572-BGRL")]
    [InlineData("GB-LAE", "LEW")]
    [InlineData("GB-LAE", "STT")]
    [InlineData("GB-LAE", "NTT")]
    [InlineData("GB-LAE", "BPC")]
    [InlineData("GB-PLA", "AGY")]
    [InlineData("GB-PLA", "TOF")]
    [InlineData("GB-PLA", "CRF")]
    [InlineData("GB-NHS", "RAX")]
    [InlineData("GB-NHS", "01F")]
    [InlineData("GB-NHS", "7A1A5")]
    [InlineData("GB-UKPRN", "10000346")]
    [InlineData("GB-UKPRN", "10010014")]
    [InlineData("GSS", "E06000058")]
    [InlineData("GSS", "W06000015")]
    [InlineData("GSS", "E08000038")]
    [InlineData("CQC", "1-101610212")]
    [InlineData("CQC", "RAX")]
    public void A_number_of_the_register_fits(string scheme, string number) => Assert.Equal(NumberVerdict.Fits, Judge(scheme, number));

    [Theory]
    [InlineData("GB-COH", "ABCDEFGH")]
    [InlineData("GB-COH", "GB123456")]
    [InlineData("GB-CHC", "12345")]
    [InlineData("GB-CHC", "0123456")]
    [InlineData("GB-CHC", "12345678")]
    [InlineData("GB-CHC", "1089464-0")]
    [InlineData("GB-SC", "SC12345")]
    [InlineData("GB-SC", "042386")]
    [InlineData("GB-NIC", "12345")]
    [InlineData("GB-NIC", "200000")]
    [InlineData("GB-MPR", "ABC")]
    [InlineData("GB-MPR", "1234567890")]
    [InlineData("GB-PPON", "PDYH3246XWTR")]
    [InlineData("GB-PPON", "PDY-3246-XWTR")]
    [InlineData("GB-LAE", "LE")]
    [InlineData("GB-LAE", "LEWI")]
    [InlineData("GB-PLA", "AG")]
    [InlineData("GB-PLA", "1AB")]
    [InlineData("GB-NHS", "R")]
    [InlineData("GB-UKPRN", "20000346")]
    [InlineData("GB-UKPRN", "1000034")]
    [InlineData("GSS", "E0600058")]
    [InlineData("GSS", "S12000033")]
    [InlineData("CQC", "1-123")]
    public void Another_does_not(string scheme, string number) => Assert.NotEqual(NumberVerdict.Fits, Judge(scheme, number));

    [Theory]
    [InlineData("GB-COH", "XX123456")]
    [InlineData("GB-COH", "GB123456")]
    [InlineData("ZZ-NEW", "A-1")]
    public void A_kind_that_we_have_not_heard_of_is_a_warning_and_no_refusal(string scheme, string number) => Assert.Equal(NumberVerdict.Doubtful, Judge(scheme, number));

    [Theory]
    [InlineData("GB-COH", "7444723", "07444723")]
    [InlineData("GB-COH", " sc 115090 ", "SC115090")]
    [InlineData("GB-COH", "GB-COH-09506232", "09506232")]
    [InlineData("GB-CHC", "GB-CHC-1090095", "1090095")]
    [InlineData("GB-CHC", "1 089 464-1", "1089464-1")]
    [InlineData("GB-NIC", "NIC100019", "100019")]
    [InlineData("GB-PPON", "GB-PPON-pdyh-3246-xwtr", "PDYH-3246-XWTR")]
    [InlineData("GB-PPON", "GB-PPON:PDYH-3246-XWTR", "PDYH-3246-XWTR")]
    [InlineData("VAT", "GB 220 4302 31", "220430231")]
    public void It_is_written_as_the_register_writes_it(string scheme, string typed, string expected) =>
        Assert.Equal(expected, IdentifierSchemes.Of(scheme).Normalise(typed));

    [Theory]
    [InlineData("220430231", NumberVerdict.Fits)]
    [InlineData("GB220430231", NumberVerdict.Fits)]
    [InlineData("220430232", NumberVerdict.Malformed)]
    [InlineData("220430273", NumberVerdict.Fits)]
    [InlineData("220430231001", NumberVerdict.Fits)]
    public void A_VAT_number_adds_up_by_the_old_rule_or_the_new(string number, object expected) => Assert.Equal((NumberVerdict)expected, Judge("VAT", number));

    [Theory]
    [InlineData("5493001KJTIIGC8Y1R12", NumberVerdict.Fits)]
    [InlineData("5493001KJTIIGC8Y1R13", NumberVerdict.Malformed)]
    [InlineData("5493001KJTIIGC8Y1R1", NumberVerdict.Malformed)]
    public void A_legal_entity_identifier_has_its_check_digits(string number, object expected) => Assert.Equal((NumberVerdict)expected, Judge("XI-LEI", number));

    private static NumberVerdict Judge(string code, string number)
    {
        var scheme = IdentifierSchemes.Of(code);
        return scheme.Judge(scheme.Normalise(number));
    }
}
