using Procurement.Kernel;

[assembly: Module("Places", 6)]
[assembly: Feature("Places", "Places")]
