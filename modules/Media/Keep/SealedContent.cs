using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Procurement.Media.Keep;

/// <summary>
/// The format of a sealed file: pieces of 64 KiB, each enciphered and authenticated by AES-GCM under the file's own key. A piece's
/// number and whether it is the last are authenticated with it: none can be moved, swapped between files or cut off unnoticed.
/// </summary>
internal static class SealedContent
{
    public const int Piece = 64 * 1024;
    public const int Tag = 16;
    public const int KeyLength = 32;
    private const int NonceLength = 12;

    /// <summary>A number is used once only: the key is the file's own, and the file is written once.</summary>
    public static void Encipher(AesGcm aes, Guid id, long number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> stored)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
        Span<byte> bound = stackalloc byte[25];
        Bind(bound, id, number, isLast);
        aes.Encrypt(nonce, plain, stored[..plain.Length], stored.Slice(plain.Length, Tag), bound);
    }

    public static void Decipher(AesGcm aes, Guid id, long number, bool isLast, ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
        Span<byte> bound = stackalloc byte[25];
        Bind(bound, id, number, isLast);
        aes.Decrypt(nonce, stored[..^Tag], stored[^Tag..], plain, bound);
    }

    /// <summary>The length of the content of a sealed file of this length.</summary>
    public static long PlainLength(long stored)
    {
        var pieces = (stored + Piece + Tag - 1) / (Piece + Tag);
        var length = stored - (pieces * Tag);
        return stored > 0 && length >= 0 ? length : throw new InvalidDataException("A sealed file has been cut.");
    }

    private static void Bind(Span<byte> bound, Guid id, long number, bool isLast)
    {
        id.TryWriteBytes(bound, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bound[16..], number);
        bound[24] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>Writes a sealed file piece by piece; the content is never on the disk in clear.</summary>
internal sealed class SealedWriter(Stream file, Guid id, byte[] key) : IDisposable
{
    private readonly AesGcm _aes = new(key, SealedContent.Tag);
    private readonly byte[] _plain = new byte[SealedContent.Piece];
    private readonly byte[] _stored = new byte[SealedContent.Piece + SealedContent.Tag];
    private int _filled;
    private long _number;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (bytes.Length > 0)
        {
            // A full piece is written only when more follows: the last one must say so.
            if (_filled == _plain.Length) await FlushAsync(isLast: false, ct);
            var count = Math.Min(bytes.Length, _plain.Length - _filled);
            bytes[..count].CopyTo(_plain.AsMemory(_filled));
            _filled += count;
            bytes = bytes[count..];
        }
    }

    public Task CompleteAsync(CancellationToken ct) => FlushAsync(isLast: true, ct);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_plain);
        _aes.Dispose();
    }

    private async Task FlushAsync(bool isLast, CancellationToken ct)
    {
        SealedContent.Encipher(_aes, id, _number++, isLast, _plain.AsSpan(0, _filled), _stored);
        await file.WriteAsync(_stored.AsMemory(0, _filled + SealedContent.Tag), ct);
        _filled = 0;
    }
}

/// <summary>Reads a sealed file from any place in it. A piece that was altered is an error, never a wrong answer.</summary>
internal sealed class SealedReader : Stream
{
    private readonly Stream _file;
    private readonly Guid _id;
    private readonly AesGcm _aes;
    private readonly bool _leaveOpen;
    private readonly long _pieces;
    private readonly byte[] _stored = new byte[SealedContent.Piece + SealedContent.Tag];
    private readonly byte[] _plain = new byte[SealedContent.Piece];
    private long _current = -1;
    private int _currentLength;
    private long _position;

    public SealedReader(Stream file, Guid id, byte[] key, bool leaveOpen = false)
    {
        (_file, _id, _leaveOpen) = (file, id, leaveOpen);
        _aes = new AesGcm(key, SealedContent.Tag);
        Length = SealedContent.PlainLength(file.Length);
        _pieces = (file.Length + SealedContent.Piece + SealedContent.Tag - 1) / (SealedContent.Piece + SealedContent.Tag);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.Length == 0) return 0;
        var number = _position / SealedContent.Piece;
        if (number != _current) Load(number);
        var at = (int)(_position % SealedContent.Piece);
        var count = Math.Min(buffer.Length, _currentLength - at);
        if (count <= 0) return 0;
        _plain.AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_plain);
            _aes.Dispose();
            if (!_leaveOpen) _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Load(long number)
    {
        _current = -1;
        _file.Position = number * (SealedContent.Piece + SealedContent.Tag);
        var read = _file.ReadAtLeast(_stored, _stored.Length, throwOnEndOfStream: false);
        if (read < SealedContent.Tag) throw new InvalidDataException("A sealed file has been cut.");
        _currentLength = read - SealedContent.Tag;
        SealedContent.Decipher(_aes, _id, number, number == _pieces - 1, _stored.AsSpan(0, read), _plain.AsSpan(0, _currentLength));
        _current = number;
    }
}
