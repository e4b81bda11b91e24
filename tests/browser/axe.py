"""What axe finds wrong with a page by WCAG 2.2 AA, in both themes, on a desktop and on a phone."""

from collections.abc import Callable
from itertools import product
from typing import Any, Literal, NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser.live import settle

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    # target-size is of 2.2 and switched off unless it is asked for; a dialog without a name is no criterion of its own
    "rules": {"target-size": {"enabled": True}, "aria-dialog-name": {"enabled": True}},
    "resultTypes": ["violations"],
}
SCREENS = {"desktop": ViewportSize(width=1280, height=800), "phone": ViewportSize(width=390, height=844)}
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Whole pages are looked at in all four ways in English; the other languages, and parts of a page, in two that differ in
# both: no rule hangs on the language, the screen and the colours at once.
CROSSED = (("desktop", COLOURS[0]), ("phone", COLOURS[1]))
TRIES = 3
STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"  # no colours half way


class Exempt(NamedTuple):
    """Markup of Streamlit's own that breaks a rule where nothing of ours reaches it, and why that is so.

    html: a part of the element that nothing else has.
    """

    rule: str
    html: str
    why: str


EXEMPT: tuple[Exempt, ...] = ()


def violations(
    page: Page, where: str, within: str | None = None, prepare: Callable[[], None] | None = None
) -> list[str]:
    """A line for each element that breaks a rule on the page as it stands, in both themes and on both screens.

    within: a CSS selector of the part to look at, where the rest of the page has been looked at.
    prepare: what is to be done again on each screen, as opening a popover that a change of size closes.
    """
    found = []
    page.add_style_tag(content=STILL)
    whole = within is None and page.evaluate("navigator.language").startswith("en")
    for screen, colours in product(SCREENS, COLOURS) if whole else CROSSED:
        page.set_viewport_size(SCREENS[screen])
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        settle(page)
        response = _response(page, within, prepare)
        if _lines(response):  # what is drawn anew is faded for a moment; what is wrong is wrong a second later too
            page.wait_for_timeout(1000)
            settle(page)
            response = _response(page, within, prepare)
        if within is None:
            assert any(rule["id"] == "target-size" for kind in ("passes", "violations") for rule in response[kind])
        found += [f"{where}, {screen}, {colours}: {line}" for line in _lines(response)]
    page.set_viewport_size(SCREENS["desktop"])
    return found


def _response(page: Page, within: str | None, prepare: Callable[[], None] | None) -> dict[str, Any]:
    """What axe says; a part that goes while it is looked for, as a popover at a late change of size, comes again."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    for _try in range(TRIES):
        if prepare:
            prepare()
        found: dict[str, Any] | None = page.evaluate(
            "([within, options]) => !within || document.querySelector(within)"
            " ? axe.run(within || document, options) : null",
            [within, OPTIONS],
        )
        if found is not None:
            return found
    raise AssertionError(f"{within} is not there")


def _lines(response: dict[str, Any]) -> list[str]:
    return [
        f"{broken['id']}: {node['html'][:200]} ({'; '.join(check['message'] for check in node['any'] + node['all'])})"
        for broken in response["violations"]
        for node in broken["nodes"]
        if not any(exempt.rule == broken["id"] and exempt.html in node["html"] for exempt in EXEMPT)
    ]
