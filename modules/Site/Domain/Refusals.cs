using Procurement.Kernel;

namespace Procurement.Site.Domain;

internal sealed record FeatureIsNeeded(string Name) : Refusal;

internal sealed record SiteNameIsMissing : Refusal { public override string Field => "Input.Name"; }

internal sealed record SiteTextIsTooLong(int Most) : Refusal;

internal sealed record ContactEmailIsInvalid : Refusal { public override string Field => "Input.ContactEmail"; }

internal sealed record MarkIsNoSvg : Refusal { public override string Field => "Input.Mark"; }

internal sealed record MarkIsTooLarge(int Kilobytes) : Refusal { public override string Field => "Input.Mark"; }

internal sealed record BaseUrlIsInvalid : Refusal { public override string Field => "Input.BaseUrl"; }

internal sealed record RecipeStopped(string Step) : Refusal;

internal sealed record RecipeWasPlayed : Refusal;
