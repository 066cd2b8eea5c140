using Procurement.Kernel;

[assembly: Module("Evaluation", 13)]
[assembly: Feature("Evaluation", "Evaluation", Description = "Panels score opened bids, lock quality before any price is read, and sign a ranking.", DependsOn = "Bidding")]
