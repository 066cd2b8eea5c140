using Microsoft.AspNetCore.Html;

namespace Procurement.Kernel;

/// <summary>
/// What people read, in English and Welsh, from each module's <c>Words/en.json</c> and <c>Words/cy.json</c>. A text that is empty in
/// Welsh has not been verified by a translator: the English stands in, marked as English.
/// </summary>
public interface IWords
{
    /// <summary>The text as HTML, escaped; an English stand-in on a Welsh page is wrapped in an element that says so.</summary>
    IHtmlContent this[string key, params object?[] args] { get; }

    /// <summary>The text alone, for attributes, titles and mail. Arguments fill <c>{0}</c>, or names when they are pairs of name and value.</summary>
    string Text(string key, params object?[] args);

    /// <summary>The sentence of a refusal.</summary>
    string Text(Refusal refusal);

    /// <summary>The word of an enum's value: key <c>EnumName.Value</c>.</summary>
    string Text(Enum value);

    /// <summary>True when there is an English text for the key.</summary>
    bool Has(string key);

    /// <summary>True when a text asked for in Welsh was given in English during this request.</summary>
    bool FellBack { get; }
}
