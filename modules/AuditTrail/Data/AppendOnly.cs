using Procurement.Data;

namespace Procurement.AuditTrail.Data;

/// <summary>
/// The database itself refuses to change or remove a record: against mistakes of ours. Against an intruder, who can drop a trigger,
/// stand the chain and its signed heads.
/// </summary>
internal static class AppendOnly
{
    public static SchemaScript Script { get; } = new("AuditTrail append only",
        """
        CREATE TRIGGER IF NOT EXISTS audittrail_records_keep BEFORE DELETE ON audittrail_records
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER IF NOT EXISTS audittrail_records_fix BEFORE UPDATE OF "Id", "At", "SealId", "Payload", "Mac" ON audittrail_records
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER IF NOT EXISTS audittrail_records_chain BEFORE UPDATE OF "Sequence", "Hash" ON audittrail_records WHEN OLD."Sequence" IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        """,
        """
        CREATE OR REPLACE FUNCTION audittrail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'The audit trail is append-only.'; END $$;
        CREATE OR REPLACE TRIGGER audittrail_records_keep BEFORE DELETE ON audittrail_records
        FOR EACH ROW EXECUTE FUNCTION audittrail_refuse();
        CREATE OR REPLACE TRIGGER audittrail_records_fix BEFORE UPDATE OF "Id", "At", "SealId", "Payload", "Mac" ON audittrail_records
        FOR EACH ROW EXECUTE FUNCTION audittrail_refuse();
        CREATE OR REPLACE TRIGGER audittrail_records_chain BEFORE UPDATE OF "Sequence", "Hash" ON audittrail_records
        FOR EACH ROW WHEN (OLD."Sequence" IS NOT NULL) EXECUTE FUNCTION audittrail_refuse();
        """);
}
