"""A room keeps who is in it and what they answered, on both databases."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from retention.storage import open_storage
from retention.storage.room_tables import answers, participants, question_votes, questions
from retention.workshop.codes import LENGTH, LETTERS, new_code, read_code, shown_code, waiting_seconds
from retention.workshop.records import NoRoom, NotHost, NotIn, Removed, RoomLocked, RoomOver
from tests.benchmarks.documents import late_kitchen


@pytest.fixture
def rooms(storage):
    return storage.rooms


@pytest.fixture
def room(rooms):
    return rooms.open_room(late_kitchen(), "Late kitchen", "en")[0]


def test_a_room_opens_in_the_lobby_with_a_code_and_a_secret(rooms):
    room, secret = rooms.open_room(late_kitchen(), "Late kitchen", "ro")
    assert (room.step, room.language, room.title, room.locked) == ("lobby", "ro", "Late kitchen", False)
    assert room.document == late_kitchen()
    assert rooms.find(room.code) == rooms.hosted(room.code, secret) == room
    assert room.expires_at - room.opened_at == timedelta(hours=12)


def test_the_code_does_not_open_the_hosts_view(rooms, room):
    for guess in (room.code, "", "x" * 32):
        with pytest.raises(NotHost):
            rooms.hosted(room.code, guess)
    with pytest.raises(NoRoom):
        rooms.hosted("ZZZZZZ", "x")


def test_a_new_secret_ends_the_old_one(rooms):
    room, old = rooms.open_room(late_kitchen(), "Late kitchen", "en")
    new = rooms.new_secret(room.id)
    assert rooms.hosted(room.code, new).id == room.id
    with pytest.raises(NotHost):
        rooms.hosted(room.code, old)


def test_a_browser_is_one_participant_however_often_it_comes(rooms, room):
    first = rooms.join(room.id, "token-a", "Ann", "en")
    again = rooms.join(room.id, "token-a", "Anna", "ru")
    other = rooms.join(room.id, "token-b")
    assert (again.id, again.nickname, again.language) == (first.id, "Anna", "ru")
    assert other.id != first.id
    assert other.nickname == ""
    assert rooms.me(room.id, "token-a") == again
    assert [found.id for found in rooms.participants(room.id)] == [first.id, other.id]
    with pytest.raises(NotIn):
        rooms.me(room.id, "token-c")


def test_the_same_browser_in_many_threads_is_one_row(rooms, room):
    together = threading.Barrier(8)

    def come() -> None:
        together.wait()
        rooms.join(room.id, "token")

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rooms.participants(room.id)) == 1


def test_a_locked_room_lets_back_in_and_nobody_new(rooms, room):
    rooms.join(room.id, "in")
    rooms.lock(room.id, True)
    assert rooms.join(room.id, "in", "Back").nickname == "Back"
    with pytest.raises(RoomLocked):
        rooms.join(room.id, "new")
    rooms.lock(room.id, False)
    rooms.join(room.id, "new")


def test_who_is_removed_stays_out_until_let_back(rooms, room):
    bad = rooms.join(room.id, "bad")
    rooms.go_to(room.id, "round1")
    rooms.answer(bad.id, "round1", {"keep": "yes"})
    rooms.remove(room.id, bad.id)
    attempts = (
        lambda: rooms.join(room.id, "bad"),
        lambda: rooms.me(room.id, "bad"),
        lambda: rooms.answer(bad.id, "round1", {"keep": "no"}),
        lambda: rooms.ask(bad.id, "why?"),
    )
    for attempt in attempts:
        with pytest.raises(Removed):
            attempt()
    assert rooms.answers(room.id, "round1") == ()
    rooms.let_back(room.id, bad.id)
    assert [found.content for found in rooms.answers(room.id, "round1")] == [{"keep": "yes"}]


def test_nobody_comes_into_a_room_that_is_over(rooms, room, clock):
    rooms.join(room.id, "in")
    clock.now += timedelta(hours=13)
    rooms.join(room.id, "in")
    with pytest.raises(RoomOver):
        rooms.join(room.id, "new")
    with pytest.raises(RoomOver):
        rooms.go_to(room.id, "round1")


def test_answers_of_a_step_come_together(rooms, room):
    me = rooms.join(room.id, "a").id
    rooms.go_to(room.id, "round1")
    rooms.answer(me, "round1", {"risks.0.probability": [0.1, 0.2, 0.3]}, complete=False)
    rooms.answer(me, "round1", {"keep": "no"}, complete=False)
    last = rooms.answer(me, "round1", {"keep": "yes"}, complete=True)
    assert last.content == {"risks.0.probability": [0.1, 0.2, 0.3], "keep": "yes"}
    assert last.counted
    assert last.complete
    assert rooms.answers(room.id, "round1") == (last,)
    assert rooms.answered(me) == {"round1": last}


@pytest.mark.parametrize("late, counted", [(timedelta(seconds=-58.1), True), (timedelta(seconds=2), False)])
def test_an_answer_on_its_way_when_the_step_ends_has_two_seconds(rooms, room, clock, late, counted):
    me = rooms.join(room.id, "a").id
    rooms.go_to(room.id, "round1")
    rooms.go_to(room.id, "reveal")
    clock.now += late  # each look at the clock is a minute later than the one before
    answer = rooms.answer(me, "round1", {"keep": "yes"})
    assert answer.counted is counted
    assert len(rooms.answers(room.id, "round1")) == counted
    assert rooms.answered(me)["round1"].content == {"keep": "yes"}  # its sender keeps it either way


def test_a_late_answer_changes_nothing_that_counted(rooms, room):
    me = rooms.join(room.id, "a").id
    rooms.go_to(room.id, "round1")
    rooms.answer(me, "round1", {"keep": "yes"})
    rooms.go_to(room.id, "reveal")
    assert rooms.answer(me, "round1", {"keep": "no"}).counted is False
    assert rooms.answers(room.id, "round1")[0].content == {"keep": "yes"}


def test_a_repeated_step_takes_answers_again(rooms, room):
    me = rooms.join(room.id, "a").id
    rooms.go_to(room.id, "round1")
    rooms.go_to(room.id, "reveal")
    assert not rooms.answer(me, "round1", {"keep": "no"}).counted
    rooms.go_to(room.id, "round1")
    assert rooms.answer(me, "round1", {"keep": "yes"}).counted
    assert rooms.answers(room.id, "round1")[0].content == {"keep": "yes"}


def test_an_answer_to_a_step_that_has_not_come_does_not_count(rooms, room):
    me = rooms.join(room.id, "a").id
    assert not rooms.answer(me, "round2", {"keep": "yes"}).counted
    with pytest.raises(ValueError, match="takes no answers"):
        rooms.answer(me, "lobby", {})


def test_the_pulse_counts_people_and_answers_without_observers_and_removed_ones(rooms, room):
    people = [rooms.join(room.id, token).id for token in "abcd"]
    watcher = rooms.join(room.id, "w", observer=True).id
    rooms.remove(room.id, people[3])
    rooms.go_to(room.id, "round1")
    rooms.answer(people[0], "round1", {"keep": "yes"})
    rooms.answer(people[1], "round1", {"keep": "yes"}, complete=False)
    rooms.answer(watcher, "round1", {"keep": "no"})
    pulse = rooms.pulses([room.id])[room.id]
    assert (pulse.people, pulse.answered, pulse.step, pulse.over) == (3, 1, "round1", False)
    assert [row.people for row in rooms.listed()] == [3]


def test_everything_that_phones_must_see_moves_the_revision(rooms, room, clock):
    before = room.revision
    rooms.go_to(room.id, "checkin")
    rooms.show(room.id, "keep")
    rooms.set_timer(room.id, clock.now + timedelta(minutes=5))
    closed = rooms.close_room(room.id)
    assert closed.revision == before + 4
    assert rooms.pulses([room.id])[room.id].over


def test_a_step_that_there_is_not_is_refused(rooms, room):
    with pytest.raises(ValueError, match="is no step"):
        rooms.go_to(room.id, "nowhere")
    with pytest.raises(NoRoom):
        rooms.go_to(room.id + 1, "round1")


def test_the_wall_is_ordered_by_state_then_votes_then_age(rooms, room):
    ann, ben = (rooms.join(room.id, token).id for token in "ab")
    first, second, third, fourth = (rooms.ask(ann, text) for text in ("one?", "two?", "three?", "four?"))
    rooms.vote(ben, third)
    rooms.vote(ben, third)  # twice is once
    rooms.set_question(room.id, first, "parked")
    rooms.set_question(room.id, fourth, "hidden")
    shown = rooms.wall(room.id, ben)
    assert [(q.id, q.state, q.votes, q.voted, q.mine) for q in shown] == [
        (third, "open", 1, True, False),
        (second, "open", 0, False, False),
        (first, "parked", 0, False, False),
    ]
    assert rooms.wall(room.id, ann)[0].mine
    assert len(rooms.wall(room.id, hidden=True)) == 4
    rooms.vote(ben, third, on=False)
    assert rooms.wall(room.id)[0].id == second


def test_nobody_votes_in_another_room(rooms, room):
    ann = rooms.join(room.id, "a").id
    question = rooms.ask(ann, "one?")
    other, _secret = rooms.open_room(late_kitchen(), "Other", "en")
    stranger = rooms.join(other.id, "s").id
    with pytest.raises(NotIn):
        rooms.vote(stranger, question)
    with pytest.raises(NotIn):
        rooms.set_question(other.id, question, "hidden")


def test_wrong_codes_of_the_last_minute_are_counted(rooms):
    # each look at the clock is a minute later, so that the try before is only just within the minute
    assert [rooms.note_wrong_code() for _ in range(3)] == [1, 2, 2]


def test_many_answer_at_once_and_nothing_is_lost(rooms, room):
    people = [rooms.join(room.id, f"token-{number}").id for number in range(24)]
    rooms.go_to(room.id, "round1")
    together = threading.Barrier(len(people))

    def send(me: int) -> None:
        together.wait()
        for key in ("keep", "option", "responsibility"):
            rooms.answer(me, "round1", {key: str(me)}, complete=key == "responsibility")

    threads = [threading.Thread(target=send, args=(me,)) for me in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rooms.pulses([room.id])[room.id].answered == len(people)
    for answer in rooms.answers(room.id, "round1"):
        assert answer.content == dict.fromkeys(("keep", "option", "responsibility"), str(answer.participant_id))


def test_a_deleted_room_takes_everything_in_it_along_and_nothing_of_another(rooms, room):
    other, _secret = rooms.open_room(late_kitchen(), "Other", "en")
    for number in (room.id, other.id):
        me = rooms.join(number, "token").id
        rooms.go_to(number, "round1")
        rooms.answer(me, "round1", {"keep": "yes"})
        rooms.vote(rooms.join(number, "voter").id, rooms.ask(me, "why?"))
    rooms.delete_room(room.id)
    with rooms.engine.connect() as connection:
        left = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (participants, answers, questions, question_votes)
        }
    assert left == {"participants": 2, "answers": 1, "questions": 1, "question_votes": 1}
    assert [row.id for row in rooms.listed()] == [other.id]
    for attempt in (lambda: rooms.room(room.id), lambda: rooms.delete_room(room.id)):
        with pytest.raises(NoRoom):
            attempt()


def test_a_room_outlives_the_process(url, clock):
    first = open_storage(url, clock=clock)
    room, secret = first.rooms.open_room(late_kitchen(), "Late kitchen", "en")
    me = first.rooms.join(room.id, "a").id
    first.rooms.go_to(room.id, "checkin")
    first.rooms.answer(me, "checkin", {"state": 2})
    first.dispose()
    second = open_storage(url, clock=clock)
    assert second.rooms.hosted(room.code, secret).step == "checkin"
    assert second.rooms.answered(second.rooms.me(room.id, "a").id)["checkin"].content == {"state": 2}
    second.dispose()


def test_codes_are_read_as_people_type_them():
    code = new_code()
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert read_code(code) == read_code(shown_code(code).lower()) == read_code(f" {code[:2]}-{code[2:]} ") == code
    assert [read_code(typed) for typed in ("ABC", "ABCDE0", "A" * 5000)] == [None, None, None]


def test_guessing_slows_down_and_a_slip_does_not():
    assert waiting_seconds(1) < 1 < waiting_seconds(60) <= waiting_seconds(10_000) == 5
