using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tests;

public enum Weather
{
    Fine,
}

public sealed class WordsTests
{
    private static readonly WordBook Book = new(new ModuleList([]), [Assembly.GetExecutingAssembly()]);

    private static JsonWords Words(string language, string environment = "Development")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return new JsonWords(Book, new Environment(environment));
    }

    private static string Html(IHtmlContent content) => content.AsString();

    [Fact]
    public void Arguments_fill_their_places_and_are_escaped_in_HTML()
    {
        var words = Words("en-GB");
        Assert.Equal("Hello <b>", words.Text("Test.Hello", "<b>"));
        Assert.Equal("Hello &lt;b&gt;", Html(words["Test.Hello", "<b>"]));
        Assert.Equal("Hello <b>you</b>", Html(words["Test.Hello", new HtmlString("<b>you</b>")]));
    }

    [Fact]
    public void The_texts_themselves_are_escaped() => Assert.Equal("Bread &amp; butter", Html(Words("en-GB")["Test.Escaped"]));

    [Fact]
    public void Instants_days_numbers_and_enums_are_written_as_people_read_them()
    {
        var words = Words("en-GB");
        var noon = new DateTimeOffset(2026, 10, 28, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal("Hello Wednesday 28 October 2026 at 12 noon (GMT)", words.Text("Test.Hello", noon));
        Assert.Equal("Hello Wednesday 28 October 2026", words.Text("Test.Hello", new DateOnly(2026, 10, 28)));
        Assert.Equal("Hello 240,000", words.Text("Test.Hello", 240_000));
        Assert.Equal("Hello 1,234.5", words.Text("Test.Hello", 1234.50m));
        Assert.Equal("Hello Fine weather", words.Text("Test.Hello", Weather.Fine));
        Assert.Equal("By 28 October 2026, 12 noon", words.Text("Test.Short", noon));
    }

    [Theory]
    [InlineData(0, "0 lots")]
    [InlineData(1, "1 lot")]
    [InlineData(2, "2 lots")]
    public void A_number_chooses_its_word(int count, string expected) => Assert.Equal(expected, Words("en-GB").Text("Test.Lots", count));

    [Fact]
    public void Names_are_filled_from_pairs()
    {
        var words = Words("en-GB");
        Assert.Equal("Ada has 3", words.Text("Test.Named", ("Who", "Ada"), ("Count", 3)));
        Assert.Equal("Ada has 3", words.Text("Test.Named", "Who", "Ada", "Count", 3));
    }

    [Fact]
    public void A_refusal_fills_its_sentence_from_its_properties() =>
        Assert.Equal("It closed on Wednesday 28 October 2026 at 12 noon (GMT)", Words("en-GB").Text(new ItHasClosed(new DateTimeOffset(2026, 10, 28, 12, 0, 0, TimeSpan.Zero))));

    [Fact]
    public void Verified_Welsh_is_given_without_a_fallback()
    {
        var words = Words("cy-GB");
        Assert.Equal("Cadw", words.Text("Common.Save"));
        Assert.Equal("Cadw", Html(words["Common.Save"]));
        Assert.False(words.FellBack);
    }

    [Fact]
    public void English_stands_in_for_missing_Welsh_and_is_marked_as_English()
    {
        var words = Words("cy-GB");
        Assert.Equal("<span lang=\"en\">Hello you</span>", Html(words["Test.Hello", "you"]));
        Assert.True(words.FellBack);
    }

    [Fact]
    public void A_stand_in_for_an_attribute_is_remembered_so_that_it_can_be_marked_where_it_is_shown()
    {
        var words = Words("cy-GB");
        var text = words.Text("Test.Hello", "you");
        Assert.True(words.FellBack);
        Assert.Equal("<span lang=\"en\">Hello you</span>", Html(Tags.Messages.Html(words, text)));
    }

    [Fact]
    public void A_missing_key_stops_a_developer_and_shows_itself_elsewhere()
    {
        Assert.Throws<InvalidOperationException>(() => Words("en-GB").Text("No.Such.Key"));
        Assert.Equal("[No.Such.Key]", Words("en-GB", "Production").Text("No.Such.Key"));
    }

    [Fact]
    public void Braces_that_are_no_place_stay()
    {
        Assert.Equal("a { b } {c-d}", Template.Parse("a { b } {c-d}").Fill(_ => "x", (v, _) => (string)v!, null));
        Assert.Equal("open {0", Template.Parse("open {0").Fill(_ => "x", (v, _) => (string)v!, null));
    }

    private sealed record ItHasClosed(DateTimeOffset ClosesAt) : Refusal;

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
