"""The register of promises in the database; every method is one transaction.

The line of a case repeats the promise of it that is due next, so that lists need to look nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, insert, or_, select, update

from retention.closing import Closing
from retention.faults import InvalidInput
from retention.promises import DUE_LASTS, PENDING, Promise, PromiseEvent, next_time_faults, promise_faults
from retention.storage import cases as case_store
from retention.storage.dealing_tables import promise_events, promises
from retention.storage.engine import reading, writing
from retention.storage.records import NotFound, Settled
from retention.storage.tables import cases

MOST_LISTED = 500
_PROMISE = [promises.c[field.name] for field in fields(Promise)]
_EVENT = [promise_events.c[field.name] for field in fields(PromiseEvent)]


class PromiseStore:
    """Promises in SQLite or PostgreSQL.  May be shared between threads.  Every method may raise Unavailable.

    Moments need their time zone; the day of a moment is the day there.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self._now = clock

    def add(
        self,
        what: str,
        due_at: datetime | None,
        to_whom: str = "",
        channel: str = "",
        owner: str = "",
        case_id: int | None = None,
    ) -> Promise:
        """Note a promise.  Raises InvalidInput, and NotFound where there is no such case."""
        faults = promise_faults(what, due_at)
        if faults or due_at is None:
            raise InvalidInput(*faults)
        said = {"what": what, "to_whom": to_whom, "channel": channel, "owner": owner}
        with writing(self.engine) as connection:
            if case_id is not None:
                case_store.take_turn(connection, case_id)
                case_store.load(connection, case_id)
            return _add(connection, case_id, said, due_at, self._now())

    def promise(self, promise_id: int) -> Promise:
        """Raises NotFound."""
        with reading(self.engine) as connection:
            return _load(connection, promise_id)

    def pending(self, limit: int = MOST_LISTED) -> tuple[Promise, ...]:
        """The promises for which clients wait, the earliest first; not those of deleted cases."""
        statement = _listed().where(promises.c.state.in_(PENDING)).order_by(promises.c.due_at, promises.c.id)
        return self._found(statement.limit(limit))

    def due_by(self, moment: datetime, limit: int = MOST_LISTED) -> tuple[Promise, ...]:
        """The promises for which clients wait and that are due by a moment, the earliest first."""
        waiting = promises.c.state.in_(PENDING) & (promises.c.due_at <= moment)
        return self._found(_listed().where(waiting).order_by(promises.c.due_at, promises.c.id).limit(limit))

    def settled(self, limit: int = 20) -> tuple[Promise, ...]:
        """The promises kept or dropped, the latest first."""
        latest = (promises.c.settled_at.desc(), promises.c.id.desc())
        return self._found(_listed().where(promises.c.state.not_in(PENDING)).order_by(*latest).limit(limit))

    def due_since(self, moment: datetime) -> tuple[Promise, ...]:
        """The promises that were due, or settled, or moved to be due after a moment."""
        since = or_(promises.c.due_at >= moment, promises.c.settled_at >= moment)
        return self._found(_listed().where(since).order_by(promises.c.due_at, promises.c.id))

    def of_case(self, case_id: int) -> tuple[Promise, ...]:
        """All promises of a case, the one due first on top."""
        statement = select(*_PROMISE).where(promises.c.case_id == case_id)
        return self._found(statement.order_by(promises.c.due_at, promises.c.id))

    def overdue_cases(self, case_ids: Iterable[int]) -> frozenset[int]:
        """Which of these cases have an overdue promise."""
        late = promises.c.state.in_(PENDING) & (promises.c.due_at <= self._now() - DUE_LASTS)
        statement = select(promises.c.case_id).where(late, promises.c.case_id.in_(list(case_ids)))
        with reading(self.engine) as connection:
            return frozenset(connection.execute(statement).scalars())

    def events(self, promise_ids: Iterable[int]) -> dict[int, list[PromiseEvent]]:
        """What happened to each of these promises, in order."""
        statement = select(*_EVENT).where(promise_events.c.promise_id.in_(list(promise_ids)))
        found: dict[int, list[PromiseEvent]] = {}
        with reading(self.engine) as connection:
            for row in connection.execute(statement.order_by(promise_events.c.id)):
                event = PromiseEvent(*row)
                found.setdefault(event.promise_id, []).append(event)
        return found

    def no_news(self, promise_id: int, next_at: datetime | None, note: str = "") -> Promise:
        """The client was told that there is no news yet, and when we call again.

        Raises InvalidInput without a next time that lies ahead, NotFound and Settled.
        """
        return self._put_off(promise_id, "no_news", next_at, note)

    def move(self, promise_id: int, next_at: datetime | None, note: str = "") -> Promise:
        """The client was told another time.  Raises InvalidInput, NotFound and Settled."""
        return self._put_off(promise_id, "moved", next_at, note)

    def keep(self, promise_id: int, kept_at: datetime | None = None) -> Promise:
        """What was promised was done.  Raises NotFound and Settled."""
        with writing(self.engine) as connection:
            return _settle(connection, promise_id, "kept", kept_at or self._now(), "")

    def drop(self, promise_id: int, note: str = "") -> Promise:
        """Nobody waits for it any more.  Raises NotFound and Settled."""
        with writing(self.engine) as connection:
            return _settle(connection, promise_id, "dropped", self._now(), note)

    def bring_back(self, promise_id: int) -> Promise:
        """Undo that a promise was kept or dropped; nothing happens where it waits.  Raises NotFound."""
        with writing(self.engine) as connection:
            found = _turn(connection, promise_id)
            if found.is_pending:
                return found
            statement = select(promise_events.c.kind).where(promise_events.c.promise_id == promise_id)
            was_moved = "moved" in connection.execute(statement).scalars().all()
            _note(connection, promise_id, "back", self._now(), found.due_at, found.due_at)
            return _change(connection, found, state="moved" if was_moved else "open", settled_at=None)

    def _put_off(self, promise_id: int, kind: str, next_at: datetime | None, note: str) -> Promise:
        now = self._now()
        faults = next_time_faults(next_at, now)
        if faults or next_at is None:
            raise InvalidInput(*faults)
        with writing(self.engine) as connection:
            found = _turn(connection, promise_id)
            if not found.is_pending:
                raise Settled(str(promise_id))
            _note(connection, promise_id, kind, now, found.due_at, next_at, note)
            state = "moved" if kind == "moved" else found.state
            return _change(connection, found, state=state, due_at=next_at, due_on=next_at.date())

    def _found(self, statement: Select[Any]) -> tuple[Promise, ...]:
        with reading(self.engine) as connection:
            return tuple(Promise(*row) for row in connection.execute(statement))


