"""The case bank in the database: handed in, reviewed, published, voted for; every method is one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from retention.content import stored_json
from retention.storage.engine import reading, writing
from retention.storage.room_tables import assignments, bank_entries, bank_votes, participants, rooms, submissions
from retention.storage.room_wall import room_of
from retention.workshop.bank_records import (
    FIELDS,
    LONGEST_TAGS,
    LONGEST_TEAM,
    MASKED_MAY_BE,
    BankEntry,
    CaseText,
    EntryState,
    NewEntry,
    OwnEntry,
    PublishedCase,
    TooMany,
    one_line,
)
from retention.workshop.records import NotIn

MOST_ENTRIES = 20  # of one participant


class BankStore:
    """The case bank.  May be shared between threads.  Every method may raise Unavailable.

    Methods that take a participant raise NotIn and Removed; those that change anything for one, RoomOver as well.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self._now = clock

    def keep_draft(self, participant_id: int, told: CaseText, team: str, language: str) -> None:
        """Keep what a participant is writing; nobody else sees it.  An empty one is forgotten."""
        now, told = self._now(), told.cut()
        with writing(self.engine) as connection:
            room_id = room_of(connection, participant_id, now)
            _forget_draft(connection, participant_id)
            if any(told.as_dict().values()) or team.strip():
                row = {"room_id": room_id, "participant_id": participant_id, "state": "draft"}
                connection.execute(insert(bank_entries).values(**_told(told, team, language), **row, submitted_at=now))

    def submit(self, participant_id: int, told: CaseText, team: str, language: str) -> int:
        """Hand in a case; returns its number.  Raises TooMany, and ValueError without a title or a story."""
        now, told = self._now(), told.cut()
        if not told.title or not told.story:
            raise ValueError("a case needs a title and a story")
        with writing(self.engine) as connection:
            room_id = room_of(connection, participant_id, now)
            mine = (bank_entries.c.participant_id == participant_id) & (bank_entries.c.state != "draft")
            if connection.execute(select(func.count()).where(mine)).scalar_one() >= MOST_ENTRIES:
                raise TooMany(f"at most {MOST_ENTRIES} cases each")
            _forget_draft(connection, participant_id)
            row = {"room_id": room_id, "participant_id": participant_id, "state": "submitted", "submitted_at": now}
            statement = insert(bank_entries).values(**_told(told, team, language), **row).returning(bank_entries.c.id)
            return int(connection.execute(statement).scalar_one())

    def add(self, entries: Iterable[NewEntry], room_id: int | None = None) -> tuple[int, ...]:
        """Put cases into the bank, all of them or none; returns their numbers.

        room_id: the room whose people see and vote for them, None for the bank alone.
        """
        now = self._now()
        with writing(self.engine) as connection:
            numbers = tuple(_insert(connection, entry, room_id, now) for entry in entries)
            _tell(connection, room_id)
        return numbers

    def entries(self, room_id: int | None = None, states: Iterable[EntryState] = ()) -> tuple[BankEntry, ...]:
        """The cases of a room, or of the whole bank, in the order of handing in; drafts are their writers' alone.

        states: only these, all of them where none is given.
        """
        wanted = [state for state in states if state != "draft"]
        statement = _ENTRY.where(bank_entries.c.state != "draft").order_by(bank_entries.c.id)
        statement = statement.where(bank_entries.c.state.in_(wanted)) if wanted else statement
        statement = statement if room_id is None else statement.where(bank_entries.c.room_id == room_id)
        with reading(self.engine) as connection:
            return tuple(_entry(row) for row in connection.execute(statement))

    def entry(self, entry_id: int) -> BankEntry:
        """One case of the bank.  Raises NotIn."""
        with reading(self.engine) as connection:
            return _load(connection, entry_id)

    def publish(self, entry_id: int, text: CaseText, tags: str = "", team: str | None = None) -> BankEntry:
        """Let others see a case in these words, which are masked; again to change them.  Raises NotIn, ValueError.

        team: another name for it, None to leave it as it was given.
        """
        text = text.cut(MASKED_MAY_BE)
        if not text.title or not text.story:
            raise ValueError("a case needs a title and a story")
        with writing(self.engine) as connection:
            return _publish(connection, entry_id, text, self._now(), tags=tags, team=team)

    def publish_all(self, texts: dict[int, CaseText]) -> None:
        """Publish several cases as they are masked; their tags stay as they are.  Raises NotIn."""
        now = self._now()
        with writing(self.engine) as connection:
            for entry_id, text in texts.items():
                _publish(connection, entry_id, text.cut(MASKED_MAY_BE), now)

    def withdraw(self, entry_id: int) -> BankEntry:
        """Show a case to nobody any more; its votes stay for when it is published again.  Raises NotIn."""
        with writing(self.engine) as connection:
            return _change(connection, entry_id, state="withdrawn")

    def delete(self, entry_id: int) -> None:
        """Take a case out of the bank with what was handed in.  Raises NotIn."""
        with writing(self.engine) as connection:
            found = _load(connection, entry_id)
            connection.execute(delete(bank_entries).where(bank_entries.c.id == entry_id))
            _tell(connection, found.room_id)

    def vote(self, participant_id: int, entry_id: int, on: bool = True) -> None:
        """Give or take back one's vote for a published case of one's room.

        Raises NotIn where there is no such case, and ValueError for one's own, one's team's, and for an observer.
        """
        now = self._now()
        with writing(self.engine) as connection:
            room_id = room_of(connection, participant_id, now)
            observer = connection.execute(
                select(participants.c.observer).where(participants.c.id == participant_id)
            ).scalar_one()
            case = next((c for c in _published(connection, room_id, participant_id) if c.id == entry_id), None)
            if case is None:
                raise NotIn(str(entry_id))
            if case.own or observer:
                raise ValueError("no vote for one's own case, nor of those who only watch")
            key = {"entry_id": entry_id, "participant_id": participant_id}
            if on:
                dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
                statement = dialect.insert(bank_votes).values(**key, voted_at=now).on_conflict_do_nothing()
                connection.execute(statement)
            else:
                given = and_(*(bank_votes.c[name] == value for name, value in key.items()))
                connection.execute(delete(bank_votes).where(given))

    def published(self, room_id: int, participant_id: int) -> tuple[PublishedCase, ...]:
        """The published cases of a room as one of its participants sees them, in the order of handing in."""
        with reading(self.engine) as connection:
            return _published(connection, room_id, participant_id)

    def own(self, participant_id: int) -> tuple[OwnEntry, ...]:
        """What a participant has handed in and is writing, the oldest first."""
        statement = _ENTRY.where(bank_entries.c.participant_id == participant_id).order_by(bank_entries.c.id)
        with reading(self.engine) as connection:
            found = (_entry(row) for row in connection.execute(statement))
            return tuple(OwnEntry(entry.id, entry.team, entry.told, entry.state) for entry in found)


