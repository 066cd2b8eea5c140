using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Procurement.AuditTrail.Data;

/// <summary>The key that says that the portal wrote something. It stands in a file outside the database, readable by the portal's own user alone.</summary>
internal sealed class AuditKey(IConfiguration configuration)
{
    private const int Length = 32;
    private readonly Lock _guard = new();
    private readonly string _path = configuration["Audit:KeyFile"] is { Length: > 0 } file ? file : Path.Combine(AuditFiles.Keys(configuration), "audit.key");
    private byte[]? _key;

    /// <summary>The key; made when there is none yet.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_guard) return _key ??= Find() ?? Make();
        }
    }

    /// <summary>Tells keys apart without giving one away.</summary>
    public static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "key-id"u8, .. key]).AsSpan(0, 8));

    /// <summary>The key; null when there is none.</summary>
    public byte[]? Find()
    {
        if (!File.Exists(_path)) return null;
        var key = Convert.FromBase64String(File.ReadAllText(_path).Trim());
        return key.Length >= Length ? key : throw new InvalidOperationException("The key of the audit trail (Audit:KeyFile) is too short: it needs 32 bytes as base64.");
    }

    private byte[] Make()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        var made = RandomNumberGenerator.GetBytes(Length);
        var draft = _path + "." + RandomNumberGenerator.GetHexString(8, lowercase: true);
        using (var file = AuditFiles.OpenPrivate(draft, FileMode.CreateNew))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(made)));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, _path, overwrite: false);
            return made;
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another process was faster: its key is the key.
            File.Delete(draft);
            return Find()!;
        }
    }
}

/// <summary>Where the trail's own files are.</summary>
internal static class AuditFiles
{
    public static string Keys(IConfiguration configuration) => Path.Combine(configuration["Storage:Path"] is { Length: > 0 } path ? path : "App_Data", "keys");

    /// <summary>Opens a file that nobody but the portal's own user may read.</summary>
    public static FileStream OpenPrivate(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
