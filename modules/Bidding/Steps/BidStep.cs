using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Bidding.StartBid;
using Procurement.Bidding.SubmitBid;
using Procurement.Bidding.WriteBid;
using Procurement.Consortia.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Bidding.Steps;

/// <summary>
/// Plays a bid through the real handlers: <c>id</c>, <c>opportunity</c>, <c>bidder</c> (an organisation or a consortium), <c>from</c> (a
/// file with what it says), <c>writer</c> and <c>approver</c> (the bidder's chief when they are missing), <c>people</c> (who acts for each other member), <c>lots</c> (numbers; all when
/// missing), <c>stage</c> (draft or submitted), <c>expect</c> (received, late or refused). Run a second time it goes on with the same bid.
/// </summary>
internal sealed class BidStep : IRecipeStep
{
    public string Name => "bid";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var play = await PlayAsync(step, context, ct);
        var known = await play.FindAsync(ct);
        var reference = known?.Reference ?? await play.DraftAsync(ct);
        var bid = known ?? (await context.Services.GetRequiredService<BidBook>().ReadAsync(reference, ct))!;
        context.Ids[step.Text("id")] = bid.Id;
        if ((step.TextOrNull("stage") ?? "submitted") == "draft" || bid.Content.State != BidState.Draft || bid.Content.Receipts.Count > 0) return;
        await play.SubmitAsync(reference, step.TextOrNull("expect") ?? "received", ct);
    }

    private static async Task<Play> PlayAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var bidder = step.Text("bidder");
        var terms = await context.Services.GetRequiredService<IOpportunities>().FindAsync(context.IdOf(step.Text("opportunity")), ct)
            ?? throw new InvalidOperationException($"'{step.Text("opportunity")}' is not published.");
        var consortium = await context.Services.GetRequiredService<IConsortia>().FindAsync(context.IdOf(bidder), ct);
        var lead = consortium?.LeadOrganisationId ?? context.IdOf(bidder);
        var leadName = context.Ids.First(i => i.Value == lead).Key;
        JsonDocument? file = null;
        if (step.TextOrNull("from") is { } from)
        {
            await using var stream = context.OpenFile(from);
            file = await JsonDocument.ParseAsync(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }, ct);
        }

        return new Play(
            step, file?.RootElement.Clone() ?? step, context, terms, consortium, lead,
            step.TextOrNull("writer") ?? Chief(leadName), step.TextOrNull("approver") ?? Chief(leadName));
    }

    private static string Chief(string organisation) => $"chief@{organisation.ToLowerInvariant()}.example.org";

    private sealed record Play(
        JsonElement Step, JsonElement Says, RecipeContext Context, OpportunityTerms Terms, ConsortiumCard? Consortium, Guid Lead, string Writer, string Approver)
    {
        /// <summary>The same bid when an earlier run of the step has made it.</summary>
        public async Task<Bid?> FindAsync(CancellationToken ct)
        {
            var book = Context.Services.GetRequiredService<BidBook>();
            if (Context.Ids.TryGetValue(Step.Text("id"), out var id) && await book.ReadAsync(id, ct) is { } bid) return bid;
            return (await book.ReadAsync(await book.IdsOfAsync(Lead, ct), ct)).FirstOrDefault(b =>
                b.OpportunityId == Terms.Id && b.Content.ConsortiumId == Consortium?.Id && b.Content.LeadOrganisationId == Lead);
        }

        public async Task<string> DraftAsync(CancellationToken ct)
        {
            var numbers = Step.Items("lots").Select(l => l.GetInt32()).ToArray();
            var lots = Terms.Lots.Where(l => numbers.Length == 0 || numbers.Contains(l.Number)).OrderBy(l => l.Number).Select(l => l.Id).ToArray();
            var reference = "";
            await Context.AsAsync(Writer, async s =>
            {
                var value = Consortium is null ? $"org-{Lead:N}" : $"consortium-{Consortium.Id:N}";
                var started = await s.GetRequiredService<StartBidHandler>().HandleAsync(Terms.Reference, value, lots, ct);
                reference = Must(started);
            }, ct);

            if (Says.TryGetProperty("delivers", out var delivers))
            {
                var texts = delivers.EnumerateObject().ToDictionary(d => Context.IdOf(d.Name), d => d.Value.GetString()!);
                await WriteAsync(reference, (bid, c, by, now) => bid.Deliver(c, texts, 0, by, now), ct);
            }

            foreach (var answer in Says.Items("answers"))
            {
                var name = answer.Text("criterion");
                var criterion = Terms.Criteria.FirstOrDefault(c => c.Name == name) ?? throw new InvalidOperationException($"The notice has no criterion '{name}'.");
                var texts = criterion.Questions.Zip(answer.Texts("texts")).ToDictionary(p => p.First.Id, p => p.Second);
                await WriteAsync(reference, (bid, c, by, now) => bid.Answer(c, criterion.Id, texts, 0, by, now), ct);
            }

            var prices = Says.Items("prices").Select(p => p.GetInt32()).ToArray();
            if (prices.Length > 0) await WriteAsync(reference, (bid, c, by, now) => bid.Price(c, lots.Zip(prices).ToDictionary(p => p.First, p => (int?)p.Second), 0, by, now), ct);
            if (Says.TextOrNull("womens") is { } womens) await WriteAsync(reference, (bid, c, by, now) => bid.State(c, BidPart.Women, womens, 0, by, now), ct);
            if (Says.TextOrNull("welsh") is { } welsh) await WriteAsync(reference, (bid, c, by, now) => bid.State(c, BidPart.Welsh, welsh, 0, by, now), ct);
            foreach (var file in Says.Items("files"))
            {
                var bytes = SmallPdf.Of(file.Text("title"), file.Texts("lines"));
                await Context.AsAsync(Writer, async s => Must(await s.GetRequiredService<AttachFileHandler>().AttachAsync(
                    reference, new MemoryStream(bytes), file.Text("file"), bytes.Length, Enum.Parse<BidFileClass>(file.TextOrNull("class") ?? nameof(BidFileClass.Delivery)), ct)), ct);
            }

            if (!Step.Flag("undeclared")) await DeclareAsync(reference, ct);
            return reference;
        }

        public async Task SubmitAsync(string reference, string expect, CancellationToken ct)
        {
            foreach (var member in Consortium?.Members ?? [])
            {
                await Context.AsAsync(PersonOf(member.OrganisationId), async s =>
                {
                    var version = (await s.GetRequiredService<BidDesk>().FindAsync(reference, ct))!.Bid.Content.Version;
                    Must(await s.GetRequiredService<AcceptVersionHandler>().AcceptAsync(reference, member.OrganisationId, version, ct));
                }, ct);
            }

            await Context.AsAsync(Approver, async s =>
            {
                var version = (await s.GetRequiredService<BidDesk>().FindAsync(reference, ct))!.Bid.Content.Version;
                var receipt = await s.GetRequiredService<SubmitBidHandler>().HandleAsync(reference, version, ct);
                var came = receipt.Refusal is not null ? "refused" : receipt.Value.WasAccepted ? "received" : "late";
                if (came != expect) throw new InvalidOperationException($"The bid was {came}, not {expect}: {receipt.Refusal}");
            }, ct);
        }

        private async Task DeclareAsync(string reference, CancellationToken ct)
        {
            foreach (var organisation in Consortium?.Members.Select(m => m.OrganisationId) ?? [Lead])
            {
                var name = Context.Ids.First(i => i.Value == organisation).Key;
                var interest = Says.TryGetProperty("declarations", out var all) && all.TryGetProperty(name, out var own) ? own.TextOrNull("interest") : null;
                await Context.AsAsync(PersonOf(organisation), async s =>
                {
                    var desk = s.GetRequiredService<BidDesk>();
                    var declaration = new Declaration { HasInterest = interest is not null, Interest = interest ?? "", DeclaredAt = desk.Arrived, DeclaredBy = s.GetRequiredService<IWho>().DisplayName };
                    Must(await desk.ChangeAsync(reference, _ => s.GetRequiredService<IWho>().May(Duties.Approve, organisation),
                        (bid, c) => Task.FromResult(bid.Declare(c, organisation, declaration, desk.Arrived)), ct));
                }, ct);
            }
        }

        private string PersonOf(Guid organisation)
        {
            if (organisation == Lead) return Approver;
            var name = Context.Ids.First(i => i.Value == organisation).Key;
            return Step.TryGetProperty("people", out var people) && people.TextOrNull(name) is { } person ? person : Chief(name);
        }

        private Task WriteAsync(string reference, Func<Bid, Conditions, string, DateTimeOffset, Result> act, CancellationToken ct) =>
            Context.AsAsync(Writer, async s =>
            {
                var (desk, by) = (s.GetRequiredService<BidDesk>(), s.GetRequiredService<IWho>().DisplayName);
                Must(await desk.WriteAsync(reference, (bid, conditions) => act(bid, conditions, by, desk.Arrived), ct));
            }, ct);
    }
}
