"""Closing a case, its promise and its review, in the database; the rules are in `retention.closing`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from retention.closing import (
    Closing,
    LockedMemo,
    Review,
    closing_faults,
    memo_content,
    read_review,
    review_document,
    review_faults,
)
from retention.content import canonical_json, case_part, content_hash
from retention.document import read_case
from retention.faults import InvalidInput
from retention.next_steps import parting_faults
from retention.storage import cases as case_store
from retention.storage.promises import promise_at_closing
from retention.storage.records import Conflict, Deleted, NotClosed
from retention.storage.tables import cases, memos, reviews

CLOSED = "closed"  # the reason of the version that closing makes


def close(
    connection: Connection,
    case_id: int,
    closing: Closing,
    decision: dict[str, Any],
    memo: str,
    expected_version: int,
    today: date,
    now: datetime,
) -> LockedMemo:
    """Close the case at a new version of the same document and lock its memo; see `Storage.close`."""
    case_store.take_turn(connection, case_id)
    stored = case_store.load(connection, case_id)
    if stored.row.shelf == "deleted":
        raise Deleted(stored)
    if stored.version != expected_version:
        raise Conflict(stored)
    faults = (
        *closing_faults(read_case(case_part(stored.document)), closing, decision, today),
        *parting_faults(stored.document, closing.chosen_option),
    )
    if faults:
        raise InvalidInput(*faults)
    number = case_store.advance(connection, case_id, expected_version, _closed(closing, decision), now)
    document = case_store.without_closing(stored.document)  # it is said now, in the memo
    case_store.add_version(connection, case_id, number, document, CLOSED, now)
    promise_at_closing(connection, case_id, closing, stored.row.client, stored.row.title, now)
    return _lock(connection, memo_content(case_id, number, now, closing, document, decision, memo), now)


def _closed(closing: Closing, decision: dict[str, Any]) -> dict[str, Any]:
    """What closing changes in the line of the list, but for its promise, which the register puts there."""
    return {
        "status": "closed",
        "review_on": closing.review_on,
        **{key: decision[key] for key in ("verdict", "recommended", "value_gap")},
    }


def _lock(connection: Connection, content: dict[str, Any], now: datetime) -> LockedMemo:
    written = canonical_json(content)
    row = {"case_id": content["case_id"], "closed_at": now, "content": written, "content_hash": content_hash(content)}
    memo_id: int = connection.execute(insert(memos).values(**row).returning(memos.c.id)).scalar_one()
    return LockedMemo(memo_id, json.loads(written), row["content_hash"])


def list_memos(connection: Connection, case_id: int) -> tuple[LockedMemo, ...]:
    """The locked memos of a case, oldest first; none where it was never closed."""
    statement = select(memos.c.id, memos.c.content, memos.c.content_hash).where(memos.c.case_id == case_id)
    return tuple(_memo(found) for found in connection.execute(statement.order_by(memos.c.id)))


def _memo(found: Any) -> LockedMemo:
    return LockedMemo(found.id, json.loads(found.content), found.content_hash)


def review(connection: Connection, case_id: int, given: Review, now: datetime) -> None:
    """Keep what came of the case as it was last closed; see `Storage.review`."""
    row = case_store.load(connection, case_id).row
    locked = list_memos(connection, case_id)
    if not locked:
        raise NotClosed(f"case {case_id} was never closed")
    faults = review_faults(given, read_case(case_part(locked[-1].content["document"])))
    if faults:
        raise InvalidInput(*faults)
    content = canonical_json(review_document(given))
    connection.execute(
        insert(reviews).values(case_id=case_id, memo_id=locked[-1].id, saved_at=now, content=content)
    )
    values: dict[str, Any] = {
        "status": "reviewed" if row.status == "closed" else row.status,
        "review_on": None,
        "next_due_on": None if row.promise_kept_at else row.promise_on,
        "updated_at": now,
    }
    connection.execute(update(cases).where(cases.c.id == case_id).values(**values))


def list_reviews(connection: Connection, case_id: int) -> tuple[Review, ...]:
    """The reviews of a case, oldest first."""
    statement = select(reviews.c.content).where(reviews.c.case_id == case_id).order_by(reviews.c.id)
    return tuple(read_review(json.loads(found.content)) for found in connection.execute(statement))


def reviewed(connection: Connection) -> tuple[tuple[LockedMemo, Review], ...]:
    """Every reviewed memo of a case that is not deleted, with its last review; oldest memo first."""
    last = select(func.max(reviews.c.id)).group_by(reviews.c.memo_id)
    statement = (
        select(memos.c.id, memos.c.content, memos.c.content_hash, reviews.c.content.label("review"))
        .join_from(reviews, memos, reviews.c.memo_id == memos.c.id)
        .join(cases, cases.c.id == memos.c.case_id)
        .where(reviews.c.id.in_(last), cases.c.shelf != "deleted")
        .order_by(memos.c.id)
    )
    return tuple((_memo(found), read_review(json.loads(found.review))) for found in connection.execute(statement))
