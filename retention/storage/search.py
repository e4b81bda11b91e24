"""Listing and finding cases, as fast among ten thousand as among a hundred.

A search looks for every word of the query, anywhere in the searched text, in any case and with or without diacritics:
`șofer`, `SOFER` and `Şofer` find each other, and so do `всё` and `все`.  Words of one or two characters count only at
the beginning of a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, any_, column, func, select, table, text

from retention.storage.records import STATUSES, CaseRow, Due, Page
from retention.storage.tables import case_search, cases

SEARCHED = ("title", "client", "request", "story", "trade")
NEWEST = 100  # cases looked through before the index is asked
SAME_TITLE = 20  # cases of one title that are looked through for an equal one
MOST_WORDS = 20  # of a query; further ones are not looked for
INDEXED_CHARACTERS = 60  # of a word; the rest is compared with what the index finds
GAP = "  "  # before every word, so that even one character at a word's beginning makes the three that an index needs
ROW_COLUMNS = [cases.c[field.name] for field in fields(CaseRow)]
NEWEST_FIRST = (cases.c.updated_at.desc(), cases.c.id.desc())

trigrams = table("case_trigrams", column("rowid"))


def searched_text(document: dict[str, Any]) -> str:
    """What a search looks in: the words of the searched parts, folded, each with GAP before it."""
    parts = (document.get(key) for key in SEARCHED)
    return "".join(GAP + word for part in parts if isinstance(part, str) for word in folded(part).split())


def folded(text: str) -> str:
    """`text` without what a search ignores: case, diacritics, compatibility forms, control characters."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (c for c in decomposed if not unicodedata.combining(c))
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in kept)


def needles(query: str) -> list[str]:
    """The strings that a case's searched text must all contain, longest first."""
    words = dict.fromkeys(folded(query).split())
    found = [(GAP[len(word) - 1 :] + word if len(word) < 3 else word) for word in words]
    return sorted(found[:MOST_WORDS], key=len, reverse=True)


def search(connection: Connection, query: str, status: str | None, limit: int, offset: int) -> Page:
    """One page of the cases that match, newest change first; see `Storage.search`."""
    wanted = needles(query)
    if not wanted:
        return _page(connection, _listing(status), limit, offset)
    # A word that many cases have is met often among the newest ones; a rare one is quick to find through the index.
    page = _page(connection, _among_newest(connection, wanted, status), limit, offset)
    return page if page.more else _page(connection, _indexed(connection, wanted, status), limit, offset)


def _page(connection: Connection, ids: Select[Any], limit: int, offset: int) -> Page:
    """The rows of a part of `ids`, which come newest first; rows are read only once it is known which ones."""
    part = ids.limit(limit + 1).offset(offset)
    found = connection.execute(select(*ROW_COLUMNS).where(cases.c.id.in_(part)).order_by(*NEWEST_FIRST))
    rows = [CaseRow(*row) for row in found]
    return Page(tuple(rows[:limit]), len(rows) > limit)


def _listing(status: str | None) -> Select[Any]:
    return select(cases.c.id).where(*_shelved(cases.c.shelf, status)).order_by(*NEWEST_FIRST)


def _among_newest(connection: Connection, wanted: Sequence[str], status: str | None) -> Select[Any]:
    """Those of the NEWEST cases that match."""
    recent = _listing(status).add_columns(cases.c.updated_at).limit(NEWEST).subquery()
    looked_at = select(recent.c.id).join(case_search, case_search.c.case_id == recent.c.id)
    return looked_at.where(*_contain(connection, wanted)).order_by(recent.c.updated_at.desc(), recent.c.id.desc())


def _shelved(shelf: ColumnElement[str], status: str | None) -> list[ColumnElement[bool]]:
    if status in ("archived", "deleted"):
        return [shelf == status]
    if status is not None and status not in STATUSES:
        raise ValueError(f"no such status: {status!r}")
    return [shelf == "open", *([cases.c.status == status] if status else [])]


