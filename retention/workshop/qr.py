"""The join link as a QR code, made here."""

from __future__ import annotations

import io

import segno


def qr_svg(link: str, words: str) -> str:
    """An SVG that grows with its place.  words: the text for those who do not see it.

    Dark on white whatever the theme, with the quiet zone of four modules that ISO/IEC 18004 asks for.
    """
    file = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        file, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgns=True, omitsize=True, title=words
    )
    return file.getvalue().decode()
