using Procurement.Kernel;

[assembly: Module("Evaluation", 13)]
[assembly: Feature("Evaluation", "Evaluation")]
