using Procurement.Kernel;

[assembly: Module("Awards", 15)]
[assembly: Feature("Awards", "Awards")]
