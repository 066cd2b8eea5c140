using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace Procurement.Bidding.Domain;

/// <summary>
/// Hashes that only the portal can make, with a key that is kept, protected, beside the other keys and never in the database: a table
/// of such hashes can say that two rows are of the same organisation for the same lot, and nothing else.
/// </summary>
internal sealed class KeyedHash(IConfiguration configuration, IDataProtectionProvider protection)
{
    private const int KeyBytes = 32;
    private readonly Lock _lock = new();
    private byte[]? _key;

    public string Of(string what, params ReadOnlySpan<Guid> ids)
    {
        var text = new StringBuilder(what);
        foreach (var id in ids) text.Append('|').Append(id.ToString("N"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes(text.ToString())));
    }

    public Guid GuidOf(string what, Guid id) => Guid.ParseExact(Of(what, id)[..32], "N");

    private byte[] Key()
    {
        lock (_lock) return _key ??= Read();
    }

    private byte[] Read()
    {
        var folder = Directory.CreateDirectory(Path.Combine(configuration["Storage:Path"] ?? "App_Data", "keys")).FullName;
        var path = Path.Combine(folder, "bidding.key");
        var protector = protection.CreateProtector("Procurement.Bidding.KeyedHash");
        if (!File.Exists(path))
        {
            // Written whole under another name and then moved: two machines that start together keep the first one's key.
            var fresh = path + "." + Environment.ProcessId + ".new";
            using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                file.Write(protector.Protect(RandomNumberGenerator.GetBytes(KeyBytes)));
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(fresh, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(fresh);
            }
        }

        return protector.Unprotect(File.ReadAllBytes(path));
    }
}
