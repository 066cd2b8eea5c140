using Procurement.Kernel;

namespace Procurement.Pages.Contracts;

/// <summary>An editor saved a version of a page; readers do not see it before it is published.</summary>
public sealed record PageSaved(Guid PageId, string Slug, int Version) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Page", PageId, Slug);
}

/// <summary>A version of a page was published.</summary>
public sealed record PagePublished(Guid PageId, string Slug, int Version) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Page", PageId, Slug);
}

/// <summary>A page moved to another address; the old one leads to it.</summary>
public sealed record PageMoved(Guid PageId, string OldSlug, string Slug) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Page", PageId, Slug);
}

/// <summary>A page was taken away from readers, and is kept.</summary>
public sealed record PageArchived(Guid PageId, string Slug) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Page", PageId, Slug);
}

/// <summary>A page came back from the archive, as a draft.</summary>
public sealed record PageTakenFromArchive(Guid PageId, string Slug) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Page", PageId, Slug);
}

/// <summary>The links at the foot of every page were changed.</summary>
public sealed record MenuSaved(Guid MenuId, string Key) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Menu", MenuId, Key);
}