_VOTES = (
    select(func.count())
    .select_from(bank_votes.join(participants, participants.c.id == bank_votes.c.participant_id))
    .where(bank_votes.c.entry_id == bank_entries.c.id, participants.c.removed_at.is_(None), ~participants.c.observer)
    .scalar_subquery()
)
_ENTRY = select(bank_entries, _VOTES.label("votes"))


def handed_in() -> Any:
    """What grows with every case handed in, vote and homework of a room, as a part of a select on `rooms`."""
    here = (bank_entries.c.room_id == rooms.c.id) & (bank_entries.c.state != "draft")
    cases = select(func.count()).where(here).scalar_subquery()
    votes = (
        select(func.count())
        .select_from(bank_votes.join(bank_entries, bank_entries.c.id == bank_votes.c.entry_id))
        .where(bank_entries.c.room_id == rooms.c.id)
        .scalar_subquery()
    )
    homework = (
        select(func.count())
        .select_from(submissions.join(assignments, assignments.c.id == submissions.c.assignment_id))
        .where(assignments.c.room_id == rooms.c.id, submissions.c.sent_at.is_not(None))
        .scalar_subquery()
    )
    return cases * 1_000_000 + homework * 10_000 + votes


def _told(told: CaseText, team: str, language: str, tags: str = "") -> dict[str, Any]:
    short = {"team": one_line(team)[:LONGEST_TEAM], "tags": one_line(tags)[:LONGEST_TAGS]}
    return {**told.as_dict(), **short, "language": language}


