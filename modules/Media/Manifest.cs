using Procurement.Kernel;

[assembly: Module("Media", 3)]
[assembly: Feature("Media", "Files", Description = "Keeps files, after looking at what they are.", Always = true)]
