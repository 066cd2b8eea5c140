using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Procurement.Workflows.Webhooks;

/// <summary>What came of a call.</summary>
/// <param name="Status">The answer's status; 0 when there was none.</param>
/// <param name="Body">The beginning of its body, as text.</param>
/// <param name="Error">What went wrong before there was an answer; null when there was one.</param>
internal sealed record WebhookAnswer(int Status, string Body, string? Error)
{
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>True when the same call may be answered otherwise later.</summary>
    public bool MayBeTriedAgain => Error is not null ? Error != WebhookSender.AddressRefused : Status is 408 or 425 or 429 or >= 500;
}

/// <summary>
/// Calls out. The address is looked at when the connection is made, after its name was resolved, so that a name which leads elsewhere a
/// moment later leads nowhere; no redirect is followed, no proxy asked, and neither the time nor the size of an answer is without a bound.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    public const string AddressRefused = "AddressRefused";
    private const int MostBytes = 64 * 1024;
    private const int MostCharacters = 4000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private readonly PublicAddresses _addresses;
    private readonly WebhookSettings _settings;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    public WebhookSender(PublicAddresses addresses, WebhookSettings settings, TimeProvider clock)
    {
        (_addresses, _settings, _clock) = (addresses, settings, clock);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        { Timeout = Longest };
    }

    public async Task<WebhookAnswer> SendAsync(Guid id, string url, string key, string body, CancellationToken ct)
    {
        // What was allowed when the step was taken may not be any more.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !_addresses.MayCall(address) || !_settings.Allows(address.Host)) return new WebhookAnswer(0, "", AddressRefused);
        if (_settings.Secret(key) is not { } secret) return new WebhookAnswer(0, "", "KeyIsMissing");
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, id.ToString("N"));
        request.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, WebhookSignature.Sign(secret, id.ToString("N"), timestamp, bytes));
        try
        {
            // The client's own limit ends with the headers: the body has the same one.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Longest);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new WebhookAnswer((int)answer.StatusCode, await ReadAsync(answer, limit.Token), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookAnswer(0, "", "TooSlow");
        }
        catch (HttpRequestException e) when (Refused(e))
        {
            return new WebhookAnswer(0, "", AddressRefused);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new WebhookAnswer(0, "", e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } h ? h.HttpRequestError.ToString() : e.GetType().Name);
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool Refused(Exception? e) => e is AddressRefusedException || (e?.InnerException is { } inner && Refused(inner));

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[MostBytes];
        var length = await stream.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, ct);
        var text = Encoding.UTF8.GetString(buffer.AsSpan(0, length)).Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= MostCharacters ? text : text[..MostCharacters];
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        // One that leads inside is enough: whoever answers for the name cannot be trusted with the choice.
        if (found.Length == 0 || !found.All(_addresses.MayConnect)) throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException : IOException;
}
