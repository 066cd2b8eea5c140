using Procurement.Kernel;

[assembly: Module("Bidding", 12)]
[assembly: Feature("Bidding", "Bidding")]
