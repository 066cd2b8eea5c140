using Procurement.Kernel;

[assembly: Module("AuditTrail", 1)]
[assembly: Feature("AuditTrail", "AuditTrail")]
