using Procurement.Kernel;

[assembly: Module("Consortia", 11)]
[assembly: Feature("Consortia", "Consortia")]
