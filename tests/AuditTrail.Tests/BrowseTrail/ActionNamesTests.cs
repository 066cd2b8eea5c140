using Procurement.AuditTrail.BrowseTrail;

namespace Procurement.AuditTrail.Tests.BrowseTrail;

public sealed class ActionNamesTests
{
    [Theory]
    [InlineData("OpportunityPublished", "Opportunity published")]
    [InlineData("BidsOpened", "Bids opened")]
    [InlineData("Bid", "Bid")]
    public void An_action_without_words_is_read_from_its_name(string name, string said) => Assert.Equal(said, ActionNames.Split(name));
}
