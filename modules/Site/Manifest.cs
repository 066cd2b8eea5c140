using Procurement.Kernel;

[assembly: Module("Site", 5)]
[assembly: Feature("Site", "Administration", Description = "Settings, features, recipes and the health of the portal.", Always = true)]
