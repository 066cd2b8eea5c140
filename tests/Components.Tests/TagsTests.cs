using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Procurement.Components.Tags;
using Procurement.Components.Text;
using Procurement.Kernel;

namespace Procurement.Components.Tests;

public sealed class TagsTests
{
    private readonly ViewContext _view;
    private readonly JsonWords _words;

    public TagsTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        _words = new JsonWords(new WordBook(new ModuleList([]), [Assembly.GetExecutingAssembly()]), new Development());
        _view = new ViewContext { HttpContext = new DefaultHttpContext(), ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) };
    }

    [Fact]
    public void An_error_stands_beside_its_field_and_describes_it_and_what_was_typed_is_given_back()
    {
        Typed("Input.Price", "about 230k");
        _view.ViewData.ModelState.AddModelError("Input.Price", "Enter the price in pounds");
        var page = Render(Field(new InputTagHelper(_words), "Input.Price", "", f => (f.LabelText, f.HintText) = ("Price", "VAT not included")));
        var input = page.QuerySelector<IHtmlInputElement>("input")!;
        Assert.Equal("about 230k", input.Value);
        Assert.Equal("Input_Price", page.QuerySelector("label")!.GetAttribute("for"));
        Assert.Equal("Input_Price-hint Input_Price-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("Error: Enter the price in pounds", page.GetElementById("Input_Price-error")!.TextContent);
        Assert.Contains("govuk-form-group--error", page.QuerySelector("div")!.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_without_hint_and_error_is_described_by_nothing() =>
        Assert.False(Render(Field(new InputTagHelper(_words), "Input.Price", "", f => f.LabelText = "Price")).QuerySelector("input")!.HasAttribute("aria-describedby"));

    [Fact]
    public void A_password_is_never_given_back()
    {
        Typed("Input.Password", "secret");
        var page = Render(Field(new InputTagHelper(_words), "Input.Password", "secret", f => (f.Type, f.LabelText) = ("password", "Password")));
        Assert.DoesNotContain("secret", page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_cannot_become_markup()
    {
        Typed("Input.Text", "\"><script>alert(1)</script>");
        var page = Render(Field(new InputTagHelper(_words), "Input.Text", "", f => f.LabelText = "<i>Label</i>"));
        Assert.Empty(page.QuerySelectorAll("script, i"));
    }

    [Fact]
    public void A_text_area_keeps_a_first_line_break()
    {
        Typed("Input.Text", "\nsecond line");
        Assert.Equal("\nsecond line", Render(Field(new TextareaTagHelper(_words), "Input.Text", "", f => f.LabelText = "Text")).QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
    }

    [Fact]
    public void The_first_radio_bears_the_identifier_that_the_error_summary_links_to()
    {
        _view.ViewData.ModelState.AddModelError("Input.Type", "Choose one");
        var field = Field(new RadiosTagHelper(_words), "Input.Type", "b", f => (f.LabelText, f.Items) = ("Type", [new Choice("a", "A", "First"), new Choice("b", "B")]));
        var page = Render(field, new ErrorsTagHelper(_words) { ViewContext = _view });
        Assert.Equal("radio", page.GetElementById("Input_Type")!.GetAttribute("type"));
        Assert.True(page.QuerySelector<IHtmlInputElement>("#Input_Type-2")!.IsChecked);
        Assert.Equal("#Input_Type", page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal("Input_Type-error", page.QuerySelector("fieldset")!.GetAttribute("aria-describedby"));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public void Ticks_are_given_back_and_no_tick_is_no_tick()
    {
        var items = new[] { new Choice("a", "A"), new Choice("b", "B"), new Choice("c", "C") };
        _view.ViewData.ModelState.SetModelValue("Input.Many", new[] { "a", "c" }, "a,c");
        var page = Render(Field(new CheckboxesTagHelper(_words), "Input.Many", new List<string> { "b" }, f => (f.LabelText, f.Items) = ("Many", items)));
        Assert.Equal(["a", "c"], page.QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.IsChecked).Select(i => i.Value));
    }

    [Fact]
    public void An_empty_box_says_that_it_was_there()
    {
        var page = Render(Field(new CheckboxTagHelper(_words), "Input.Agree", true, f => f.LabelText = "Agree"));
        Assert.True(page.QuerySelector<IHtmlInputElement>("input[type=checkbox]")!.IsChecked);
        Assert.Equal("false", page.QuerySelector<IHtmlInputElement>("input[type=hidden][name='Input.Agree']")!.Value);
    }

    [Fact]
    public void A_date_gives_back_its_three_parts_and_its_summary_links_to_the_day()
    {
        Typed("Input.Closes.Day", "31");
        Typed("Input.Closes.Month", "Feb");
        _view.ViewData.ModelState.AddModelError("Input.Closes", "There is no such day");
        var page = Render(Field(new DateTagHelper(_words), "Input.Closes", new DateInput(), f => f.LabelText = "Closes"), new ErrorsTagHelper(_words) { ViewContext = _view });
        Assert.Equal(["31", "Feb", ""], page.QuerySelectorAll<IHtmlInputElement>("input").Select(i => i.Value));
        Assert.Equal("Input.Closes.Day", page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!)!.GetAttribute("name"));
    }

    [Fact]
    public void The_summary_follows_the_fields_of_the_page_and_says_each_thing_once()
    {
        var state = _view.ViewData.ModelState;
        state.AddModelError("Input.A", "A is wrong");
        state.AddModelError("Input.Z", "Z is wrong");
        state.AddModelError("Input.Z", "Z is wrong");
        state.AddModelError("", "All of it is wrong");
        var summary = new ErrorsTagHelper(_words) { ViewContext = _view };
        var page = Render(summary, Field(new InputTagHelper(_words), "Input.Z", "", f => f.LabelText = "Z"), Field(new InputTagHelper(_words), "Input.A", "", f => f.LabelText = "A"));
        Assert.Equal(["All of it is wrong", "Z is wrong", "A is wrong"], page.QuerySelectorAll(".govuk-error-summary li").Select(l => l.TextContent));
    }

    [Fact]
    public void There_is_no_summary_when_nothing_is_wrong() => Assert.Equal("", Render(new ErrorsTagHelper(_words) { ViewContext = _view }).Body!.InnerHtml);

    [Fact]
    public void A_message_that_is_a_key_is_shown_in_words()
    {
        _view.ViewData.ModelState.AddModelError("Input.A", "Common.Invalid.Number");
        Assert.Contains("Enter a number", Render(Field(new InputTagHelper(_words), "Input.A", "", f => f.LabelText = "A")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_has_a_key_of_its_own()
    {
        string Key() => Render("form", new OnceTagHelper()).QuerySelector<IHtmlInputElement>("input[name=__once]")!.Value;
        Assert.Equal(32, Key().Length);
        Assert.NotEqual(Key(), Key());
    }

    [Fact]
    public void A_select_offers_nothing_until_something_is_chosen()
    {
        var items = new[] { new Choice("a", "A"), new Choice("b", "B") };
        Assert.Equal("", Render(Field(new SelectTagHelper(_words), "Input.One", null, f => (f.LabelText, f.Items) = ("One", items))).QuerySelector<IHtmlSelectElement>("select")!.Value);
        Assert.Equal("b", Render(Field(new SelectTagHelper(_words), "Input.One", "b", f => (f.LabelText, f.Items) = ("One", items))).QuerySelector<IHtmlSelectElement>("select")!.Value);
    }

    [Fact]
    public void A_status_has_a_word_and_a_shape()
    {
        var page = Render(new StatusTagHelper(_words) { WordText = "Open", Tone = "green", Shape = "dot" });
        Assert.Equal("Open", page.QuerySelector(".cl-status--green")!.TextContent);
        Assert.Equal("true", page.QuerySelector("svg")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Every_status_has_a_shape_that_is_drawn() => Assert.All(Statuses.All, s => Assert.True(s.Shape.Length == 0 || Shapes.Has(s.Shape), s.Shape));

    [Fact]
    public void Every_state_of_every_module_has_a_tone_and_a_shape()
    {
        // What stands in a diagram or a timeline is drawn there.
        string[] drawnElsewhere = ["StepState", "TimelineState"];
        var states = Directory.EnumerateFiles(AppContext.BaseDirectory, "Procurement.*.dll").Select(f => Kernel.Module.From(Assembly.LoadFrom(f))).OfType<Kernel.Module>()
            .SelectMany(m => m.Assembly.GetTypes())
            .Where(t => t.IsEnum && !drawnElsewhere.Contains(t.Name) && (t.Name.EndsWith("State", StringComparison.Ordinal) || t.Name.EndsWith("Status", StringComparison.Ordinal) || t.Name.EndsWith("Stage", StringComparison.Ordinal)))
            .SelectMany(t => Enum.GetValues(t).Cast<Enum>()).ToArray();
        Assert.True(states.Length > 30, "A test that finds no states guards nothing.");
        Assert.Equal([], states.Where(s => !Statuses.Knows(s)).Select(s => $"{s.GetType().Name}.{s}"));
    }

    [Fact]
    public void An_instant_is_read_by_machines_and_by_people()
    {
        var page = Render(new InstantTagHelper { At = new DateTimeOffset(2026, 6, 1, 11, 0, 0, TimeSpan.Zero) });
        Assert.Equal("2026-06-01T11:00:00Z", page.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Equal("Monday 1 June 2026 at 12 noon (BST)", page.QuerySelector("time")!.TextContent);
    }

    [Fact]
    public void The_pager_keeps_what_the_address_asks_for()
    {
        _view.HttpContext.Request.QueryString = new QueryString("?q=mentoring+%26+debt&after=x");
        var page = Render(new PagerTagHelper(_words) { ViewContext = _view, Next = "y/z" });
        Assert.Equal("?q=mentoring%20%26%20debt&after=y%2Fz", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("?q=mentoring%20%26%20debt", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
    }

    [Fact]
    public void A_list_of_one_page_has_no_pager() => Assert.Equal("", Render(new PagerTagHelper(_words) { ViewContext = _view }).Body!.InnerHtml);

    [Fact]
    public void The_step_under_way_is_said_and_not_only_drawn()
    {
        var page = Render(new TimelineTagHelper(_words) { Items = [new("Published", "30 September", TimelineState.Done), new("Open", "Today", TimelineState.Now), new("Closes", "", TimelineState.Later)] });
        Assert.Equal("Now: Open", page.QuerySelector("li[aria-current=step] b")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll("li svg[aria-hidden=true]").Length);
    }

    [Theory]
    [InlineData("/pages/terms", "/pages/terms?lang=cy")]
    [InlineData("//evil.example", "/evil.example?lang=cy")]
    public void The_language_link_stays_on_this_site(string path, string expected)
    {
        _view.HttpContext.Request.Path = path;
        Assert.Equal(expected, Language.OtherUrl(_view.HttpContext.Request));
    }

    [Fact]
    public void A_menu_shows_at_most_five_and_prefers_what_is_the_persons_own()
    {
        var own = AccessRule.SignedIn;
        MenuItem[] items = [.. Enumerable.Range(1, 5).Select(n => new MenuItem(Menus.Main, $"A{n}", $"/a{n}", "", AccessRule.Anyone, n)), new(Menus.Main, "Own", "/own", "", own, 6), new(Menus.Main, "Off", "/off", "Off", own, 0)];
        var http = new HttpContextAccessor { HttpContext = _view.HttpContext };
        _view.HttpContext.Request.Path = "/own/thing";
        var visitor = new Navigation(items, new Features(), new CurrentWho(), http).Main;
        var member = new Navigation(items, new Features(), new Person(Guid.CreateVersion7(), "x", [], new HashSet<string>()), http).Main;
        Assert.Equal(["A1", "A2", "A3", "A4", "A5"], visitor.Select(m => m.TextKey));
        Assert.Equal(["A1", "A2", "A3", "A4", "Own"], member.Select(m => m.TextKey));
        Assert.Equal("true", member[^1].Current);
    }

    private void Typed(string name, string value) => _view.ViewData.ModelState.SetModelValue(name, value, value);

    private T Field<T>(T field, string name, object? model, Action<T> set) where T : FieldTagHelper
    {
        var provider = new EmptyModelMetadataProvider();
        field.ViewContext = _view;
        field.For = new ModelExpression(name, provider.GetModelExplorerForType(model?.GetType() ?? typeof(string), model));
        set(field);
        return field;
    }

    private static IHtmlDocument Render(params TagHelper[] helpers) => Render("div", helpers);

    private static IHtmlDocument Render(string tag, params TagHelper[] helpers)
    {
        var all = new HtmlContentBuilder();
        foreach (var helper in helpers)
        {
            var context = new TagHelperContext(tag, [], new Dictionary<object, object>(), "id");
            var output = new TagHelperOutput(tag, [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
            helper.Init(context);
            helper.ProcessAsync(context, output).GetAwaiter().GetResult();
            all.AppendHtml(output);
        }

        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        all.WriteTo(writer, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString());
    }

    private sealed class Features : IFeatures
    {
        public bool IsOn(string featureId) => featureId != "Off";
    }

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
