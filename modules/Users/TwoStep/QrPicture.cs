using System.Globalization;
using System.Text;
using QRCoder;

namespace Procurement.Users.TwoStep;

/// <summary>Draws a QR code as an SVG of one path: no style attribute, no data address, nothing that the page's policy forbids.</summary>
internal static class QrPicture
{
    public static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        var size = rows.Count;
        return $"<svg width=\"240\" height=\"240\" viewBox=\"0 0 {size} {size}\" aria-hidden=\"true\" focusable=\"false\"><path fill=\"#ffffff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000000\" shape-rendering=\"crispEdges\" d=\"{path}\"/></svg>";
    }
}
