using System.Security.Cryptography;
using Procurement.Media.Keep;

namespace Procurement.Media.Tests.Keep;

public sealed class SealedContentTests
{
    private static readonly Guid Id = Guid.CreateVersion7();
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    [Theory]
    [InlineData(1), InlineData(65_535), InlineData(65_536), InlineData(65_537), InlineData(131_072), InlineData(300_000)]
    public async Task What_was_sealed_is_read_back_whole_and_from_any_place(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        var stored = await SealAsync(plain);
        Assert.True(stored.AsSpan().IndexOf(plain.AsSpan(0, Math.Min(plain.Length, 8))) < 0 || plain.Length < 4);
        using var reader = new SealedReader(new MemoryStream(stored), Id, Key);
        Assert.Equal(length, reader.Length);
        var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        Assert.Equal(plain, copy.ToArray());
        foreach (var at in new[] { length - 1, length / 2, 0 })
        {
            reader.Position = at;
            Assert.Equal(plain[at], (byte)reader.ReadByte());
        }
    }

    [Fact]
    public async Task What_was_altered_swapped_cut_or_moved_to_another_file_is_never_read()
    {
        var stored = await SealAsync(RandomNumberGenerator.GetBytes(200_000));
        const int Stride = SealedContent.Piece + SealedContent.Tag;
        var changed = (byte[])stored.Clone();
        changed[100] ^= 1;
        byte[] swapped = [.. stored[Stride..(2 * Stride)], .. stored[..Stride], .. stored[(2 * Stride)..]];
        foreach (var broken in new[] { changed, swapped, stored[..(2 * Stride)], stored[..Stride], stored[..(Stride + 500)], [.. stored, .. stored[..Stride]] })
            Assert.ThrowsAny<Exception>(() => ReadAll(broken, Id));
        Assert.ThrowsAny<CryptographicException>(() => ReadAll(stored, Guid.CreateVersion7()));
        Assert.Equal(200_000, ReadAll(stored, Id));
    }

    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        var stored = new MemoryStream();
        using var writer = new SealedWriter(stored, Id, Key);
        foreach (var part in plain.Chunk(7_777)) await writer.WriteAsync(part, CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
        return stored.ToArray();
    }

    private static long ReadAll(byte[] stored, Guid id)
    {
        using var reader = new SealedReader(new MemoryStream(stored), id, Key);
        var copy = new MemoryStream();
        reader.CopyTo(copy);
        return copy.Length;
    }
}
