using Procurement.Kernel;

[assembly: Module("Users", 4)]
[assembly: Feature("Users", "Accounts", Description = "Accounts, roles, sign-in and two-step codes.", Always = true)]
