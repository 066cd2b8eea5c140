using Procurement.Kernel;

[assembly: Module("AuditTrail", 1)]
[assembly: Feature("AuditTrail", "Audit trail", Description = "Who did what, when and why, in a chain that shows when it was altered.", Always = true)]