def _insert(connection: Connection, entry: NewEntry, room_id: int | None, now: datetime) -> int:
    published = None if entry.published is None else stored_json(entry.published.as_dict())
    values = {
        **_told(entry.told, entry.team, entry.language, entry.tags),
        "room_id": room_id,
        "published": published,
        "state": entry.state,
        "submitted_at": entry.submitted_at or now,
        "published_at": entry.published_at or (now if entry.state == "published" else None),
    }
    return int(connection.execute(insert(bank_entries).values(**values).returning(bank_entries.c.id)).scalar_one())


def _forget_draft(connection: Connection, participant_id: int) -> None:
    draft = (bank_entries.c.participant_id == participant_id) & (bank_entries.c.state == "draft")
    connection.execute(delete(bank_entries).where(draft))


def _publish(
    connection: Connection,
    entry_id: int,
    text: CaseText,
    now: datetime,
    tags: str | None = None,
    team: str | None = None,
) -> BankEntry:
    values: dict[str, Any] = {"published": stored_json(text.as_dict()), "state": "published", "published_at": now}
    if tags is not None:
        values["tags"] = one_line(tags)[:LONGEST_TAGS]
    if team is not None:
        values["team"] = one_line(team)[:LONGEST_TEAM]
    return _change(connection, entry_id, **values)


def _change(connection: Connection, entry_id: int, **values: Any) -> BankEntry:
    known = (bank_entries.c.id == entry_id) & (bank_entries.c.state != "draft")
    if connection.execute(update(bank_entries).where(known).values(**values)).rowcount == 0:
        raise NotIn(str(entry_id))
    found = _load(connection, entry_id)
    _tell(connection, found.room_id)
    return found


def _tell(connection: Connection, room_id: int | None) -> None:
    """Every phone of the room is to look again."""
    if room_id is not None:
        connection.execute(update(rooms).where(rooms.c.id == room_id).values(revision=rooms.c.revision + 1))


def _load(connection: Connection, entry_id: int) -> BankEntry:
    found = connection.execute(_ENTRY.where(bank_entries.c.id == entry_id, bank_entries.c.state != "draft")).first()
    if found is None:
        raise NotIn(str(entry_id))
    return _entry(found)


def _published(connection: Connection, room_id: int, participant_id: int) -> tuple[PublishedCase, ...]:
    mine = bank_entries.c.participant_id == participant_id
    teams = select(bank_entries.c.team).where(mine, bank_entries.c.state != "draft", bank_entries.c.team != "")
    voted = (
        select(func.count())
        .where(bank_votes.c.entry_id == bank_entries.c.id, bank_votes.c.participant_id == participant_id)
        .scalar_subquery()
    )
    columns = (bank_entries.c.id, bank_entries.c.participant_id, bank_entries.c.team, bank_entries.c.published)
    here = and_(bank_entries.c.room_id == room_id, bank_entries.c.state == "published")
    statement = select(*columns, voted.label("voted")).where(here).order_by(bank_entries.c.id)
    own_teams = {team.casefold() for (team,) in connection.execute(teams)}
    return tuple(
        PublishedCase(row.id, row.team, _text(row.published), own=row.participant_id == participant_id
                      or row.team.casefold() in own_teams, voted=bool(row.voted))
        for row in connection.execute(statement)
    )  # fmt: skip


def _text(content: str) -> CaseText:
    return CaseText(**{field: json.loads(content)[field] for field in FIELDS})


def _entry(row: Any) -> BankEntry:
    told = CaseText(row.title, row.story, row.request, row.done)
    published = None if row.published is None else _text(row.published)
    return BankEntry(row.id, row.room_id, row.participant_id, row.team, row.language, told, row.tags, published,
                     row.state, row.submitted_at, row.published_at, row.votes)  # fmt: skip
