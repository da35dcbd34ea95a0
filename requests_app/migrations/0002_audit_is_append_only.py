"""The database itself refuses to remove an audit entry, or to change one beyond sealing it once."""

from django.db import migrations

KEPT = ("at", "actor", "action", "subject", "detail")

SQLITE = [
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE ON requests_app_auditentry
    BEGIN SELECT RAISE(ABORT, 'an audit entry is never removed'); END
    """,
    """
    CREATE TRIGGER audit_entry_is_sealed_once BEFORE UPDATE ON requests_app_auditentry
    WHEN OLD.number IS NOT NULL OR OLD.id <> NEW.id {changed}
    BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END
    """.format(changed=" ".join(f"OR OLD.{name} IS NOT NEW.{name}" for name in KEPT)),
]
SQLITE_BACK = [
    "DROP TRIGGER audit_entry_stays",
    "DROP TRIGGER audit_entry_is_sealed_once",
]

POSTGRESQL = [
    """
    CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'an audit entry is never removed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.number IS NOT NULL OR OLD.id <> NEW.id {changed} THEN
            RAISE EXCEPTION 'an audit entry is never changed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """.format(changed=" ".join(f"OR OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)),
    """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON requests_app_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_entry_stays ON requests_app_auditentry",
    "DROP FUNCTION audit_entry_guard()",
]


def _run(schema_editor, *, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def guard(apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def unguard(apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE_BACK, postgresql=POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
