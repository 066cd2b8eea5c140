using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using static Procurement.Opportunities.Tests.Domain.AnOpportunity;

namespace Procurement.Opportunities.Tests.Domain;

public sealed class DraftTests
{
    [Fact]
    public void A_draft_that_lacks_nothing_may_be_sent() => Assert.Empty(new AnOpportunity().Draft.Missing(Rules()));

    [Fact]
    public void An_empty_draft_may_be_saved_and_says_all_that_it_lacks()
    {
        var draft = Opportunity.Start(Lead, "Lead", "Title", [], ByWriter);
        Type[] expected =
        [
            typeof(SummaryMissing), typeof(WorkNotDescribed), typeof(NoService), typeof(NoCohort), typeof(TierMissing), typeof(TermMissing), typeof(NoLot),
            typeof(CriteriaDoNotAddUp), typeof(WomensProvisionMissing), typeof(ClosingMissing),
        ];
        Assert.Equal(expected, draft.Missing(Rules()).Select(m => m.GetType()));
        Assert.IsType<SummaryMissing>(draft.SendForApproval(Rules(), ByWriter).Refusal);
        Assert.Equal(OpportunityStage.Draft, draft.Stage);
    }

    private static readonly Dictionary<string, (Func<Opportunity, Result> Change, Type Refusal)> Lacks = new()
    {
        ["no summary"] = (o => o.DescribeWork("T", "", "W", ByWriter), typeof(SummaryMissing)),
        ["no description"] = (o => o.DescribeWork("T", "S", " ", ByWriter), typeof(WorkNotDescribed)),
        ["no service"] = (o => o.DescribeServices([], ["WOM"], 2, ByWriter), typeof(NoService)),
        ["no cohort"] = (o => o.DescribeServices(["WOM-CTR"], [], 2, ByWriter), typeof(NoCohort)),
        ["no tier"] = (o => o.DescribeServices(["WOM-CTR"], ["WOM"], null, ByWriter), typeof(TierMissing)),
        ["no term"] = (o => o.SetTerms(null, 12, 0, "", false, ByWriter), typeof(TermMissing)),
        ["a lot without a value"] = (o => o.PutLot(null, "New", ["CPA17"], null, null, ByWriter), typeof(LotWithoutValue)),
        ["a lot without a place"] = (o => o.PutLot(null, "New", [], 1000, null, ByWriter), typeof(LotWithoutPlace)),
        ["a lot in a place that nobody knows"] = (o => o.PutLot(null, "New", ["E99999999"], 1000, null, ByWriter), typeof(PlaceUnknown)),
        ["weights above 100"] = (o => o.PutCriterion(null, "More", 1, false, null, [Ask(100)], ByWriter), typeof(CriteriaDoNotAddUp)),
        ["no provision for women"] = (o => o.MakeStatements("", "", ByWriter), typeof(WomensProvisionMissing)),
        ["no closing day"] = (o => o.SetDates(null, false, null, null, ByWriter), typeof(ClosingMissing)),
        ["closing nine working days ahead"] = (o => o.SetDates(null, false, London.At(new DateOnly(2026, 10, 23), new TimeOnly(12, 0)), null, ByWriter), typeof(ClosesTooSoon)),
    };

    public static TheoryData<string> WhatLacks => [.. Lacks.Keys];

    [Theory, MemberData(nameof(WhatLacks))]
    public void A_draft_is_not_sent_with(string lack)
    {
        var (change, refusal) = Lacks[lack];
        var draft = new AnOpportunity().With(change).Draft;
        Assert.Equal([refusal], draft.Missing(Rules()).Select(m => m.GetType()));
        Assert.IsType(refusal, draft.SendForApproval(Rules(), ByWriter).Refusal);
    }

    [Fact]
    public void Closing_ten_working_days_ahead_is_soon_enough()
    {
        var draft = new AnOpportunity().With(o => o.SetDates(null, false, London.At(new DateOnly(2026, 10, 26), new TimeOnly(9, 0)), null, ByWriter)).Draft;
        Assert.Empty(draft.Missing(Rules()));
    }

