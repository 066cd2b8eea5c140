using Procurement.Kernel;

namespace Procurement.Bidding.Domain;

/// <summary>One organisation's place in the bids for one lot. Both columns are keyed hashes: only with the key do they say who, or for which lot.</summary>
internal sealed class Slot
{
    public required string Key { get; init; }

    public required string Holder { get; init; }
}

/// <summary>The bids that an organisation stands in. Its key is a keyed hash of the organisation's; its list is enciphered.</summary>
internal sealed class Portfolio : Entity
{
    private Portfolio() { }

    public string Sealed { get; private set; } = "";

    public static Portfolio Of(Guid key) => new() { Id = key };

    public void Put(string list) => Sealed = list;
}
