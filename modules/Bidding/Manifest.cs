using Procurement.Kernel;

[assembly: Module("Bidding", 12)]
[assembly: Feature("Bidding", "Bidding", Description = "Bids: written together, submitted by the server's clock, sealed until two people open them.", DependsOn = "Opportunities")]
