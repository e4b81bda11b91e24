"""Cases and their versions in the database; each function works inside the transaction that it is given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import case as sql_case

from retention.content import (
    CLOSING_NOTE,
    NOTES,
    changed_paths,
    content_hash,
    patched,
    stored_json,
    with_notes,
)
from retention.storage.records import (
    CaseRecord,
    CaseRow,
    Conflict,
    Deleted,
    Headline,
    NotFound,
    Shelf,
    Version,
    VersionRow,
)
from retention.storage.search import ROW_COLUMNS, searched_text
from retention.storage.tables import case_search, cases, versions

SHOWN_CHARACTERS = 200  # of a title, a client or a reason in a list
VERSION_COLUMNS = [versions.c[field.name] for field in fields(VersionRow)]
NO_HEADLINE = {"verdict": None, "recommended": None, "value_gap": None}


def create(
    connection: Connection, document: dict[str, Any], reason: str, headline: Headline | None, now: datetime
) -> CaseRecord:
    """A new case, open and a draft, with `document` as its version 1."""
    row = {"version": 1, "status": "draft", "shelf": "open", "created_at": now, "updated_at": now}
    statement = insert(cases).values(**row, **_listed(document, headline)).returning(cases.c.id)
    case_id: int = connection.execute(statement).scalar_one()
    connection.execute(insert(case_search).values(case_id=case_id, text=searched_text(document)))
    add_version(connection, case_id, 1, document, reason, now)
    return load(connection, case_id)


def load(connection: Connection, case_id: int) -> CaseRecord:
    """The case with the document of its present version, deleted or not.  Raises NotFound."""
    present = (versions.c.case_id == cases.c.id) & (versions.c.number == cases.c.version)
    statement = (
        select(*ROW_COLUMNS, versions.c.document, versions.c.content_hash)
        .join_from(cases, versions, present)
        .where(cases.c.id == case_id)
    )
    found = connection.execute(statement).first()
    if found is None:
        raise NotFound(f"no case {case_id}")
    return CaseRecord(CaseRow(*found[: len(ROW_COLUMNS)]), json.loads(found.document), found.content_hash)


def save(
    connection: Connection,
    case_id: int,
    document: dict[str, Any],
    expected_version: int,
    reason: str,
    headline: Headline | None,
    now: datetime,
) -> int:
    """The number of the version that holds `document`: a new one, or the present one where nothing has changed.

    Without notes of its own it takes over those that are stored.  A closed or reviewed case becomes a draft again.
    Raises NotFound, Deleted and Conflict.
    """
    take_turn(connection, case_id)
    stored = load(connection, case_id)
    if NOTES not in document:
        document = with_notes(document, stored.document.get(NOTES))
    if stored.row.shelf == "deleted":
        raise Deleted(stored)
    if stored.content_hash == content_hash(document):
        set_headline(connection, case_id, stored.version, headline)
        return stored.version
    reason = reason.strip() or ", ".join(changed_paths(stored.document, document))
    changes = {"status": "draft", **_listed(document, headline)}
    number = advance(connection, case_id, expected_version, changes, now)
    add_version(connection, case_id, number, document, reason, now)
    text = searched_text(document)
    # untouched where it says the same, which spares the index: most changes are numbers
    changed = (case_search.c.case_id == case_id) & (case_search.c.text != text)
    connection.execute(update(case_search).where(changed).values(text=text))
    return number


def advance(
    connection: Connection, case_id: int, expected_version: int, changes: dict[str, Any], now: datetime
) -> int:
    """Give the case its next version number, with `changes`, if nobody else did.  Raises Conflict."""
    number = expected_version + 1
    expected = (cases.c.id == case_id) & (cases.c.version == expected_version)
    values = {**changes, "version": number, "updated_at": now}
    if connection.execute(update(cases).where(expected).values(**values)).rowcount == 0:
        raise Conflict(load(connection, case_id))
    return number


def add_version(
    connection: Connection, case_id: int, number: int, document: dict[str, Any], reason: str, now: datetime
) -> None:
    """Keep `document` as version `number`."""
    connection.execute(
        insert(versions).values(
            case_id=case_id,
            number=number,
            saved_at=now,
            reason=one_line(reason),
            document=stored_json(document),
            content_hash=content_hash(document),
        )
    )


def set_headline(connection: Connection, case_id: int, version: int, headline: Headline | None) -> None:
    """Put a decision into the list, if the case is still at the version that was decided."""
    if headline is not None:
        decided = (cases.c.id == case_id) & (cases.c.version == version)
        connection.execute(update(cases).where(decided).values(**asdict(headline)))


def note(connection: Connection, case_id: int, patches: Sequence[dict[str, Any]], now: datetime) -> CaseRecord:
    """The case with its notes patched in the present version; see `Storage.note`."""
    take_turn(connection, case_id)
    stored = load(connection, case_id)
    if stored.row.shelf == "deleted":
        raise Deleted(stored)
    notes = stored.document.get(NOTES)
    for patch in patches:
        notes = patched(notes, patch)
    document = with_notes(stored.document, notes)
    present = (versions.c.case_id == case_id) & (versions.c.number == stored.version)
    written = {"document": stored_json(document), "content_hash": content_hash(document)}
    connection.execute(update(versions).where(present).values(**written))
    connection.execute(update(cases).where(cases.c.id == case_id).values(updated_at=now))
    return load(connection, case_id)


def without_closing(document: dict[str, Any]) -> dict[str, Any]:
    """The document without the closing that was half written."""
    notes = document.get(NOTES)
    return with_notes(document, patched(notes, {CLOSING_NOTE: None})) if isinstance(notes, dict) else document


def take_turn(connection: Connection, case_id: int) -> None:
    """Wait for whoever else is writing to the case; in SQLite the transaction has done so at its start."""
    connection.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())


def list_versions(connection: Connection, case_id: int) -> tuple[VersionRow, ...]:
    """Every change of a case, oldest first.  Raises NotFound."""
    statement = select(*VERSION_COLUMNS).where(versions.c.case_id == case_id).order_by(versions.c.number)
    found = tuple(VersionRow(*row) for row in connection.execute(statement))
    if not found:
        raise NotFound(f"no case {case_id}")
    return found


def load_version(connection: Connection, case_id: int, number: int) -> Version:
    """One change of a case with its document.  Raises NotFound."""
    one = (versions.c.case_id == case_id) & (versions.c.number == number)
    found = connection.execute(select(*VERSION_COLUMNS, versions.c.document).where(one)).first()
    if found is None:
        raise NotFound(f"no version {number} of case {case_id}")
    return Version(VersionRow(*found[: len(VERSION_COLUMNS)]), json.loads(found.document))


def move(connection: Connection, case_id: int, shelf: Shelf, now: datetime) -> None:
    """Put a case on another shelf; one that is deleted remembers where it lay.  Raises NotFound."""
    moments: dict[Shelf, dict[str, Any]] = {
        "open": {"archived_at": None, "deleted_at": None},
        "archived": {"archived_at": now, "deleted_at": None},
        "deleted": {"deleted_at": now},
    }
    _change(connection, case_id, {"shelf": shelf, **moments[shelf]})


def undo_delete(connection: Connection, case_id: int) -> None:
    """Put a deleted case back to where it lay.  Raises NotFound."""
    shelf = sql_case((cases.c.archived_at.is_(None), "open"), else_="archived")
    _change(connection, case_id, {"shelf": shelf, "deleted_at": None})


def _change(connection: Connection, case_id: int, values: dict[str, Any]) -> None:
    if connection.execute(update(cases).where(cases.c.id == case_id).values(**values)).rowcount == 0:
        raise NotFound(f"no case {case_id}")


def purge(connection: Connection, deleted_before: datetime) -> int:
    """Remove for good what was deleted before then, versions, memos and all; returns how many cases."""
    gone = (cases.c.shelf == "deleted") & (cases.c.deleted_at < deleted_before)
    return connection.execute(delete(cases).where(gone)).rowcount


def nearest_date(*dates: date | None) -> date | None:
    """The earliest of the dates that are given, None where none is."""
    return min((day for day in dates if day is not None), default=None)


def one_line(text: object, length: int = SHOWN_CHARACTERS) -> str:
    """A text as a list shows it: one line, shortened, without characters that a database may refuse."""
    if not isinstance(text, str):
        return ""
    plain = "".join(" " if c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" else c for c in text[: 4 * length])
    line = " ".join(plain.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _listed(document: dict[str, Any], headline: Headline | None) -> dict[str, Any]:
    """What the list shows of a document; its decision only where it was given with it."""
    return {
        "title": one_line(document.get("title")),
        "client": one_line(document.get("client")),
        "currency": one_line(document.get("currency"), 10),
        **(asdict(headline) if headline else NO_HEADLINE),
    }
