using Procurement.Data;

namespace Procurement.Opportunities.Search;

/// <summary>
/// The full-text index: one part for work that is current, one for the past, so that the search for open work walks through as much
/// after ten years as on the first day.
/// </summary>
internal static class SearchSchema
{
    public static SchemaScript Script { get; } = new("Opportunities: the full-text index",
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS opportunities_words_current USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2 3');
        CREATE VIRTUAL TABLE IF NOT EXISTS opportunities_words_past USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2 3');
        """,
        """
        CREATE TABLE IF NOT EXISTS opportunities_words (number integer PRIMARY KEY, is_past boolean NOT NULL, words tsvector NOT NULL);
        CREATE INDEX IF NOT EXISTS ix_opportunities_words_current ON opportunities_words USING gin (words) WHERE NOT is_past;
        CREATE INDEX IF NOT EXISTS ix_opportunities_words_past ON opportunities_words USING gin (words) WHERE is_past;
        """);
}
