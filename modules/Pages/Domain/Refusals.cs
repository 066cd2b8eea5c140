using Procurement.Kernel;

namespace Procurement.Pages.Domain;

internal sealed record TitleIsMissing : Refusal
{
    public override string Field => "Input.TitleEn";
}

internal sealed record TitleIsTooLong(int Most) : Refusal
{
    public override string Field => "Input.TitleEn";
}

internal sealed record SummaryIsTooLong(int Most) : Refusal
{
    public override string Field => "Input.SummaryEn";
}

internal sealed record BodyIsMissing : Refusal
{
    public override string Field => "Input.BodyEn";
}

internal sealed record BodyIsTooLong(int Most) : Refusal
{
    public override string Field => "Input.BodyEn";
}

internal sealed record WelshIsHalfThere : Refusal
{
    public override string Field => "Input.TitleCy";
}

internal sealed record LinkIsNotAllowed(string Link, bool IsWelsh) : Refusal
{
    public override string Field => IsWelsh ? "Input.BodyCy" : "Input.BodyEn";
}

internal sealed record SlugIsNotValid : Refusal
{
    public override string Field => "Input.Slug";
}

internal sealed record SlugIsTaken(string Slug) : Refusal
{
    public override string Field => "Input.Slug";
}

internal sealed record PageIsArchived : Refusal;

internal sealed record NothingNewToPublish : Refusal;

internal sealed record MenuHeadingIsMissing : Refusal
{
    public override string Field => "Input.HeadingEn";
}

internal sealed record MenuLinkNeedsText(int Row) : Refusal
{
    public override string Field => $"Input.Links[{Row - 1}].TextEn";
}

internal sealed record MenuLinkNeedsAddress(int Row) : Refusal
{
    public override string Field => $"Input.Links[{Row - 1}].Url";
}
