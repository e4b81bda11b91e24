"""`check-reply` of the command line: bytes in, JSON out."""

from __future__ import annotations

import json
from typing import Any

from retention.document import shown_key
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput, shown
from retention.language import Words
from retention.reply.check import check_reply
from retention.reply.result import check_document

MOST_BYTES = 1 << 20
KEYS = ("text", "lang", "client_message", "earlier_replies")


def checked(data: bytes, lang: str | None) -> str:
    """The check of one reply as JSON.  Raises InvalidInput."""
    if len(data) > MOST_BYTES:
        raise InvalidInput(Fault("", None, "too_large", {"size": len(data), "most": MOST_BYTES}))
    return _json(check_document(check_reply(_text(data), lang)), indent=2)


def checked_line(line: bytes, lang: str | None, _: Words) -> str:
    """The answer to one line of `--jsonl`: the check, or `{"error": [...]}` with what is wrong, one sentence each."""
    try:
        return _json(check_document(_checked_request(line, lang)))
    except InvalidInput as invalid:
        return _json({"error": [fault_line(fault, _) for fault in invalid.faults]})


def _checked_request(line: bytes, lang: str | None) -> Any:
    if len(line) > MOST_BYTES:
        raise InvalidInput(Fault("", None, "too_large", {"size": len(line), "most": MOST_BYTES}))
    request = _request(_text(line))
    keys = {"keys": ", ".join(KEYS)}
    faults = [Fault(shown_key(key), None, "unknown_request_key", keys) for key in request if key not in KEYS]
    if "text" not in request:
        faults.append(Fault("text", None, "missing"))
    for key in ("text", "lang", "client_message"):
        if request.get(key) is not None and not isinstance(request[key], str):
            faults.append(Fault(key, shown(request[key]), "text"))
    earlier = request.get("earlier_replies")
    earlier = [] if earlier is None else [earlier] if isinstance(earlier, str) else earlier
    if not isinstance(earlier, list):
        faults.append(Fault("earlier_replies", shown(earlier), "list"))
    else:
        faults += [
            Fault(f"earlier_replies.{index}", shown(reply), "text")
            for index, reply in enumerate(earlier)
            if not isinstance(reply, str)
        ]
    if not faults and request["text"] is None:
        faults.append(Fault("text", None, "missing"))
    if faults:
        raise InvalidInput(*faults)
    return check_reply(request["text"], request.get("lang") or lang, request.get("client_message"), earlier)


def _request(text: str) -> dict[str, Any]:
    try:
        request = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidInput(Fault("", None, "not_json", {"line": error.lineno, "column": error.colno})) from None
    except RecursionError:
        raise InvalidInput(Fault("", None, "too_deep")) from None
    except ValueError:  # a whole number of thousands of digits
        raise InvalidInput(Fault("", None, "too_many_digits")) from None
    if not isinstance(request, dict):
        raise InvalidInput(Fault("", shown(request), "object"))
    return request


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(Fault("", None, "not_utf8", {"byte": error.start})) from None


def _json(document: Any, indent: int | None = None) -> str:
    """JSON whose lone surrogates, if a request brought any, are escaped so that it can be printed."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(document, allow_nan=False, indent=indent)
    return text
