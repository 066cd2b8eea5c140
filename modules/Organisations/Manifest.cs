using Procurement.Kernel;

[assembly: Module("Organisations", 9)]
[assembly: Feature("Organisations", "Organisations")]
