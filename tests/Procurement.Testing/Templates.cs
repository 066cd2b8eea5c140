using Microsoft.Data.Sqlite;
using Npgsql;

namespace Procurement.Testing;

/// <summary>
/// New sites to copy: the recipe of a new site is played once for a run of all tests, not once for each portal. The test command names
/// the folder in <c>PROCUREMENT_TEST_TEMPLATES</c>; without it every portal plays the recipe itself.
/// </summary>
internal static class Templates
{
    private static string? Folder => Environment.GetEnvironmentVariable("PROCUREMENT_TEST_TEMPLATES") is { Length: > 0 } folder ? folder : null;

    /// <summary>A place on which the recipe has been played, or an empty one.</summary>
    public static async Task<PortalPlace> PlaceAsync(Engine engine)
    {
        if (Folder is null) return await PortalPlace.MakeAsync(engine);
        var template = Path.Combine(Directory.CreateDirectory(Folder).FullName, engine.ToString());
        using (await AloneAsync(template + ".lock"))
        {
            if (!Directory.Exists(template)) await MakeAsync(engine, template);
            return await PortalPlace.MakeAsync(engine, template, NameOf(engine));
        }
    }

    private static async Task MakeAsync(Engine engine, string template)
    {
        var place = await PortalPlace.MakeAsync(engine);
        await using (await Portal.StartAsync(new PortalOptions(engine) { Place = place }))
        {
            // The start plays the recipe.
        }

        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (engine == Engine.PostgreSql) await Postgres.RenameAsync(place.Database!, NameOf(engine)!);
        Directory.Move(place.Storage, template);
    }

    private static string? NameOf(Engine engine) => engine == Engine.PostgreSql ? "template_new_site" : null;

    // Test assemblies are processes side by side.
    private static async Task<FileStream> AloneAsync(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(50);
            }
        }
    }
}
