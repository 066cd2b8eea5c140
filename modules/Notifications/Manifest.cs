using Procurement.Kernel;

[assembly: Module("Notifications", 2)]
[assembly: Feature("Notifications", "Messages and mail", Description = "Tells people what concerns them, in the portal and by mail.", Always = true)]
