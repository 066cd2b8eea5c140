using Procurement.Kernel;

[assembly: Module("Involvement", 14)]
[assembly: Feature("Involvement", "Involvement")]
