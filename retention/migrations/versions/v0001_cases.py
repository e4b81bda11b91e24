"""Cases with their versions, locked memos and reviews, and an index to search them by any part of a word."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

# The index holds no text of its own: it reads `case_search`, and these triggers keep it in step.
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE case_trigrams USING fts5("
    "text, content='case_search', content_rowid='case_id', tokenize='trigram')",
    "CREATE TRIGGER case_search_added AFTER INSERT ON case_search BEGIN"
    " INSERT INTO case_trigrams(rowid, text) VALUES (new.case_id, new.text); END",
    "CREATE TRIGGER case_search_removed AFTER DELETE ON case_search BEGIN"
    " INSERT INTO case_trigrams(case_trigrams, rowid, text) VALUES ('delete', old.case_id, old.text); END",
    "CREATE TRIGGER case_search_changed AFTER UPDATE ON case_search BEGIN"
    " INSERT INTO case_trigrams(case_trigrams, rowid, text) VALUES ('delete', old.case_id, old.text);"
    " INSERT INTO case_trigrams(rowid, text) VALUES (new.case_id, new.text); END",
)
SQLITE_LOCK = (
    "CREATE TRIGGER memo_locked BEFORE UPDATE ON memos BEGIN SELECT RAISE(ABORT, 'a locked memo never changes'); END",
)
# Without fastupdate a change goes into the index at once, and no search has to go through a list of pending ones.
POSTGRES_SEARCH = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX case_search_trigrams ON case_search USING gin (text gin_trgm_ops) WITH (fastupdate = off)",
)
POSTGRES_LOCK = (
    "CREATE FUNCTION refuse_memo_change() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'a locked memo never changes'; END $$",
    "CREATE TRIGGER memo_locked BEFORE UPDATE ON memos FOR EACH ROW EXECUTE FUNCTION refuse_memo_change()",
)


def upgrade() -> None:
    make_cases()
    make_parts()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_SEARCH + SQLITE_LOCK if is_sqlite else POSTGRES_SEARCH + POSTGRES_LOCK:
        op.execute(statement)


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.execute("DROP TABLE case_trigrams")
    for table in ("reviews", "memos", "versions", "case_search", "cases"):
        op.drop_table(table)
    if not is_sqlite:
        op.execute("DROP FUNCTION refuse_memo_change()")


def make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("shelf", sa.String(10), nullable=False),
        sa.Column("verdict", sa.String(20)),
        sa.Column("recommended", sa.String(20)),
        sa.Column("value_gap", sa.Float),
        sa.Column("currency", sa.String(10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("archived_at", MOMENT),
        sa.Column("deleted_at", MOMENT),
        sa.Column("promise_at", MOMENT),
        sa.Column("promise_on", sa.Date),
        sa.Column("promise_kept_at", MOMENT),
        sa.Column("review_on", sa.Date),
        sa.Column("next_due_on", sa.Date),
        sqlite_autoincrement=True,
    )
    op.create_index("cases_by_change", "cases", ["shelf", "updated_at", "id"])
    op.create_index("cases_by_status", "cases", ["shelf", "status", "updated_at", "id"])
    op.create_index("cases_by_due_date", "cases", ["next_due_on"])


def make_parts() -> None:
    op.create_table(
        "case_search",
        case_key(primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "versions",
        case_key(primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "memos",
        sa.Column("id", sa.Integer, primary_key=True),
        case_key(index=True),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sqlite_autoincrement=True,
    )
    memo_key = sa.ForeignKey("memos.id", ondelete="CASCADE")
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        case_key(index=True),
        sa.Column("memo_id", sa.Integer, memo_key, nullable=False, index=True),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def case_key(**settings: Any) -> "sa.Column[int]":
    return sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, **settings)