def _contain(connection: Connection, wanted: Sequence[str]) -> list[ColumnElement[bool]]:
    """The conditions that the searched text contains each needle, whose characters all stand for themselves."""
    if connection.dialect.name == "sqlite":
        return [func.instr(case_search.c.text, needle) > 0 for needle in wanted]
    return [case_search.c.text.like(f"%{_escaped(needle)}%") for needle in wanted]


def _escaped(needle: str) -> str:
    return needle.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _indexed(connection: Connection, wanted: Sequence[str], status: str | None) -> Select[Any]:
    """The matching cases, the trigram index read first and the few that it finds sorted after."""
    if connection.dialect.name == "sqlite":
        return _among(cases.c.id.in_(_trigram_hits(connection, wanted)), status)
    hits = select(case_search.c.case_id).where(*_contain(connection, wanted))
    # its own step, and as an array, or the planner would rather read all cases than look up a few
    found = select(hits.cte("hits").prefix_with("MATERIALIZED").c.case_id)
    return _among(cases.c.id == any_(func.array(found.scalar_subquery())), status)


def _among(found: ColumnElement[bool], status: str | None) -> Select[Any]:
    # An index on the shelf begins the order of the list, and the planners would rather walk all of it than sort a
    # few; a shelf with nothing added to it has no index.
    return select(cases.c.id).where(found, *_shelved(cases.c.shelf.concat(""), status)).order_by(*NEWEST_FIRST)


def _trigram_hits(connection: Connection, wanted: Sequence[str]) -> Select[Any]:
    """SQLite's index, asked for one needle: it reads every place of each, so only the rarest is worth its time."""
    asked = _rarest(connection, wanted)
    phrase = '"' + asked[:INDEXED_CHARACTERS].replace('"', '""') + '"'
    hits = select(trigrams.c.rowid).where(text("case_trigrams MATCH :phrase").bindparams(phrase=phrase))
    left = [needle for needle in wanted if needle != asked or len(needle) > INDEXED_CHARACTERS]
    if not left:
        return hits
    return select(case_search.c.case_id).where(case_search.c.case_id.in_(hits), *_contain(connection, left))


def _rarest(connection: Connection, wanted: Sequence[str]) -> str:
    """The needle that the fewest of the newest cases contain, the longest among equals."""
    if len(wanted) == 1:
        return wanted[0]
    recent = select(case_search.c.text).order_by(case_search.c.case_id.desc()).limit(NEWEST).subquery()
    counts = [func.count(func.nullif(func.instr(recent.c.text, needle), 0)) for needle in wanted]
    found = connection.execute(select(*counts)).one()
    return min(zip(found, wanted, strict=True), key=lambda counted: counted[0])[1]


def titles(connection: Connection, beginning: str) -> frozenset[str]:
    """The titles of the cases that are not deleted and begin so."""
    begins = cases.c.title.istartswith(beginning, autoescape=True)
    return frozenset(connection.execute(select(cases.c.title).where(begins, cases.c.shelf != "deleted")).scalars())


def same_title(connection: Connection, title: str) -> list[int]:
    """The cases with this title that are not deleted, the newest change first."""
    same = select(cases.c.id).where(cases.c.title == title, cases.c.shelf != "deleted")
    return list(connection.execute(same.order_by(*NEWEST_FIRST).limit(SAME_TITLE)).scalars())


def due(connection: Connection, today: date) -> tuple[Due, ...]:
    """What the cases ask for by `today`: promises first, then reviews, each the oldest first."""
    asking = and_(cases.c.next_due_on <= today, cases.c.shelf != "deleted")
    rows = [CaseRow(*found) for found in connection.execute(select(*ROW_COLUMNS).where(asking))]
    promises = [
        Due("promise", row.promise_on, row.promise_on < today, row)
        for row in rows
        if row.promise_on and row.promise_on <= today and not row.promise_kept_at
    ]
    reviews = [Due("review", row.review_on, False, row) for row in rows if row.review_on and row.review_on <= today]
    return (*sorted(promises, key=_age), *sorted(reviews, key=_age))


def _age(entry: Due) -> tuple[date, int]:
    return (entry.due_on, entry.row.id)
