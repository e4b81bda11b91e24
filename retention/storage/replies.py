"""Replies that were handed over to be read as the client would, and what their readers made of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from retention.access import token_hash
from retention.faults import InvalidInput
from retention.role_swap import (
    LONGEST_COMMENT,
    LONGEST_NAME,
    ReplyDraft,
    ReplyRating,
    draft_faults,
    rating_faults,
)
from retention.storage.dealing_tables import reply_drafts, reply_ratings
from retention.storage.engine import reading, writing
from retention.storage.records import NotFound

_DRAFT = (
    reply_drafts.c.id,
    reply_drafts.c.case_id,
    reply_drafts.c.text,
    reply_drafts.c.language,
    reply_drafts.c.author,
    reply_drafts.c.created_at,
)


class ReplyStore:
    """Replies in SQLite or PostgreSQL.  May be shared between threads.  Every method may raise Unavailable."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self._now = clock

    def hand_over(self, text: str, language: str, author: str, token: str, case_id: int | None = None) -> ReplyDraft:
        """Give a reply to others to read.  token: of the author's browser.  Raises InvalidInput."""
        if faults := draft_faults(text, author):
            raise InvalidInput(*faults)
        row = {
            "case_id": case_id,
            "text": text,
            "language": language,
            "author": author.strip()[:LONGEST_NAME],
            "author_hash": token_hash(token),
            "created_at": self._now(),
        }
        with writing(self.engine) as connection:
            return ReplyDraft(*connection.execute(insert(reply_drafts).values(**row).returning(*_DRAFT)).one())

    def draft(self, draft_id: int) -> ReplyDraft:
        """Raises NotFound."""
        with reading(self.engine) as connection:
            found = connection.execute(select(*_DRAFT).where(reply_drafts.c.id == draft_id)).first()
        if found is None:
            raise NotFound(f"no reply {draft_id}")
        return ReplyDraft(*found)

    def drafts(self, limit: int = 50) -> tuple[ReplyDraft, ...]:
        """The replies that were handed over, newest first."""
        statement = select(*_DRAFT).order_by(reply_drafts.c.created_at.desc(), reply_drafts.c.id.desc()).limit(limit)
        with reading(self.engine) as connection:
            return tuple(ReplyDraft(*found) for found in connection.execute(statement))

    def remove(self, draft_id: int) -> None:
        """Take a reply back with what was said of it."""
        with writing(self.engine) as connection:
            connection.execute(delete(reply_drafts).where(reply_drafts.c.id == draft_id))

    def rate(self, draft_id: int, rater: str, token: str, score: int, comment: str = "") -> None:
        """Keep what a reader made of it; the same reader's earlier rating goes.

        token: of the reader's browser.  Raises NotFound, and InvalidInput where the author rates.
        """
        draft = self.draft(draft_id)
        if faults := rating_faults(draft, rater, score):
            raise InvalidInput(*faults)
        name = " ".join(rater.split())[:LONGEST_NAME]
        # two who share a browser are two readers
        key = {"draft_id": draft_id, "rater_hash": token_hash(f"{token} {name.casefold()}")}
        values = {"rater": name, "score": score, "comment": comment[:LONGEST_COMMENT], "rated_at": self._now()}
        with writing(self.engine) as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(reply_ratings).values(**key, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))

    def ratings(self, draft_id: int) -> tuple[ReplyRating, ...]:
        """What readers made of a reply, in the order of their reading."""
        columns = (reply_ratings.c.id, reply_ratings.c.draft_id, reply_ratings.c.rater, reply_ratings.c.score,
                   reply_ratings.c.comment, reply_ratings.c.rated_at)  # fmt: skip
        statement = select(*columns).where(reply_ratings.c.draft_id == draft_id).order_by(reply_ratings.c.id)
        with reading(self.engine) as connection:
            return tuple(ReplyRating(*found) for found in connection.execute(statement))
