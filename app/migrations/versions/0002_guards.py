"""What must never change is guarded by the database itself: the trail, published versions, submitted ratings."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEVER = ("trail_event", "framework_version")
SUBMITTED = "SELECT 1 FROM assessment a WHERE a.id = {row}.assessment_id AND a.submitted_at IS NOT NULL"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    for table in NEVER:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    for change, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        frozen = " OR ".join(f"EXISTS ({SUBMITTED.format(row=row)})" for row in rows)
        op.execute(
            f"CREATE TRIGGER rating_frozen_{change.lower()} BEFORE {change} ON rating WHEN {frozen} "
            "BEGIN SELECT RAISE(ABORT, 'submitted ratings are frozen'); END"
        )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER assessment_frozen_{change.lower()} BEFORE {change} ON assessment "
            "WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'submitted assessments are frozen'); END"
        )


def _postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in NEVER:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    for table in (*NEVER, "assessment", "rating"):
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE FUNCTION refuse_submitted() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF TG_OP <> 'INSERT' AND EXISTS ({SUBMITTED.format(row='OLD')}) "
        f"OR TG_OP <> 'DELETE' AND EXISTS ({SUBMITTED.format(row='NEW')}) "
        "THEN RAISE EXCEPTION 'submitted ratings are frozen'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER rating_frozen BEFORE INSERT OR UPDATE OR DELETE ON rating "
        "FOR EACH ROW EXECUTE FUNCTION refuse_submitted()"
    )
    op.execute(
        "CREATE TRIGGER assessment_frozen BEFORE UPDATE OR DELETE ON assessment FOR EACH ROW "
        "WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
