using Procurement.Kernel;

[assembly: Module("Opportunities", 10)]
[assembly: Feature("Opportunities", "Opportunities", Description = "Work in lots: drafted, published by a second person, found by anyone, closed by the clock.")]
