using Procurement.Kernel;

[assembly: Module("Opportunities", 10)]
[assembly: Feature("Opportunities", "Opportunities")]
