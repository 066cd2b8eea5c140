using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Media.Keep;
using Procurement.Media.Serve;
using Procurement.Media.Tests.Keep;
using Procurement.Testing;

namespace Procurement.Media.Tests.Serve;

public sealed class ServeTests
{
    private static readonly Person Owner = new(Guid.CreateVersion7(), "Owner (demo account)", [], new HashSet<string>());
    private static readonly Person Other = new(Guid.CreateVersion7(), "Other (demo account)", [], new HashSet<string>());
    private static readonly Person Visitor = new(null, "Visitor", [], new HashSet<string>());

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whom_the_owners_module_lets_read_gets_it_as_a_download_that_nothing_opens_by_itself(bool isSealed)
    {
        await using var room = await StartAsync();
        var content = Samples.Pdf(new string('x', 100_000));
        var file = (await FilesTests.StoreAsync(room, content, "Dŵr \"a\" thân.pdf", isSealed, owner: new FileOwner("Mine", Owner.UserId!.Value))).Value;
        var (status, headers, body) = await GetAsync(room, Owner, file.Id);
        Assert.Equal(200, status);
        Assert.Equal(content, body);
        Assert.Equal("application/pdf", headers.ContentType);
        Assert.StartsWith("attachment", headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''D%C5%B5r", headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.XContentTypeOptions);
        Assert.StartsWith("sandbox", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Contains("no-store", headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(content.Length, headers.ContentLength);
    }

    [Fact]
    public async Task Anybody_else_gets_the_answer_of_a_file_that_does_not_exist()
    {
        await using var room = await StartAsync();
        var file = (await FilesTests.StoreAsync(room, Samples.Pdf(), "a.pdf", owner: new FileOwner("Mine", Owner.UserId!.Value))).Value;
        var nobodys = (await FilesTests.StoreAsync(room, Samples.Pdf(), "a.pdf", owner: new FileOwner("Unknown", Owner.UserId!.Value))).Value;
        foreach (var (who, id) in new[] { (Other, file.Id), (Visitor, file.Id), (Owner, nobodys.Id), (Owner, Guid.CreateVersion7()) })
        {
            var (status, headers, body) = await GetAsync(room, who, id);
            Assert.Equal(404, status);
            Assert.Empty(body);
            Assert.True(string.IsNullOrEmpty(headers.ContentDisposition));
        }
    }

    [Fact]
    public async Task What_a_visitor_may_read_may_be_cached_for_a_moment_and_what_lost_its_content_is_not_found()
    {
        await using var room = await StartAsync();
        var file = (await FilesTests.StoreAsync(room, Samples.Pdf(), "a.pdf", owner: new FileOwner("Public", Guid.CreateVersion7()))).Value;
        Assert.Equal("public, max-age=60", (await GetAsync(room, Visitor, file.Id)).Headers.CacheControl);
        Assert.Contains("no-store", (await GetAsync(room, Owner, file.Id)).Headers.CacheControl.ToString(), StringComparison.Ordinal);
        File.Delete(room.Services.GetRequiredService<Disk>().PathOf(file.Id));
        Assert.Equal(404, (await GetAsync(room, Visitor, file.Id)).Status);
        Assert.Contains(room.Log.Errors, l => l.Contains("missing on the disk", StringComparison.Ordinal));
    }

    private static Task<Room> StartAsync() => Room.StartAsync(Engine.Sqlite, [typeof(Startup).Assembly], s => s.AddSingleton<IMayRead, Mine>().AddSingleton<IMayRead, Public>());

    private static Task<(int Status, IHeaderDictionary Headers, byte[] Body)> GetAsync(Room room, IWho who, Guid id) => room.AsAsync(who, async s =>
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = s };
        http.Response.Body = body;
        var result = await FileRoute.ServeAsync(id, http, s.GetRequiredService<PortalDbContext>(), s.GetRequiredService<Files>(), s.GetServices<IMayRead>(), s.GetRequiredService<IFeatures>(), s.GetRequiredService<IWho>());
        await result.ExecuteAsync(http);
        return (http.Response.StatusCode, http.Response.Headers, body.ToArray());
    });

    private sealed class Mine : IMayRead
    {
        public string OwnerKind => "Mine";

        public Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct) => Task.FromResult(who.UserId == owner.Id);
    }

    private sealed class Public : IMayRead
    {
        public string OwnerKind => "Public";

        public Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct) => Task.FromResult(true);
    }
}
