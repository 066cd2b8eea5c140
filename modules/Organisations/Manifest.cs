using Procurement.Kernel;

[assembly: Module("Organisations", 9)]
[assembly: Feature("Organisations", "Organisations", Description = "Suppliers, lead providers and authorities, with their numbers and their people.", Always = true)]
