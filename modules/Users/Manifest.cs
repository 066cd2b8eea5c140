using Procurement.Kernel;

[assembly: Module("Users", 4)]
[assembly: Feature("Users", "Users")]
