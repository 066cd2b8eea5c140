using Procurement.Kernel;

[assembly: Module("Consortia", 11)]
[assembly: Feature("Consortia", "Consortia", Description = "Organisations that bid together: invitations, shares, and each member's acceptance of the make-up.", DependsOn = "Organisations")]
