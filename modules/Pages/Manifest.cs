using Procurement.Kernel;

[assembly: Module("Pages", 8)]
[assembly: Feature("Pages", "Pages")]
