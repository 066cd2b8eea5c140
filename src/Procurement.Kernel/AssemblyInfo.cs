using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Procurement.Data")]
