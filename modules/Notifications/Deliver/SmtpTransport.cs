using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Notifications.Deliver;

/// <summary>Hands mail to a mail server, over a few connections, with STARTTLS and a password when they are set.</summary>
internal sealed class SmtpTransport(MailSettings settings, IServiceScopeFactory scopes) : ITransport
{
    public int Lines => settings.Connections;

    public ILine Open()
    {
        using var scope = scopes.CreateScope();
        return new Line(settings, scope.ServiceProvider.GetRequiredService<ISiteIdentity>().Name);
    }

    /// <summary>What an answer of the mail server means.</summary>
    internal static Outcome Judge(SmtpException error)
    {
        var code = (int)error.StatusCode;
        var text = $"{code} {error.StatusCode}";
        return code switch
        {
            // Not connected, not encrypted, not recognised, closing down: no mail will pass.
            < 0 or 421 or 454 or 530 or 534 or 535 or 538 or 500 or 502 or 503 or 504 => new Outcome.NoWay(text),
            >= 400 and < 500 => new Outcome.Later(text),
            >= 500 and < 600 => new Outcome.Never(text),
            _ => new Outcome.Later(text),
        };
    }

    private sealed class Line(MailSettings settings, string name) : ILine
    {
        private SmtpClient? _client;

        public async Task<Outcome> SendAsync(Letter letter, CancellationToken ct)
        {
            using var message = Compose(letter);
            if (message is null) return new Outcome.Never("BadAddress");
            _client ??= Connect();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            stop.CancelAfter(settings.Timeout);
            try
            {
                await _client.SendMailAsync(message, stop.Token);
                return new Outcome.Taken();
            }
            catch (SmtpException e)
            {
                Hang();
                return Judge(e);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                Hang();
                return new Outcome.NoWay("Timeout");
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
            {
                Hang();
                return new Outcome.NoWay(e.GetType().Name);
            }
            catch (FormatException)
            {
                return new Outcome.Never("BadFormat");
            }
        }

        public void Dispose() => Hang();

        private SmtpClient Connect() => new(settings.Host, settings.Port)
        {
            EnableSsl = settings.StartTls,
            DeliveryMethod = SmtpDeliveryMethod.Network,
            Credentials = settings.User.Length > 0 ? new NetworkCredential(settings.User, settings.Password) : null,
        };

        private void Hang()
        {
            _client?.Dispose();
            _client = null;
        }

        private MailMessage? Compose(Letter letter)
        {
            if (!MailAddress.TryCreate(letter.Content.To, out var to)) return null;
            var message = new MailMessage
            {
                From = new MailAddress(settings.From, name, Encoding.UTF8),
                Subject = letter.Content.Subject,
                SubjectEncoding = Encoding.UTF8,
                HeadersEncoding = Encoding.UTF8,
            };
            message.To.Add(to);
            message.Headers.Add("Message-ID", settings.MessageId(letter.Id));
            message.Headers.Add("Auto-Submitted", "auto-generated");
            if (letter.Content.UnsubscribeUrl is { } unsubscribe)
            {
                message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
                message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }

            message.AlternateViews.Add(View(letter.Content.Text, MediaTypeNames.Text.Plain));
            message.AlternateViews.Add(View(letter.Content.Html, MediaTypeNames.Text.Html));
            return message;
        }

        private static AlternateView View(string text, string type)
        {
            var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
            view.TransferEncoding = TransferEncoding.QuotedPrintable;
            return view;
        }
    }
}
