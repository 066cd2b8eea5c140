using Procurement.Kernel;

[assembly: Module("Site", 5)]
[assembly: Feature("Site", "Site")]
