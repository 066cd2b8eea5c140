using Procurement.Kernel;

[assembly: Module("Workflows", 7)]
[assembly: Feature("Workflows", "Workflows")]
