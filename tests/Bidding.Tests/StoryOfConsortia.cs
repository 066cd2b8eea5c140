using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.SubmitBid;

namespace Procurement.Bidding.Tests;

internal static class StoryOfConsortia
{
    public static Task ConsortiumAsync(this Story story, string id, string lead, string partner) => story.Portal.PlayAsync($$"""
        [{"step":"consortium","id":"{{id}}","name":"{{id}} of {{story.Terms.Reference}} (demo consortium)","lead":"{{lead}}","as":"{{story.Chief(lead)}}",
          "members":[{"organisation":"{{partner}}","share":40,"as":"{{story.Chief(partner)}}"}]}]
        """, story.Ids);

    public static async Task AcceptAsync(this Story story, string bid, params string[] members)
    {
        foreach (var member in members)
        {
            var read = await story.ReadAsync(bid);
            var done = await story.Portal.AsAsync(story.Chief(member), s =>
                s.GetRequiredService<AcceptVersionHandler>().AcceptAsync(read.Reference, story.Ids[member], read.Content.Version, CancellationToken.None));
            Assert.True(done.IsDone, done.Refusal?.ToString());
        }
    }
}