def promise_at_closing(
    connection: Connection, case_id: int, closing: Closing, to_whom: str, otherwise: str, now: datetime
) -> None:
    """Note what a closing promises; one that an earlier closing of the case left waiting is changed, not doubled.

    otherwise: what is promised where the closing does not say it.
    """
    if closing.promise_at is None:
        _repeat_in_case(connection, case_id)
        return
    said = {"what": closing.promise_text.strip() or otherwise, "channel": closing.promise_channel, "to_whom": to_whom}
    waiting = promises.c.from_closing & promises.c.state.in_(PENDING) & (promises.c.case_id == case_id)
    found = connection.execute(select(*_PROMISE).where(waiting).order_by(promises.c.id.desc())).first()
    if found is None:
        _add(connection, case_id, {**said, "owner": ""}, closing.promise_at, now, from_closing=True)
        return
    promise, due_at = Promise(*found), closing.promise_at
    if promise.due_at == due_at:
        _change(connection, promise, **said)
        return
    _note(connection, promise.id, "moved", now, promise.due_at, due_at)
    _change(connection, promise, **said, state="moved", due_at=due_at, due_on=due_at.date())


def keep_of_case(connection: Connection, case_id: int, kept_at: datetime) -> None:
    """Note that the promise of a case that was due next was kept.  Raises NotFound."""
    case_store.take_turn(connection, case_id)
    case_store.load(connection, case_id)
    statement = select(promises.c.id).where(promises.c.case_id == case_id, promises.c.state.in_(PENDING))
    found = connection.execute(statement.order_by(promises.c.due_at, promises.c.id)).scalars().first()
    if found is not None:
        _settle(connection, found, "kept", kept_at, "")


