using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Media.Domain;
using Procurement.Media.Keep;

namespace Procurement.Media.Serve;

/// <summary>
/// Serves a file as a download that no browser opens in the portal's name, to whom its owner's module lets read it. Whoever may not
/// gets the same answer as for a file that does not exist.
/// </summary>
internal static class FileRoute
{
    public const string Pattern = "/files/{id:guid}/{name?}";

    public static async Task<IResult> ServeAsync(Guid id, HttpContext http, PortalDbContext db, Files files, IEnumerable<IMayRead> rules, IFeatures features, IWho who)
    {
        var ct = http.RequestAborted;
        if (await db.Set<MediaFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, ct) is not { } file) return Results.NotFound();
        if (rules.FirstOrDefault(r => r.OwnerKind == file.OwnerKind) is not { } rule) return Results.NotFound();
        // A feature that is off gives out nothing, and so none of its files.
        if (!features.IsOn(Module.From(rule.GetType().Assembly)?.Name ?? "")) return Results.NotFound();
        if (!await rule.MayReadAsync(new FileOwner(file.OwnerKind, file.OwnerId), file.Id, who, ct)) return Results.NotFound();
        var facts = files.Facts(file);
        if (files.Open(id, facts) is not { } content) return Results.NotFound();

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        // What a visitor may read is public; all else must not stay in any cache.
        headers.CacheControl = who.IsSignedIn || file.IsSealed ? "private, no-store" : "public, max-age=60";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(facts.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentLength = facts.Size;
        return Results.Stream(content, facts.ContentType);
    }
}