    [Fact]
    public void The_working_days_count_from_the_opening_when_it_opens_later()
    {
        var opens = London.At(new DateOnly(2026, 10, 19), new TimeOnly(9, 0));
        var draft = new AnOpportunity().With(o => o.SetDates(opens, true, Noon28October, null, ByWriter)).Draft;
        Assert.Equal([new ClosesTooSoon(10, new DateOnly(2026, 11, 2))], draft.Missing(Rules()));
    }

    [Fact]
    public void A_lot_in_Wales_needs_a_Welsh_language_statement()
    {
        var draft = new AnOpportunity().With(o => o.PutLot(null, "Cardiff", ["W06000015"], 60000, null, ByWriter)).Draft;
        Assert.Equal([new WelshStatementMissing()], draft.Missing(Rules(null, "CPA17", "CPA10")));
        Done(draft.MakeStatements("All of it.", "Answers in Welsh or English.", ByWriter));
        Assert.Empty(draft.Missing(Rules(null, "CPA17", "CPA10")));
    }

    [Fact]
    public void Tier_3_takes_payment_by_results_only_with_a_reason()
    {
        var draft = new AnOpportunity().With(o => o.DescribeServices(["WOM-CTR"], ["WOM"], 3, ByWriter)).With(o => o.SetTerms(24, 0, 5, "", false, ByWriter)).Draft;
        Assert.Equal([new PaymentByResultsNeedsReason()], draft.Missing(Rules()));
        Done(draft.SetTerms(24, 0, 5, "Because a tenth of them comes from a fund.", false, ByWriter));
        Assert.Empty(draft.Missing(Rules()));
    }

    [Fact]
    public void Tier_3_has_the_short_form()
    {
        var settings = new OpportunitySettings();
        var draft = new AnOpportunity().With(o => o.DescribeServices(["WOM-CTR"], ["WOM"], 3, ByWriter))
            .With(o => o.PutCriterion(o.Criteria[0].Id, "Quality", 70, false, null, [Ask(2000), Ask(20)], ByWriter)).Draft;
        Assert.Equal([new QuestionsOverBudget(settings.WordBudgetTier3 + 20, settings.WordBudgetTier3)], draft.Missing(Rules()));
        Done(draft.DescribeServices(["WOM-CTR"], ["WOM"], 2, ByWriter));
        Assert.Empty(draft.Missing(Rules()));
    }

    [Fact]
    public void A_quality_criterion_needs_a_question()
    {
        var draft = new AnOpportunity().With(o => o.PutCriterion(o.Criteria[0].Id, "Quality", 70, false, null, [], ByWriter)).Draft;
        Assert.Equal([new CriterionWithoutQuestion("Quality")], draft.Missing(Rules()));
    }

    [Fact]
    public void There_is_at_most_one_price() =>
        Assert.IsType<SecondPriceCriterion>(new AnOpportunity().Draft.PutCriterion(null, "Price again", 10, true, null, [], ByWriter).Refusal);

    [Fact]
    public void The_price_keeps_no_question_and_no_threshold()
    {
        var price = new AnOpportunity().With(o => o.PutCriterion(o.Criteria[1].Id, "Price", 30, true, 3m, [Ask(100)], ByWriter)).Draft.Criteria[1];
        Assert.Empty(price.Questions);
        Assert.Null(price.Threshold);
    }

