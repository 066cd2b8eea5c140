namespace Procurement.Pages.Contracts;

/// <summary>
/// A part of the home page, added by the module that has something to show there: <c>services.AddSingleton(new HomeBlock(...))</c>.
/// The home page has no heading of its own: the first block brings the <c>h1</c>.
/// </summary>
/// <param name="ViewComponent">The name of the view component, which gives its view by its whole path.</param>
/// <param name="Feature">The feature that it belongs to; while it is off the block is not shown.</param>
/// <param name="Order">Its place, ascending: below 100 is the hero with the <c>h1</c>, then what follows.</param>
public sealed record HomeBlock(string ViewComponent, string Feature, int Order);
