using Procurement.Kernel;

[assembly: Module("Workflows", 7)]
[assembly: Feature("Workflows", "Workflows", Description = "The steps that things take, the tasks that they give people, and what is due when.")]
