"""The storage of cases: what it promises, and how SQLAlchemy keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlalchemy import Engine

from retention.closing import Closing, LockedMemo, Review
from retention.storage import cases, closings, promises, search, settings
from retention.storage.engine import database_url, open_engine, reading, takes_writes, writing
from retention.storage.messages import MessageStore
from retention.storage.promises import PromiseStore
from retention.storage.records import CaseRecord, Due, Headline, Page, Shelf, Version, VersionRow
from retention.storage.replies import ReplyStore
from retention.storage.room_assignments import AssignmentStore
from retention.storage.room_bank import BankStore
from retention.storage.rooms import RoomStore


class Storage(Protocol):
    """Where cases are kept.  What a method has returned from is kept, even if the process is killed the next moment.

    A document is any JSON object: a case may be saved long before it is complete, with what else was typed under
    `retention.content.NOTES`.  Every method may raise Unavailable; those that take a case's id, NotFound.
    """

    def create(
        self, document: dict[str, Any], reason: str = "created", headline: Headline | None = None
    ) -> CaseRecord:
        """A new case, a draft at version 1."""

    def load(self, case_id: int) -> CaseRecord:
        """The case as it is now, even where it is deleted (`row.shelf`)."""

    def save(
        self,
        case_id: int,
        document: dict[str, Any],
        expected_version: int,
        reason: str = "",
        headline: Headline | None = None,
    ) -> int:
        """Keep `document` as the next version and return its number; the present one where nothing has changed.

        expected_version: the one that was edited.  reason: one line; the changed paths where it is empty.
        A document without notes of its own takes over those that are stored.
        A closed case becomes a draft again, its locked memo stays.  Raises Conflict where someone else saved
        another version meanwhile, and Deleted; then nothing is changed.
        """

    def note(self, case_id: int, *patches: dict[str, Any]) -> CaseRecord:
        """Change what is noted beside the case: no new version is made and its status stays.

        patches: merge patches (RFC 7396) of the notes, one after another, so that two tabs that note different things
        never undo each other.  Raises Deleted.
        """

    def titles(self, beginning: str) -> frozenset[str]:
        """The titles, as lists show them, of all cases that are not deleted and begin so, in any case of letters."""

    def same_title(self, title: str) -> tuple[CaseRecord, ...]:
        """The cases, not deleted, that lists show under this title, newest change first; the first few of many."""

    def set_headline(self, case_id: int, version: int, headline: Headline) -> None:
        """Put the decision on `version` into the list; nothing happens where the case has moved on."""

    def versions(self, case_id: int) -> tuple[VersionRow, ...]:
        """Every change, oldest first."""

    def load_version(self, case_id: int, number: int) -> Version:
        """One change with its document."""

    def search(self, text: str = "", status: str | None = None, limit: int = 50, offset: int = 0) -> Page:
        """A page of the list, newest change first.

        text: words, each of which must occur in title, client, request, story or trade.
        status: draft, closed or reviewed among the open cases, None for all of those, or archived, or deleted.
        """

    def duplicate(self, case_id: int, title: str | None = None, reason: str = "duplicated") -> CaseRecord:
        """A new draft with the case's present document, under another title if one is given."""

    def archive(self, case_id: int) -> None:
        """Put the case away; it stays as it is and can be worked on."""

    def unarchive(self, case_id: int) -> None:
        """Put the case back into the list."""

    def delete(self, case_id: int) -> None:
        """Take the case out of everything; `undo_delete` brings it back as long as it was not purged."""

    def undo_delete(self, case_id: int) -> None:
        """Bring a deleted case back to where it was."""

    def purge(self, deleted_before: datetime) -> int:
        """Remove deleted cases for good, with all that belongs to them; returns how many."""

    def close(
        self,
        case_id: int,
        closing: Closing,
        decision: dict[str, Any],
        memo: str,
        expected_version: int,
        today: date | None = None,
    ) -> LockedMemo:
        """Close the case at a new version and lock its memo.

        decision: the document of the decision on `expected_version`.  today: where the manager is; UTC's unless given.
        Raises InvalidInput with every fault of the case and the closing, Conflict and Deleted.
        """

    def memos(self, case_id: int) -> tuple[LockedMemo, ...]:
        """The locked memos, oldest first; `retention.closing.verify` tells whether one is untouched."""

    def keep_promise(self, case_id: int, kept_at: datetime | None = None) -> None:
        """Note that the promise to the client that was due next was kept; nothing happens where none waits."""

    def review(self, case_id: int, review: Review) -> None:
        """Keep what came of the case as last closed.  Raises InvalidInput, and NotClosed where it never was."""

    def reviews(self, case_id: int) -> tuple[Review, ...]:
        """The reviews of a case, oldest first."""

    def reviewed(self) -> tuple[tuple[LockedMemo, Review], ...]:
        """Each reviewed memo with its last review, for the calibration."""

    def due(self, today: date) -> tuple[Due, ...]:
        """What cases ask for by `today`, archived ones too: promises first, then reviews, the oldest first."""

    def setting(self, key: str) -> Any:
        """What holds for all cases under this key, None where nothing was set."""

    def set_setting(self, key: str, value: Any) -> None:
        """Let something hold for all cases; a value that JSON can hold."""

    def first_setting(self, key: str, value: Any) -> Any:
        """Let it hold unless something was set before; returns what holds now."""

    def answers(self) -> bool:
        """Whether the database takes a write at this moment; asking takes hardly any time."""

    def dispose(self) -> None:
        """Let go of the database."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class SqlStorage:
    """Storage in SQLite or PostgreSQL.  May be shared between threads.

    clock: gives the present moment, aware of its time zone.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = utc_now) -> None:
        self.engine = engine
        self._now = clock
        self.rooms = RoomStore(engine, clock)
        self.promises = PromiseStore(engine, clock)
        self.messages = MessageStore(engine, clock)
        self.replies = ReplyStore(engine, clock)
        self.bank = BankStore(engine, clock)
        self.assignments = AssignmentStore(engine, clock)

    def create(
        self, document: dict[str, Any], reason: str = "created", headline: Headline | None = None
    ) -> CaseRecord:
        with writing(self.engine) as connection:
            return cases.create(connection, document, reason, headline, self._now())

    def load(self, case_id: int) -> CaseRecord:
        with reading(self.engine) as connection:
            return cases.load(connection, case_id)

    def save(
        self,
        case_id: int,
        document: dict[str, Any],
        expected_version: int,
        reason: str = "",
        headline: Headline | None = None,
    ) -> int:
        with writing(self.engine) as connection:
            return cases.save(connection, case_id, document, expected_version, reason, headline, self._now())

    def note(self, case_id: int, *patches: dict[str, Any]) -> CaseRecord:
        with writing(self.engine) as connection:
            return cases.note(connection, case_id, patches, self._now())

    def titles(self, beginning: str) -> frozenset[str]:
        with reading(self.engine) as connection:
            return search.titles(connection, cases.one_line(beginning))

    def same_title(self, title: str) -> tuple[CaseRecord, ...]:
        with reading(self.engine) as connection:
            return tuple(cases.load(connection, i) for i in search.same_title(connection, cases.one_line(title)))

    def set_headline(self, case_id: int, version: int, headline: Headline) -> None:
        with writing(self.engine) as connection:
            cases.set_headline(connection, case_id, version, headline)

    def versions(self, case_id: int) -> tuple[VersionRow, ...]:
        with reading(self.engine) as connection:
            return cases.list_versions(connection, case_id)

    def load_version(self, case_id: int, number: int) -> Version:
        with reading(self.engine) as connection:
            return cases.load_version(connection, case_id, number)

    def search(self, text: str = "", status: str | None = None, limit: int = 50, offset: int = 0) -> Page:
        with reading(self.engine) as connection:
            return search.search(connection, text, status, limit, offset)

    def duplicate(self, case_id: int, title: str | None = None, reason: str = "duplicated") -> CaseRecord:
        with writing(self.engine) as connection:
            document = cases.without_closing(cases.load(connection, case_id).document)
            document = document if title is None else {**document, "title": title}
            return cases.create(connection, document, reason, None, self._now())

    def archive(self, case_id: int) -> None:
        self._move(case_id, "archived")

    def unarchive(self, case_id: int) -> None:
        self._move(case_id, "open")

    def delete(self, case_id: int) -> None:
        self._move(case_id, "deleted")

    def undo_delete(self, case_id: int) -> None:
        with writing(self.engine) as connection:
            cases.undo_delete(connection, case_id)

    def _move(self, case_id: int, shelf: Shelf) -> None:
        with writing(self.engine) as connection:
            cases.move(connection, case_id, shelf, self._now())

    def purge(self, deleted_before: datetime) -> int:
        with writing(self.engine) as connection:
            return cases.purge(connection, deleted_before)

    def close(
        self,
        case_id: int,
        closing: Closing,
        decision: dict[str, Any],
        memo: str,
        expected_version: int,
        today: date | None = None,
    ) -> LockedMemo:
        now = self._now()
        today = today or now.date()
        with writing(self.engine) as connection:
            return closings.close(connection, case_id, closing, decision, memo, expected_version, today, now)

    def memos(self, case_id: int) -> tuple[LockedMemo, ...]:
        with reading(self.engine) as connection:
            return closings.list_memos(connection, case_id)

    def keep_promise(self, case_id: int, kept_at: datetime | None = None) -> None:
        with writing(self.engine) as connection:
            promises.keep_of_case(connection, case_id, kept_at or self._now())

    def review(self, case_id: int, review: Review) -> None:
        with writing(self.engine) as connection:
            closings.review(connection, case_id, review, self._now())

    def reviews(self, case_id: int) -> tuple[Review, ...]:
        with reading(self.engine) as connection:
            return closings.list_reviews(connection, case_id)

    def reviewed(self) -> tuple[tuple[LockedMemo, Review], ...]:
        with reading(self.engine) as connection:
            return closings.reviewed(connection)

    def due(self, today: date) -> tuple[Due, ...]:
        with reading(self.engine) as connection:
            return search.due(connection, today)

    def setting(self, key: str) -> Any:
        with reading(self.engine) as connection:
            return settings.setting(connection, key)

    def set_setting(self, key: str, value: Any) -> None:
        with writing(self.engine) as connection:
            settings.set_setting(connection, key, value)

    def first_setting(self, key: str, value: Any) -> Any:
        with writing(self.engine) as connection:
            return settings.first_setting(connection, key, value)

    def answers(self) -> bool:
        return takes_writes(self.engine)

    def dispose(self) -> None:
        self.engine.dispose()


def open_storage(
    url: str | None = None, patience_seconds: float = 10.0, clock: Callable[[], datetime] = utc_now
) -> SqlStorage:
    """The storage at `url`, or where the environment says; its tables are made or brought up to date.

    Open it once and share it: every call makes connections of its own.  Raises Unavailable.
    """
    return SqlStorage(open_engine(url or database_url(), patience_seconds), clock)
