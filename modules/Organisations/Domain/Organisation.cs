using Procurement.Kernel;

namespace Procurement.Organisations.Domain;

/// <summary>A supplier, a lead provider or an authority.</summary>
internal sealed class Organisation : Entity
{
    private Organisation()
    {
    }

    public string Name { get; private set; } = "";
}
