using Procurement.Kernel;

[assembly: Module("Awards", 15)]
[assembly: Feature("Awards", "Awards", Description = "Awards proposed from a ranking, decided when the authorities were heard, and public after their standstill.", DependsOn = "Evaluation, Involvement")]
