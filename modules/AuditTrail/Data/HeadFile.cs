using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Procurement.AuditTrail.Domain;
using Procurement.Data.Outbox;

namespace Procurement.AuditTrail.Data;

/// <summary>The signed heads of the chain, a line each, outside the database: who has only the database cannot take the trail's end away.</summary>
internal sealed class HeadFile(IConfiguration configuration)
{
    private const int Tail = 4096;
    private readonly string _path = configuration["Audit:HeadFile"] is { Length: > 0 } file ? file : Path.Combine(AuditFiles.Keys(configuration), "audit-heads.jsonl");

    public bool Exists => File.Exists(_path);

    /// <summary>Appends a head; it is on the disk when this returns.</summary>
    public void Append(ChainHead head)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        using var file = AuditFiles.OpenPrivate(_path, FileMode.Append);
        // A line that a crash has cut short is closed, so that the next one stands on its own.
        var line = (EndsWithinALine() ? "\n" : "") + JsonSerializer.Serialize(head, EventJson.Options) + "\n";
        file.Write(Encoding.UTF8.GetBytes(line));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The last whole head; null when there is none.</summary>
    public ChainHead? Last()
    {
        if (!Exists) return null;
        using var file = Open();
        file.Seek(-Math.Min(Tail, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n').Reverse().Select(Parse).FirstOrDefault(h => h is not null);
    }

    /// <summary>All lines in their order; null for one that is no head.</summary>
    public async IAsyncEnumerable<ChainHead?> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!Exists) yield break;
        using var reader = new StreamReader(Open());
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length > 0) yield return Parse(line);
        }
    }

    private FileStream Open() => new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private bool EndsWithinALine()
    {
        using var file = Open();
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static ChainHead? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<ChainHead>(line, EventJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
