using Procurement.Kernel;

[assembly: Module("Media", 3)]
[assembly: Feature("Media", "Media")]
