using Procurement.Kernel;

[assembly: Module("Notifications", 2)]
[assembly: Feature("Notifications", "Notifications")]
