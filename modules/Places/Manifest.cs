using Procurement.Kernel;

[assembly: Module("Places", 6)]
[assembly: Feature("Places", "Places", Description = "The contract package areas, the local authorities, the services and the working days.", Always = true)]
