using Procurement.Opportunities.Search;

namespace Procurement.Opportunities.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Tŷ Gŵyr", "ty gwyr")]
    [InlineData("Women’s centres", "women centre")]
    [InlineData("women's", "women")]
    [InlineData("agencies, families", "agency family")]
    [InlineData("access to business", "access to business")]
    [InlineData("85312310-5", "85312310 5")]
    [InlineData("  MENTORING   Lewisham ", "mentoring lewisham")]
    public void Words_are_folded(string typed, string folded) => Assert.Equal(folded, string.Join(' ', SearchWords.OfQuery(typed)));

    [Theory]
    [InlineData("")]
    [InlineData("\"'*()-:^&|!<>")]
    [InlineData("\0 \u0301 \U0001F600")]
    public void What_holds_no_word_is_no_query(string typed) => Assert.Empty(SearchWords.OfQuery(typed));

    [Fact]
    public void A_query_is_all_words_and_the_last_may_be_unfinished()
    {
        var words = SearchWords.OfQuery("debt advice hul");
        Assert.Equal("\"debt\" \"advice\" \"hul\"*", SearchWords.ForSqlite(words));
        Assert.Equal("'debt' & 'advice' & 'hul':*", SearchWords.ForPostgreSql(words));
    }

    [Fact]
    public void A_long_query_is_cut() => Assert.Equal(12, SearchWords.OfQuery(string.Join(' ', Enumerable.Range(0, 500).Select(i => "w" + i))).Count);
}
