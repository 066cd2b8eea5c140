using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Bidding.MyBids;

public sealed class IndexModel : PortalPage
{
    internal Page<MyBid> Bids { get; private set; } = new([], null);

    public async Task OnGetAsync(string? after, CancellationToken ct) => Bids = await HttpContext.RequestServices.GetRequiredService<MyBidsQuery>().PageAsync(after, ct);
}
