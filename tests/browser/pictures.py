"""The pictures of the trainer's guide, taken anew:  python -m tests.browser.pictures"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from retention.examples import example_document
from retention.storage import SqlStorage
from retention.workshop.records import Room
from tests.browser.kept import database
from tests.browser.live import CHROMIUM_ARGUMENTS, ROOT, chromium_path, running_app, settle
from tests.browser.rooms import PROJECTOR, all_answer, full_room, joined, phone
from tests.browser.steps import keyed

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 150_000  # bytes of a picture
QUESTION = "options.compromise.stay"
QUESTIONS = ("What did we promise, word for word?", "How many clients did they send us?", "Who else in the team knows?")


def main() -> int:
    """Take every picture; returns 1 where one of them is too large."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/rooms.sqlite3"
        arguments = [*CHROMIUM_ARGUMENTS, "--force-prefers-reduced-motion"]
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=arguments, ignore_default_args=["--headless"]
        )
        with running_app({"RETENTION_DATABASE_URL": url}) as address, database(url) as storage:
            _take(chromium, address, storage)
        chromium.close()
    sizes = {path.name: path.stat().st_size for path in sorted(FOLDER.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{name:24} {size / 1000:6.1f} kB")
    return int(max(sizes.values()) > LARGEST)


def _take(chromium: Browser, address: str, storage: SqlStorage) -> None:
    room, _secret = full_room(storage, example_document("late_kitchen", "en"), "en")
    desk = chromium.new_context(viewport={"width": 1180, "height": 760}, locale="en-GB")
    workshop, host, projector = (desk.new_page() for _page in range(3))
    projector.set_viewport_size(PROJECTOR)
    workshop.goto(f"{address}/workshop")
    expect(keyed(workshop, "workshop_open_room")).to_be_visible(timeout=20_000)
    _kept(workshop, "workshop", 560)
    workshop.close()
    host.goto(f"{address}/host?room={room.code}")
    projector.goto(f"{address}/projector?room={room.code}")
    guest = joined(phone(chromium, "en"), address, room.code, "Maria")
    expect(projector.locator(".projector-code")).to_be_visible(timeout=20_000)
    _kept(projector, "projector-lobby")
    for step, people in (("checkin", 23), ("glass", 20), ("round1", 17)):
        storage.rooms.go_to(room.id, step)
        all_answer(storage, room, step, people)
        if step == "checkin":
            _at(projector, "projector_states", "projector-checkin")
    _at(guest, "estimates_ways_round1", "phone-question")
    _at(host, "host_here", "host-round")
    storage.rooms.answer(_maria(storage, room), "round1", {QUESTION: [0.4, 0.6, 0.7], "option": "compromise"})
    storage.rooms.go_to(room.id, "reveal")
    storage.rooms.show(room.id, QUESTION)
    drawn = QUESTION.replace(".", "-")
    _at(projector, f"projector_{drawn}", "projector-reveal")
    _at(guest, "reveal_pictures", "phone-reveal", 560)
    _at(host, f"host_drawn_{drawn}", "host-reveal")
    storage.rooms.go_to(room.id, "discussion")
    for place, person in enumerate(storage.rooms.participants(room.id)[:3]):
        question = storage.rooms.ask(person.id, QUESTIONS[place])
        for other in storage.rooms.participants(room.id)[5 : 14 - 3 * place]:
            storage.rooms.vote(other.id, question)
    expect(guest.get_by_text(QUESTIONS[0])).to_be_visible(timeout=10_000)
    _kept(guest, "phone-wall", 700)
    storage.rooms.go_to(room.id, "round2")
    all_answer(storage, room, "round2", 17, 0.55)
    storage.rooms.go_to(room.id, "verdict")
    expect(projector.locator(".projector-verdict")).to_be_visible(timeout=10_000)
    _kept(projector, "projector-verdict")
    storage.rooms.show(room.id, "shifts")
    _at(projector, "projector_shifts", "projector-shifts")
    storage.rooms.go_to(room.id, "exercise")
    _at(guest, "exercise_send", "phone-exercise")


def _maria(storage: SqlStorage, room: Room) -> int:
    return next(found.id for found in storage.rooms.participants(room.id) if found.nickname == "Maria")


def _at(page: Page, key: str, name: str, height: int | None = None) -> None:
    """The picture once the part with this key has come."""
    expect(keyed(page, key).first).to_be_visible(timeout=10_000)
    _kept(page, name, height)


def _kept(page: Page, name: str, height: int | None = None) -> None:
    """Keep the page as a picture of few colours and at most 1,200 pixels across."""
    settle(page)
    page.wait_for_timeout(800)  # pictures grow into their places
    size = page.viewport_size
    assert size is not None
    clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"]}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]
    picture.thumbnail((1200, 1200))
    path: Path = FOLDER / f"{name}.png"
    picture.quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
