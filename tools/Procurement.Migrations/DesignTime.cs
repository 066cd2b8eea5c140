using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Data.PostgreSql;
using Procurement.Data.Sqlite;
using Procurement.Kernel;

namespace Procurement.Migrations;

/// <summary>Makes the context for <c>dotnet ef</c>: <c>-- --provider Sqlite</c> or <c>-- --provider PostgreSql</c>.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args)
    {
        var provider = args.SkipWhile(a => a != "--provider").Skip(1).FirstOrDefault() ?? "Sqlite";
        IEngine engine = provider == "PostgreSql" ? new PostgreSqlEngine("Host=localhost;Database=design") : new SqliteEngine("design.db");
        var modules = new ModuleList([.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Procurement.*.dll")
            .Select(f => Module.From(System.Reflection.Assembly.LoadFrom(f))).OfType<Module>().OrderBy(m => m.Floor)]);
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        engine.Configure(options);
        PortalDbContext.Configure(options);
        return new PortalDbContext(options.Options, new SaveServices(
            engine, new WriteGate(), new OutboxSignal(), new ChangeContext(), TimeProvider.System, new NoSeals(), modules, []));
    }

    private static void Main() => Console.WriteLine("Use: dotnet ef migrations add NAME --project src/Procurement.Data.Sqlite --startup-project tools/Procurement.Migrations -- --provider Sqlite");

    private sealed class NoSeals : ISeals
    {
        public string Seal(Guid sealId, string text) => throw new NotSupportedException("Nothing is sealed while migrations are designed.");

        public string Open(Guid sealId, string sealedText) => throw new NotSupportedException("Nothing is sealed while migrations are designed.");
    }
}
