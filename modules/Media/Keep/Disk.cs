using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Procurement.Media.Keep;

/// <summary>Where files stand, and how they come to stay there: a file is durable only when it and its folder are synced.</summary>
internal sealed class Disk(IConfiguration configuration)
{
    private readonly string _root = Path.Combine(configuration["Storage:Path"] is { Length: > 0 } path ? path : "App_Data", "files");

    /// <summary>Where uploads are written while they arrive.</summary>
    public string Incoming => Path.Combine(_root, "incoming");

    public string Root => _root;

    /// <summary>The place of a file: its key alone says where, never its name.</summary>
    public string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(_root, name[^2..], name);
    }

    /// <summary>A new file to write an upload to.</summary>
    public FileStream Create(Guid id)
    {
        Directory.CreateDirectory(Incoming);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Incoming, id.ToString("N")), options);
    }

    /// <summary>Syncs what has arrived, closes it and moves it to its place for good.</summary>
    public void Settle(FileStream incoming, Guid id)
    {
        incoming.Flush(flushToDisk: true);
        var from = incoming.Name;
        incoming.Dispose();
        var to = PathOf(id);
        var folder = Path.GetDirectoryName(to)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        File.Move(from, to, overwrite: false);
        Sync(folder);
        if (!isNew) return;
        Sync(_root);
        Sync(Path.GetDirectoryName(_root)!);
    }

    /// <summary>Removes an upload that was refused, or a file that nobody wants.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The sweep finds it again.
        }
    }

    /// <summary>Makes the names in a folder durable. The runtime has no call for it.</summary>
    private static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Native.Open([.. Encoding.UTF8.GetBytes(folder), 0], 0);
        if (handle < 0) throw new IOException($"The folder of a file could not be opened to be synced (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Native.FSync(handle) != 0) throw new IOException($"The folder of a file could not be synced (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Native.Close(handle);
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int FSync(int handle);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int handle);
    }
}
