"""Promises and what became of them, messages of a case, replies that others read as the client."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer()),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("from_closing", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_promises_case_id", "promises", ["case_id"])
    op.create_index("promises_by_due", "promises", ["state", "due_at"])
    op.create_table(
        "promise_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("next_at", MOMENT),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["promise_id"], ["promises.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_promise_events_promise_id", "promise_events", ["promise_id"])
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("logged_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("messages_by_case", "messages", ["case_id", "written_at", "id"])
    op.create_table(
        "reply_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reply_drafts_case_id", "reply_drafts", ["case_id"])
    op.create_table(
        "reply_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("rater_hash", sa.String(length=64), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("rated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["reply_drafts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft_id", "rater_hash", name="one_rating_of_each_browser"),
        sqlite_autoincrement=True,
    )
    _take_over_promises()


def _take_over_promises() -> None:
    """The promises of cases that were closed before there was a register."""
    cases, memos = _table("cases"), _table("memos")
    promises, events = _table("promises"), _table("promise_events")
    connection = op.get_bind()
    for case in connection.execute(sa.select(cases).where(cases.c.promise_at.is_not(None))).all():
        of_case = memos.c.case_id == case.id
        memo = connection.execute(sa.select(memos).where(of_case).order_by(memos.c.id.desc()).limit(1)).first()
        closing = json.loads(memo.content)["closing"] if memo else {}
        made_at = memo.closed_at if memo else case.updated_at
        row = {
            "case_id": case.id,
            "to_whom": case.client,
            "what": closing.get("promise_text") or case.title,
            "channel": closing.get("promise_channel") or "",
            "owner": "",
            "due_at": case.promise_at,
            "due_on": case.promise_on,
            "state": "kept" if case.promise_kept_at else "open",
            "from_closing": True,
            "made_at": made_at,
            "settled_at": case.promise_kept_at,
        }
        number = connection.execute(sa.insert(promises).values(**row).returning(promises.c.id)).scalar_one()
        happened = [("made", made_at, None, case.promise_at)]
        if case.promise_kept_at:
            happened.append(("kept", case.promise_kept_at, case.promise_at, None))
        for kind, moment, due_at, next_at in happened:
            event = {"promise_id": number, "kind": kind, "happened_at": moment, "due_at": due_at, "next_at": next_at}
            connection.execute(sa.insert(events).values(**event, note=""))


def _table(name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())


def downgrade() -> None:
    op.drop_table("reply_ratings")
    op.drop_table("reply_drafts")
    op.drop_table("messages")
    op.drop_table("promise_events")
    op.drop_table("promises")
