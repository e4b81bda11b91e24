"""Role swap: a reply is read and rated by somebody else than its author, on both databases."""

import pytest

from retention.faults import InvalidInput
from retention.storage import NotFound


@pytest.fixture
def draft(storage):
    return storage.replies.hand_over("I will call you at 15:00.", "en", "Irina Popa", "token-irina")


def test_a_reply_is_handed_over_and_rated_by_somebody_else(storage, draft):
    storage.replies.rate(draft.id, "Ben", "token-ben", 4, "I would stay")
    storage.replies.rate(draft.id, "Ana", "token-irina", 2)  # on the author's own machine
    assert storage.replies.drafts() == (draft,)
    found = storage.replies.ratings(draft.id)
    assert [(one.rater, one.score, one.comment) for one in found] == [("Ben", 4, "I would stay"), ("Ana", 2, "")]


@pytest.mark.parametrize("name", ["Irina Popa", " irina  POPA "])
def test_the_author_does_not_rate(storage, draft, name):
    with pytest.raises(InvalidInput) as refused:
        storage.replies.rate(draft.id, name, "another-browser", 5)
    assert [fault.rule for fault in refused.value.faults] == ["rater_is_author"]
    assert storage.replies.ratings(draft.id) == ()


def test_who_rates_again_changes_their_rating(storage, draft):
    storage.replies.rate(draft.id, "Ben", "token-ben", 4)
    storage.replies.rate(draft.id, "ben", "token-ben", 1, "on second thoughts")
    assert [(one.score, one.comment) for one in storage.replies.ratings(draft.id)] == [(1, "on second thoughts")]


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_has_its_scale(storage, draft, score):
    with pytest.raises(InvalidInput):
        storage.replies.rate(draft.id, "Ben", "token-ben", score)


def test_what_is_empty_is_not_handed_over(storage):
    with pytest.raises(InvalidInput) as refused:
        storage.replies.hand_over("  ", "en", "", "token")
    assert {fault.path for fault in refused.value.faults} == {"reply.text", "reply.author"}


def test_a_reply_taken_back_goes_with_its_ratings(storage, draft):
    storage.replies.rate(draft.id, "Ben", "token-ben", 4)
    storage.replies.remove(draft.id)
    assert storage.replies.drafts() == ()
    assert storage.replies.ratings(draft.id) == ()
    with pytest.raises(NotFound):
        storage.replies.rate(draft.id, "Ben", "token-ben", 4)
