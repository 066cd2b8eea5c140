using Procurement.Kernel;

[assembly: Module("Pages", 8)]
[assembly: Feature("Pages", "Pages", Always = true, Description = "The home page, editors' pages, the menus at the foot and the pages that say what went wrong.")]
