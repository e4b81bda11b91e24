"""The case bank, its votes and the assignments are kept, on both databases."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from retention.workshop.bank_records import AlreadyReviewed, CaseText, NewEntry, TooMany
from retention.workshop.records import NotIn, Removed, RoomOver
from tests.benchmarks.documents import late_kitchen

TOLD = CaseText("Late sofa", "Elena waited nine weeks.", "Money back", "We gave 10%.")
MASKED = CaseText("Late sofa", "[name] waited nine weeks.", "Money back", "We gave 10%.")


@pytest.fixture
def bank(storage):
    return storage.bank


@pytest.fixture
def home(storage):
    return storage.assignments


@pytest.fixture
def room(storage):
    return storage.rooms.open_room(late_kitchen(), "Late kitchen", "en")[0]


@pytest.fixture
def people(storage, room):
    return [storage.rooms.join(room.id, token).id for token in "abcd"]


def handed_in(bank, who, title="Late sofa", team=""):
    return bank.submit(who, CaseText(title, TOLD.story), team, "en")


def test_what_is_handed_in_waits_for_review_and_nobody_else_sees_it(bank, room, people):
    number = bank.submit(people[0], TOLD, "  The  Owls ", "ro")
    entry = bank.entry(number)
    assert (entry.told, entry.team, entry.language, entry.state) == (TOLD, "The Owls", "ro", "submitted")
    assert (entry.room_id, entry.participant_id, entry.published, entry.votes) == (room.id, people[0], None, 0)
    assert bank.published(room.id, people[1]) == ()
    assert [own.told for own in bank.own(people[0])] == [TOLD]
    assert bank.own(people[1]) == ()


def test_only_the_masked_words_reach_a_participant(bank, room, people):
    number = bank.submit(people[0], TOLD, "", "en")
    bank.publish(number, MASKED, "late, furniture")
    (seen,) = bank.published(room.id, people[1])
    assert (seen.text, seen.own, seen.voted) == (MASKED, False, False)
    assert "Elena" not in repr(bank.published(room.id, people[1]))
    assert bank.published(room.id, people[0])[0].own
    entry = bank.entry(number)
    assert (entry.told, entry.published, entry.tags) == (TOLD, MASKED, "late, furniture")
    assert bank.publish(number, MASKED, "late", " Team\none ").team == "Team one"
    bank.withdraw(number)
    assert bank.published(room.id, people[1]) == ()
    assert bank.entry(number).state == "withdrawn"


def test_a_draft_is_its_writers_alone_and_ends_with_handing_in(bank, room, people):
    bank.keep_draft(people[0], CaseText("Late", ""), "Owls", "en")
    bank.keep_draft(people[0], CaseText("Late sofa", "Nine"), "Owls", "en")
    (draft,) = bank.own(people[0])
    assert (draft.told, draft.team, draft.state) == (CaseText("Late sofa", "Nine"), "Owls", "draft")
    assert bank.entries() == bank.entries(room.id) == bank.entries(states=("draft",)) == ()
    with pytest.raises(NotIn):
        bank.entry(draft.id)
    with pytest.raises(NotIn):
        bank.publish(draft.id, TOLD)
    handed_in(bank, people[0])
    assert [entry.state for entry in bank.own(people[0])] == ["submitted"]
    bank.keep_draft(people[0], CaseText("More", ""), "", "en")
    bank.keep_draft(people[0], CaseText("", " "), "", "en")
    assert [entry.state for entry in bank.own(people[0])] == ["submitted"]


def test_a_case_without_title_or_story_is_refused(bank, people):
    for told in (CaseText("", "story"), CaseText("title", " \n"), CaseText("\x00", "story")):
        with pytest.raises(ValueError, match="needs a title and a story"):
            bank.submit(people[0], told, "", "en")
    number = handed_in(bank, people[0])
    with pytest.raises(ValueError, match="needs a title and a story"):
        bank.publish(number, CaseText("", ""))


def test_any_text_is_kept_as_plain_text(bank, people):
    told = CaseText("A\x00B\ud800\u202e", "<script>\r\n'); DROP TABLE rooms; -- \x07👨‍👩‍👧", "ș" * 5000, "")
    entry = bank.entry(bank.submit(people[0], told, "\x00", "en"))
    assert entry.told == CaseText("AB", "<script>\n'); DROP TABLE rooms; -- 👨‍👩‍👧", "ș" * 1000, "")
    assert entry.team == ""


def test_one_vote_for_each_person_and_case_and_none_for_ones_own(bank, room, people):
    number = handed_in(bank, people[0])
    bank.publish(number, MASKED)
    bank.vote(people[1], number)
    bank.vote(people[1], number)  # twice is once
    bank.vote(people[2], number)
    assert bank.entry(number).votes == 2
    assert bank.published(room.id, people[1])[0].voted
    bank.vote(people[1], number, on=False)
    bank.vote(people[1], number, on=False)
    assert bank.entry(number).votes == 1
    with pytest.raises(ValueError, match="own case"):
        bank.vote(people[0], number)


def test_nobody_votes_for_their_team_nor_while_only_watching(bank, storage, room, people):
    number = handed_in(bank, people[0], team="Owls")
    bank.publish(number, MASKED)
    handed_in(bank, people[1], "Another", team="OWLS")
    watcher = storage.rooms.join(room.id, "w", observer=True).id
    for who in (people[1], watcher):
        with pytest.raises(ValueError, match="own case"):
            bank.vote(who, number)
    bank.vote(people[2], number)
    storage.rooms.remove(room.id, people[2])
    assert bank.entry(number).votes == 0
    with pytest.raises(Removed):
        bank.vote(people[2], number)


def test_nobody_votes_in_another_room_or_for_what_is_not_published(bank, storage, room, people):
    number = handed_in(bank, people[0])
    with pytest.raises(NotIn):
        bank.vote(people[1], number)
    bank.publish(number, MASKED)
    other, _secret = storage.rooms.open_room(late_kitchen(), "Other", "en")
    stranger = storage.rooms.join(other.id, "s").id
    with pytest.raises(NotIn):
        bank.vote(stranger, number)
    assert bank.published(other.id, stranger) == ()


def test_many_vote_at_once_and_each_counts_once(bank, storage, room, people):
    number = handed_in(bank, people[0])
    bank.publish(number, MASKED)
    voters = [storage.rooms.join(room.id, f"token-{place}").id for place in range(12)]
    together = threading.Barrier(2 * len(voters))

    def vote(who: int) -> None:
        together.wait()
        bank.vote(who, number)

    threads = [threading.Thread(target=vote, args=(who,)) for who in voters * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bank.entry(number).votes == len(voters)


def test_a_room_that_is_over_takes_neither_cases_nor_votes(bank, storage, room, people):
    number = handed_in(bank, people[0])
    bank.publish(number, MASKED)
    storage.rooms.close_room(room.id)
    for attempt in (lambda: handed_in(bank, people[1]), lambda: bank.vote(people[1], number),
                    lambda: bank.keep_draft(people[1], TOLD, "", "en")):  # fmt: skip
        with pytest.raises(RoomOver):
            attempt()
    assert len(bank.published(room.id, people[1])) == 1  # what there is can still be read


def test_one_person_hands_in_so_many_and_no_more(bank, people):
    for place in range(20):
        handed_in(bank, people[0], f"Case {place}")
    with pytest.raises(TooMany):
        handed_in(bank, people[0], "One more")
    handed_in(bank, people[1])


def test_cases_are_put_in_for_a_room_or_for_the_bank_alone(bank, room, people):
    moment = datetime(2024, 5, 1, 12, tzinfo=UTC)
    first = NewEntry(TOLD, team="Owls", language="ro", tags="late", published=MASKED, state="published",
                     submitted_at=moment, published_at=moment)  # fmt: skip
    (kept,) = bank.add([first])
    entry = bank.entry(kept)
    assert (entry.told, entry.published, entry.team, entry.state) == (TOLD, MASKED, "Owls", "published")
    assert (entry.submitted_at, entry.published_at, entry.room_id) == (moment, moment, None)
    bank.add([NewEntry(TOLD)], room.id)
    assert len(bank.entries()) == 2
    assert [entry.told for entry in bank.entries(room.id)] == [TOLD]
    assert [entry.id for entry in bank.entries(states=("published",))] == [kept]
    assert bank.published(room.id, people[0]) == ()


def test_several_are_published_at_once_or_none(bank, people):
    numbers = [handed_in(bank, people[0], f"Case {place}") for place in range(3)]
    with pytest.raises(NotIn):
        bank.publish_all({numbers[0]: MASKED, 9999: MASKED})
    assert bank.entries(states=("published",)) == ()
    bank.publish_all(dict.fromkeys(numbers, MASKED))
    assert len(bank.entries(states=("published",))) == 3
    bank.delete(numbers[0])
    with pytest.raises(NotIn):
        bank.delete(numbers[0])
    assert len(bank.entries()) == 2


def test_host_and_phones_are_told_of_what_is_new(bank, home, storage, room, people, clock):
    def pulse():
        return storage.rooms.pulses([room.id])[room.id]

    before = pulse()
    number = handed_in(bank, people[0])
    handed = pulse()
    assert handed.bank > before.bank
    assert handed.revision == before.revision  # phones see nothing new
    bank.publish(number, MASKED)
    published = pulse()
    assert published.revision > handed.revision
    bank.vote(people[1], number)
    voted = pulse()
    assert voted.bank > published.bank
    assert voted.revision == published.revision
    task = home.set(room.id, "Task", "", clock.now)
    home.keep_draft(people[0], task.id, "wri", "", "")
    assert pulse().bank == voted.bank
    home.send(people[0], task.id, "written")
    assert pulse().bank > voted.bank


def test_homework_is_written_sent_and_reviewed(home, room, people, clock):
    task = home.set(room.id, " A  case of  yours ", "Write it down.", clock.now + timedelta(days=7))
    assert home.of_room(room.id) == (task,)
    assert (task.title, task.due_at - task.set_at < timedelta(days=7)) == ("A case of yours", True)
    home.keep_draft(people[0], task.id, "half", "we", "")
    draft = home.own(people[0])[task.id]
    assert (draft.text, draft.our_part, draft.sent_at) == ("half", "we", None)
    assert home.sent(task.id) == ()
    sent = home.send(people[0], task.id, "whole", "we were late", "they did not answer")
    assert home.sent(task.id) == (sent,)
    assert (sent.our_part, sent.their_part, sent.reviewed_at) == ("we were late", "they did not answer", None)
    home.keep_draft(people[0], task.id, "second thoughts", "", "")  # what was sent stays
    assert home.own(people[0])[task.id] == sent
    again = home.send(people[0], task.id, "whole, better")
    assert again.sent_at > sent.sent_at
    reviewed = home.review(task.id, people[0], "Well seen.")
    assert reviewed.comment == "Well seen."
    assert reviewed.reviewed_at is not None
    with pytest.raises(AlreadyReviewed):
        home.send(people[0], task.id, "more")
    assert home.review(task.id, people[0], "Well seen!").comment == "Well seen!"


def test_homework_comes_after_the_room_is_over(home, storage, room, people, clock):
    task = home.set(room.id, "Task", "", clock.now + timedelta(days=7))
    storage.rooms.close_room(room.id)
    clock.now += timedelta(days=8)
    sent = home.send(people[0], task.id, "late but here")
    assert sent.sent_at > task.due_at
    home.change_due(task.id, clock.now + timedelta(days=1))
    assert home.of_room(room.id)[0].due_at > sent.sent_at


def test_homework_is_for_those_who_are_in_the_room(home, storage, room, people, clock):
    task = home.set(room.id, "Task", "", clock.now)
    other, _secret = storage.rooms.open_room(late_kitchen(), "Other", "en")
    stranger = storage.rooms.join(other.id, "s").id
    for attempt in (lambda: home.send(stranger, task.id, "x"),
                    lambda: home.send(people[0], task.id + 1, "x"),
                    lambda: home.review(task.id, people[0], "x"),
                    lambda: home.change_due(task.id + 1, clock.now)):  # fmt: skip
        with pytest.raises(NotIn):
            attempt()
    storage.rooms.remove(room.id, people[0])
    with pytest.raises(Removed):
        home.send(people[0], task.id, "x")
    with pytest.raises(ValueError, match="empty"):
        home.send(people[1], task.id, " \n")
    with pytest.raises(ValueError, match="title"):
        home.set(room.id, "  ", "", clock.now)
    home.delete(task.id)
    home.delete(task.id)
    assert home.of_room(room.id) == ()
