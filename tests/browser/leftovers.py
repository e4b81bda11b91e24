"""English that is left on a page in another language, where the catalogue has words for it."""

import re
from functools import lru_cache

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from retention.resources import DATA

# Everything that is read or read out: lines of text, and what stands in attributes.
SHOWN = """() => [
    ...document.body.innerText.split("\\n"),
    ...[...document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")].flatMap((element) =>
        ["aria-label", "placeholder", "title", "alt"].map((name) => element.getAttribute(name) || "")),
]"""
OF_STREAMLIT = {"Open"}  # labels that Streamlit itself gives its widgets, always in English
WORD = re.compile(r"[A-Za-z]{3,}")


def english_left(page: Page, language: str) -> list[str]:
    """Lines and labels of the page that are English messages which the catalogue of this language translates."""
    patterns = _english(language)
    shown = {line.strip() for line in page.evaluate(SHOWN)}
    return sorted(line for line in shown if line and any(pattern.fullmatch(line) for pattern in patterns))


@lru_cache
def _english(language: str) -> tuple[re.Pattern[str], ...]:
    """A pattern for every English message that reads otherwise in this language."""
    if language == "en":
        return ()
    with (DATA / "locale" / language / "LC_MESSAGES" / "retention.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    said = {text for message in catalogue for text in _texts(message.string)}
    english = {text for message in catalogue for text in _texts(message.id)} - said - OF_STREAMLIT
    return tuple(_pattern(text) for text in sorted(english) if len(WORD.findall(_fixed(text))) > text.count("{"))


def _texts(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _fixed(text: str) -> str:
    return re.sub(r"\{\w*\}", " ", text)


def _pattern(text: str) -> re.Pattern[str]:
    """What a message looks like on screen: anything in its places, its Markdown drawn."""
    parts = (re.escape(part.replace("**", "").removeprefix("> ")) for part in re.split(r"\{\w*\}", text))
    return re.compile(".+".join(parts))
