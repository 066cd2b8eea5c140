namespace Procurement.Media.Inspect;

/// <summary>How the content of a kind of file is looked at.</summary>
internal enum Look
{
    Pdf,
    Word,
    Excel,
    PowerPoint,
    OpenText,
    OpenSheet,
    RichText,
    Text,
    Png,
    Jpeg,
}

/// <summary>A kind of file that is accepted.</summary>
internal sealed record FileType(string Extension, string ContentType, Look Look);

/// <summary>All kinds that are accepted; what is not here is refused.</summary>
internal static class FileTypes
{
    public static IReadOnlyList<FileType> All { get; } =
    [
        new(".pdf", "application/pdf", Look.Pdf),
        new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Look.Word),
        new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Look.Excel),
        new(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Look.PowerPoint),
        new(".odt", "application/vnd.oasis.opendocument.text", Look.OpenText),
        new(".ods", "application/vnd.oasis.opendocument.spreadsheet", Look.OpenSheet),
        new(".rtf", "application/rtf", Look.RichText),
        new(".txt", "text/plain", Look.Text),
        new(".csv", "text/csv", Look.Text),
        new(".png", "image/png", Look.Png),
        new(".jpg", "image/jpeg", Look.Jpeg),
        new(".jpeg", "image/jpeg", Look.Jpeg),
    ];

    public static FileType? Of(string name) => All.FirstOrDefault(t => t.Extension.Equals(Path.GetExtension(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>For example "PDF, DOCX, XLSX".</summary>
    public static string Names { get; } = string.Join(", ", All.Where(t => t.Extension != ".jpeg").Select(t => t.Extension[1..].ToUpperInvariant()));
}