def _add(
    connection: Connection,
    case_id: int | None,
    said: dict[str, str],
    due_at: datetime,
    now: datetime,
    from_closing: bool = False,
) -> Promise:
    due = {"due_at": due_at, "due_on": due_at.date()}
    row = {**said, **due, "case_id": case_id, "state": "open", "from_closing": from_closing, "made_at": now}
    number: int = connection.execute(insert(promises).values(**row).returning(promises.c.id)).scalar_one()
    _note(connection, number, "made", now, None, due_at)
    _repeat_in_case(connection, case_id)
    return _load(connection, number)


def _load(connection: Connection, promise_id: int, lock: bool = False) -> Promise:
    statement = select(*_PROMISE).where(promises.c.id == promise_id)
    found = connection.execute(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NotFound(f"no promise {promise_id}")
    return Promise(*found)


def _turn(connection: Connection, promise_id: int) -> Promise:
    """The promise, for us alone; its case first, as closing takes them, so that no two wait for each other."""
    case_id = _load(connection, promise_id).case_id
    if case_id is not None:
        case_store.take_turn(connection, case_id)
    return _load(connection, promise_id, lock=True)


def _settle(connection: Connection, promise_id: int, kind: str, moment: datetime, note: str) -> Promise:
    found = _turn(connection, promise_id)
    if not found.is_pending:
        raise Settled(str(promise_id))
    _note(connection, promise_id, kind, moment, found.due_at, None, note)
    return _change(connection, found, state=kind, settled_at=moment)


def _change(connection: Connection, promise: Promise, **values: Any) -> Promise:
    connection.execute(update(promises).where(promises.c.id == promise.id).values(**values))
    _repeat_in_case(connection, promise.case_id)
    return _load(connection, promise.id)


def _note(
    connection: Connection,
    promise_id: int,
    kind: str,
    happened_at: datetime,
    due_at: datetime | None,
    next_at: datetime | None,
    note: str = "",
) -> None:
    event = {"promise_id": promise_id, "kind": kind, "happened_at": happened_at, "due_at": due_at, "next_at": next_at}
    connection.execute(insert(promise_events).values(**event, note=note))


def _repeat_in_case(connection: Connection, case_id: int | None) -> None:
    """Let the line of the case say its promise that is due next, else the one that was kept last."""
    if case_id is None:
        return
    of_case = promises.c.case_id == case_id
    waiting = select(promises).where(of_case, promises.c.state.in_(PENDING)).order_by(promises.c.due_at, promises.c.id)
    kept = select(promises).where(of_case, promises.c.state == "kept")
    latest = (promises.c.settled_at.desc(), promises.c.id.desc())
    found = connection.execute(waiting).first() or connection.execute(kept.order_by(*latest)).first()
    review_on = connection.execute(select(cases.c.review_on).where(cases.c.id == case_id)).scalar_one()
    values = {
        "promise_at": found.due_at if found else None,
        "promise_on": found.due_on if found else None,
        "promise_kept_at": found.settled_at if found else None,
        "next_due_on": case_store.nearest_date(None if found is None or found.settled_at else found.due_on, review_on),
    }
    connection.execute(update(cases).where(cases.c.id == case_id).values(**values))


def _listed() -> Select[Any]:
    """Promises but those of deleted cases."""
    there = promises.outerjoin(cases, cases.c.id == promises.c.case_id)
    return select(*_PROMISE).select_from(there).where(func.coalesce(cases.c.shelf, "open") != "deleted")
