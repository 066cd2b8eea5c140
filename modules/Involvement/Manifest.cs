using Procurement.Kernel;

[assembly: Module("Involvement", 14)]
[assembly: Feature("Involvement", "Involvement", Description = "Local authorities are asked, comment, and read how it was regarded.")]