    private static readonly Dictionary<string, (Func<Opportunity, Result> Change, Type Refusal)> Wrongs = new()
    {
        ["no title"] = (o => o.DescribeWork(" ", "S", "W", ByWriter), typeof(OpportunityTitleMissing)),
        ["tier 4"] = (o => o.DescribeServices([], [], 4, ByWriter), typeof(TierUnknown)),
        ["a term of no months"] = (o => o.SetTerms(0, 0, 0, "", false, ByWriter), typeof(TermOutOfRange)),
        ["an extension of 61 months"] = (o => o.SetTerms(12, 61, 0, "", false, ByWriter), typeof(ExtensionMonthsOutOfRange)),
        ["101 per cent by results"] = (o => o.SetTerms(12, 0, 101, "", false, ByWriter), typeof(PaymentByResultsOutOfRange)),
        ["a lot without a name"] = (o => o.PutLot(null, "", [], null, null, ByWriter), typeof(LotTitleMissing)),
        ["a lot of no value"] = (o => o.PutLot(null, "L", [], 0, null, ByWriter), typeof(LotValueOutOfRange)),
        ["a lot for nobody"] = (o => o.PutLot(null, "L", [], 1, 0, ByWriter), typeof(LotPeopleOutOfRange)),
        ["a lot that is not there"] = (o => o.PutLot(Guid.CreateVersion7(), "L", [], 1, 1, ByWriter), typeof(NotFound)),
        ["nine needs"] = (o => o.SetNeeds(Enumerable.Repeat("A room", 9), null, ByWriter), typeof(TooManyNeeds)),
        ["an income below nought"] = (o => o.SetNeeds([], -1, ByWriter), typeof(MinimumIncomeOutOfRange)),
        ["a criterion without a name"] = (o => o.PutCriterion(null, "", 1, false, null, [], ByWriter), typeof(CriterionNameMissing)),
        ["a weight of nought"] = (o => o.PutCriterion(null, "C", 0, false, null, [], ByWriter), typeof(WeightOutOfRange)),
        ["a threshold above 5"] = (o => o.PutCriterion(null, "C", 1, false, 5.5m, [], ByWriter), typeof(ThresholdOutOfRange)),
        ["a question of 2,001 words"] = (o => o.PutCriterion(null, "C", 1, false, null, [Ask(2001)], ByWriter), typeof(WordLimitOutOfRange)),
        ["nine questions"] = (o => o.PutCriterion(null, "C", 1, false, null, Enumerable.Repeat(Ask(100), 9), ByWriter), typeof(TooManyQuestions)),
        ["a document without a title"] = (o => o.AddDocument(new OpportunityDocument(Guid.Empty, " ", "a.pdf", "application/pdf", 1), ByWriter), typeof(DocumentTitleMissing)),
        ["closing before it opens"] = (o => o.SetDates(Noon28October, false, Noon28October, null, ByWriter), typeof(ClosesBeforeItOpens)),
        ["work that starts on the closing day"] = (o => o.SetDates(null, false, Noon28October, new DateOnly(2026, 10, 28), ByWriter), typeof(StartsBeforeItCloses)),
    };

    public static TheoryData<string> WhatIsWrong => [.. Wrongs.Keys];

    [Theory, MemberData(nameof(WhatIsWrong))]
    public void A_draft_refuses(string wrong) => Assert.IsType(Wrongs[wrong].Refusal, Wrongs[wrong].Change(new AnOpportunity().Draft).Refusal);

    [Fact]
    public void A_thirty_first_lot_is_refused()
    {
        var story = new AnOpportunity();
        for (var i = 3; i <= 30; i++) story.With(o => o.PutLot(null, "L", ["CPA17"], 1, null, ByWriter));
        Assert.IsType<TooManyLots>(story.Draft.PutLot(null, "L", ["CPA17"], 1, null, ByWriter).Refusal);
    }

    [Fact]
    public void Lots_are_numbered_anew_when_one_is_removed()
    {
        var story = new AnOpportunity();
        var first = story.Draft.LotsInOrder.First();
        story.With(o => o.RemoveLot(first.Id, ByWriter));
        Assert.Equal([(1, "Southwark")], story.Draft.LotsInOrder.Select(l => (l.Number, l.Title)));
    }

    [Fact]
    public void What_was_sent_is_no_draft_and_nothing_of_it_changes()
    {
        var sent = new AnOpportunity().Sent().Draft;
        Result[] refused =
        [
            sent.DescribeWork("T", "S", "W", ByWriter), sent.DescribeServices([], [], 2, ByWriter), sent.SetTerms(1, 0, 0, "", false, ByWriter), sent.PutLot(null, "L", [], 1, 1, ByWriter),
            sent.RemoveLot(sent.Lots[0].Id, ByWriter), sent.SetNeeds([], null, ByWriter), sent.PutCriterion(null, "C", 1, false, null, [], ByWriter), sent.RemoveCriterion(sent.Criteria[0].Id, ByWriter),
            sent.MakeStatements("", "", ByWriter), sent.AddDocument(new OpportunityDocument(Guid.Empty, "D", "a.pdf", "application/pdf", 1), ByWriter), sent.RemoveDocument(Guid.Empty, ByWriter),
            sent.SetDates(null, false, null, null, ByWriter), sent.SendForApproval(Rules(), ByWriter),
        ];
        Assert.All(refused, r => Assert.IsType<NotADraft>(r.Refusal));
    }
}
