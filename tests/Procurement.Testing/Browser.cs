using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Procurement.Testing;

/// <summary>A page that a browser got.</summary>
public sealed record Answer(HttpStatusCode Status, string? Location, IHtmlDocument Page, string Body, HttpResponseMessage Response)
{
    /// <summary>The text of the first heading.</summary>
    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The texts of the error summary.</summary>
    public IReadOnlyList<string> Errors => [.. Page.QuerySelectorAll(".govuk-error-summary__list li").Select(e => e.TextContent.Trim())];

    /// <summary>The text of the main part, white space folded.</summary>
    public string Text => System.Text.RegularExpressions.Regex.Replace((Page.QuerySelector("main") ?? Page.Body!).TextContent, @"\s+", " ").Trim();
}

/// <summary>A browser without script: it gets pages, keeps cookies, and sends forms as they stand on the page.</summary>
public sealed class Browser(HttpClient client)
{
    /// <summary>The client.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>Gets a page, without following a redirect.</summary>
    public async Task<Answer> GetAsync(string url) => await ReadAsync(await Client.GetAsync(url));

    /// <summary>Gets a page and follows redirects.</summary>
    public async Task<Answer> VisitAsync(string url)
    {
        var answer = await GetAsync(url);
        for (var hops = 0; hops < 5 && answer.Location is { } to; hops++) answer = await GetAsync(to);
        return answer;
    }

    /// <summary>Sends a form of a page with the fields given, all others as they stand.</summary>
    /// <param name="page">The page that holds the form.</param>
    /// <param name="fields">Fields to set: by name.</param>
    /// <param name="form">A CSS selector of the form; the first POST form in main by default.</param>
    /// <param name="files">Files to upload: field name, file name, content.</param>
    public async Task<Answer> SendAsync(Answer page, IEnumerable<KeyValuePair<string, string>>? fields = null, string form = "main form[method=post]", params (string Field, string Name, byte[] Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(page);
        var element = page.Page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"No form '{form}' on '{page.Heading}' ({page.Status})");
        var given = fields?.ToLookup(f => f.Key, f => f.Value);
        List<KeyValuePair<string, string>> data = [];
        foreach (var control in element.Elements.OfType<IHtmlElement>())
        {
            var name = control.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || given?.Contains(name) == true) continue;
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "file" or "submit" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement input: data.Add(new(name, input.Value)); break;
                case IHtmlTextAreaElement area: data.Add(new(name, area.Value)); break;
                case IHtmlSelectElement select when select.Value is { } value: data.Add(new(name, value)); break;
            }
        }

        if (fields is not null) data.AddRange(fields);
        var url = element.GetAttribute("action") is { Length: > 0 } action ? action : page.Response.RequestMessage!.RequestUri!.PathAndQuery;
        HttpContent content;
        if (files.Length > 0 || element.GetAttribute("enctype") == "multipart/form-data")
        {
            var multipart = new MultipartFormDataContent();
            foreach (var (name, value) in data) multipart.Add(new StringContent(value), name);
            foreach (var (field, name, bytes) in files) multipart.Add(new ByteArrayContent(bytes), field, name);
            content = multipart;
        }
        else content = new FormUrlEncodedContent(data);

        return await ReadAsync(await Client.PostAsync(url, content));
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(string email, string password)
    {
        var page = await GetAsync("/sign-in");
        var sent = await SendAsync(page, new Dictionary<string, string> { ["Input.Email"] = email, ["Input.Password"] = password });
        if (sent.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"Signing in as {email} failed: {sent.Status} {string.Join("; ", sent.Errors)}");
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var page = new HtmlParser().ParseDocument(response.Content.Headers.ContentType?.MediaType == "text/html" ? body : "");
        return new Answer(response.StatusCode, response.Headers.Location?.ToString(), page, body, response);
    }
}
