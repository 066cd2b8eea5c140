using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.House.Tests;

/// <summary>Each feature that the modules' manifests offer is switched off on its page, looked at as everybody, and switched on again.</summary>
public sealed class FeatureTests(HouseOnSqlite house) : IClassFixture<HouseOnSqlite>
{
    // Those who between them see every kind of page; a page is read as two of them that may, beside the visitor.
    private static readonly string[] Readers = ["visitor", "administrator", "manager", "bidder", "officer", "evaluator", "approver", "neighbour", "rival", "starter"];

    private static readonly IReadOnlyList<Module> Modules =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Procurement.*.dll").Where(f => !f.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(f => Module.From(System.Reflection.Assembly.Load(Path.GetFileNameWithoutExtension(f)))).OfType<Module>().OrderBy(m => m.Floor)];

    public static TheoryData<string> Switchable => [.. Modules.SelectMany(m => m.Features).Where(f => !f.Always).Select(f => f.Id)];

    public static TheoryData<string> Always => [.. Modules.SelectMany(m => m.Features).Where(f => f.Always).Select(f => f.Id)];

    private IFeatures Board => house.Portal.Services.GetRequiredService<IFeatures>();

    private IEnumerable<Feature> All => Modules.SelectMany(m => m.Features);

    [Theory]
    [MemberData(nameof(Switchable))]
    public async Task Switched_off_it_answers_nobody_nothing_of_it_runs_and_everything_else_goes_on(string id)
    {
        var feature = All.Single(f => f.Id == id);
        List<string> wrong = [];
        var page = await house.People["administrator"].GetAsync("/admin/features/" + id);
        await SwitchAsync(id, "Off");
        try
        {
            var off = All.Where(f => !Board.IsOn(f.Id)).ToArray();
            if (!off.Contains(feature)) wrong.Add("It is still on.");
            wrong.AddRange(off.Where(o => o != feature && !page.Body.Contains(o.Name, StringComparison.Ordinal)).Select(o => $"Its page does not say that {o.Name} stops with it."));
            var asleep = off.Select(f => f.Id).ToHashSet();
            using (var watched = new WatchedParts())
            {
                wrong.AddRange(await WhatStillAnswersAsync(asleep));
                wrong.AddRange(await WhatElseStoppedAsync(asleep));
                wrong.AddRange(watched.Shown.Where(s => asleep.Contains(s.Module)).Select(s => $"{s.Part} of {s.Module} was shown."));
            }

            wrong.AddRange(await WhatRunsAsync(asleep));
        }
        finally
        {
            await SwitchAsync(id, "On");
        }

        wrong.AddRange(All.Where(f => !Board.IsOn(f.Id)).Select(f => $"{f.Id} stayed off."));
        wrong.AddRange(await WhatDoesNotComeBackAsync(feature));
        Assert.True(wrong.Count == 0, $"{id} was switched off.{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
    }

    [Fact]
    public async Task Switched_on_everything_that_can_run_runs_and_every_part_of_other_pages_is_shown()
    {
        Assert.Empty(await WhatRunsAsync([]));
        using var watched = new WatchedParts();
        Assert.Empty(await WhatElseStoppedAsync([]));
        // What was not seen to be there would not be missed.
        Assert.Superset(new HashSet<string> { "Opportunities", "Bidding", "Awards" }, watched.Shown.Select(s => s.Module).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Always))]
    public async Task What_the_portal_cannot_run_without_is_not_switched_off_but_a_sentence_says_why(string id)
    {
        var administrator = house.People["administrator"];
        var refused = await administrator.PostAsync($"/admin/features/{id}?handler=Off");
        Assert.Equal(200, refused.Status);
        var page = new HtmlParser().ParseDocument(refused.Body);
        var sentence = Assert.Single(page.QuerySelectorAll(".govuk-error-summary__list li")).TextContent;
        Assert.Contains(All.Single(f => f.Id == id).Name, sentence, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.True(Board.IsOn(id));
    }

    private async Task SwitchAsync(string id, string handler)
    {
        var reply = await house.People["administrator"].PostAsync($"/admin/features/{id}?handler={handler}");
        Assert.Equal((302, "/admin/features"), (reply.Status, reply.Location));
    }

    /// <summary>Asks for everything of the features, with the names of those who may and as a visitor: all is as if it did not exist.</summary>
    private async Task<IReadOnlyList<string>> WhatStillAnswersAsync(HashSet<string> asleep)
    {
        var features = (await Route.AllAsync(house.Portal)).ToDictionary(r => r.Ask, r => r.Feature);
        var fences = FenceTable.Read().Where(f => asleep.Contains(OwnerOf(f, features[f.Ask]))).ToArray();
        Assert.NotEmpty(fences);
        await using var witness = await Witness.OfAsync(house.Portal);
        var before = await witness.SeeAsync();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(fences, Four, async (fence, _) =>
        {
            var url = house.Things.Fill(fence.Path);
            foreach (var who in house.People.All.Where(p => p.Role is "visitor" || fence.Of(p.Role) is "o" or "+" or "n" or "r"))
            {
                var reply = fence.Method == "POST" ? await who.PostAsync(url) : await who.GetAsync(url);
                if (reply.Status != 404) wrong.Add($"{fence.Method} {fence.Path} answers the {who.Role} {reply.Status}.");
            }
        });
        if (await witness.SeeAsync() != before) wrong.Add("One of its forms wrote something.");
        return [.. wrong.Order()];
    }

    /// <summary>Reads the pages of all other features: each is as ever, and no link or form on it leads to what does not answer.</summary>
    private async Task<IReadOnlyList<string>> WhatElseStoppedAsync(HashSet<string> asleep)
    {
        var routes = await Route.AllAsync(house.Portal);
        var features = routes.ToDictionary(r => r.Ask, r => r.Feature);
        var map = new AddressMap(routes);
        var dead = house.Portal.Services.GetServices<MenuItem>().Where(i => asleep.Contains(i.Feature)).Select(i => i.Url).ToHashSet();
        var wrong = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(FenceTable.Read().Where(f => f.Method == "GET" && !asleep.Contains(OwnerOf(f, features[f.Ask]))), Four, async (fence, _) =>
        {
            var url = house.Things.Fill(fence.Path);
            foreach (var role in Readers.Where(r => fence.Of(r) == "o").Take(3))
            {
                var reply = await house.People[role].GetAsync(url);
                if (reply.Status != 200) wrong.TryAdd($"{fence.Path} answers {reply.Status}", role);
                foreach (var link in Links(reply.Body))
                {
                    if (dead.Contains(link)) wrong.TryAdd($"Its menu item {link} is there", $"{fence.Path} as the {role}");
                    else if (map.FeatureOf(link) is { } feature && asleep.Contains(feature)) wrong.TryAdd($"{fence.Path} leads to {link}", role);
                }
            }
        });
        return [.. wrong.Select(w => $"{w.Key} ({w.Value}).").Order()];
    }

    /// <summary>Lets every event happen that anybody reacts to, and every job have its turn.</summary>
    private async Task<IReadOnlyList<string>> WhatRunsAsync(HashSet<string> asleep)
    {
        var services = house.Portal.Services;
        var reactions = services.GetServices<ReactionRegistration>().ToArray();
        await house.Portal.DrainAsync();
        house.Tally.Listen();
        try
        {
            await house.Portal.AsAsync(null, async s =>
            {
                var db = s.GetRequiredService<PortalDbContext>();
                foreach (var type in reactions.Select(r => r.Event).Distinct()) db.Raise((IEvent)Sample(type)!);
                Assert.True((await db.SaveAsync()).IsDone);
            });
            await house.Portal.DrainAsync();
        }
        finally
        {
            house.Tally.Rest();
        }

        var expected = reactions.Where(r => !asleep.Contains(r.Feature)).Select(r => r.Reaction.FullName!)
            .Concat(services.GetServices<JobRegistration>().Where(j => !asleep.Contains(j.Feature)).Select(j => j.Job.GenericTypeArguments[0].FullName!)).ToHashSet();
        Assert.True(expected.Count > 10);
        return [.. house.Tally.Ran.Except(expected).Select(r => r + " ran."), .. expected.Except(house.Tally.Ran).Select(r => r + " of another feature did not run.")];
    }

    private async Task<IReadOnlyList<string>> WhatDoesNotComeBackAsync(Feature feature)
    {
        var features = (await Route.AllAsync(house.Portal)).ToDictionary(r => r.Ask, r => r.Feature);
        List<string> wrong = [];
        foreach (var fence in FenceTable.Read().Where(f => f.Method == "GET" && features[f.Ask] == feature.Id))
        {
            if (Readers.FirstOrDefault(r => fence.Of(r) == "o") is not { } role) continue;
            var reply = await house.People[role].GetAsync(house.Things.Fill(fence.Path));
            if (reply.Status != 200) wrong.Add($"Switched on again, {fence.Path} answers the {role} {reply.Status}.");
        }

        return wrong;
    }

    private static ParallelOptions Four => new() { MaxDegreeOfParallelism = 4 };

    /// <summary>The feature that a line belongs to: a file's is that of what it belongs to.</summary>
    private static string OwnerOf(Fence fence, string? feature) =>
        !fence.Path.StartsWith("/files/", StringComparison.Ordinal) ? feature ?? ""
        : fence.Path is "/files/{id=file-open}/{name=}" or "/files/{id=file-draft}/{name=}" or "/files/{id=file-awaiting}/{name=}" ? "Opportunities"
        : "Bidding";

    private static IEnumerable<string> Links(string body) =>
        Regex.Matches(body, "(?:href|action)=\"(/[^\"]*)\"").Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value).Split('?', '#')[0]).Distinct();

    /// <summary>Some event of a type: nobody acts on it, so it need not make sense.</summary>
    private static object? Sample(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is not null) return null;
        if (type == typeof(string)) return "A sample";
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type.IsValueType) return type == typeof(DateTimeOffset) ? DateTimeOffset.UnixEpoch : Activator.CreateInstance(type);
        if (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType())) return Array.CreateInstance(item, 0);
        if (type.IsInterface || type.IsArray) return null;
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length) ?? throw new InvalidOperationException($"{type} cannot be made.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);
    }

    /// <summary>Says to which feature an address belongs.</summary>
    private sealed class AddressMap(IReadOnlyList<Route> routes)
    {
        private readonly IReadOnlyList<(Regex Pattern, string? Feature)> _routes =
            [.. routes.Select(r => (Address: r.Ask.Split(' ')[1].Split('?')[0], r.Feature)).Where(r => !r.Address.StartsWith("/{**", StringComparison.Ordinal)).DistinctBy(r => r.Address)
                .OrderBy(r => r.Address.Count(c => c == '{')).Select(r => (new Regex("^" + Regex.Replace(Regex.Escape(r.Address), @"/\\\{\w+}", "/[^/]+") + "/?$", RegexOptions.IgnoreCase), r.Feature))];

        private readonly ConcurrentDictionary<string, string?> _known = [];

        public string? FeatureOf(string address) => _known.GetOrAdd(address, a => _routes.FirstOrDefault(r => r.Pattern.IsMatch(a)).Feature);
    }

    /// <summary>Notes of which modules parts are shown on pages, while it is there.</summary>
    private sealed class WatchedParts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];
        private readonly ConcurrentDictionary<(string Module, string Part), bool> _shown = [];

        public WatchedParts() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public IEnumerable<(string Module, string Part)> Shown => _shown.Keys.Order();

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.AspNetCore") _subscriptions.Add(value.Subscribe(this, name => name == BeforeViewComponentEventData.EventName));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is not BeforeViewComponentEventData { ViewComponentContext.ViewComponentDescriptor.TypeInfo: var type }) return;
            if (Module.From(type.Assembly) is { } module) _shown.TryAdd((module.Name, type.Name), true);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
        }
    }
}
