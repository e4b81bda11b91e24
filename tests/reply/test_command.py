"""`check-reply` on the command line: JSON out, exit codes, one bad line among good ones."""

import json
import os
import subprocess
import sys
from dataclasses import fields

import pytest

from retention.reply.command import KEYS
from retention.reply.result import MISSING, Finding
from tests.console import ROOT

LINES = [
    b'{"text": "Please wait."}',
    b"not json",
    b'{"text": 5, "extra": 1}',
    b"\xff\xfe",
    b'{"text": ""}',
    b"[1]",
    b'{"text": "ok", "lang": "xx"}',
    b'{"lang": "en"}',
    b'{"text": "\\ud800 hi \\u0000"}',
    b"[" * 3000,
    '{"text": "Ожидайте.", "lang": "ru", "client_message": null, "earlier_replies": ["Ожидайте."]}'.encode(),
]


def called(data, *arguments):
    command = [sys.executable, "-m", "retention", "check-reply", *arguments]
    env = os.environ | {"PYTHONIOENCODING": "ascii", "RETENTION_LANG": ""}
    return subprocess.run(command, cwd=ROOT, env=env, input=data, capture_output=True, timeout=60)


def test_a_reply_on_standard_input_is_checked():
    result = called("Мы свяжемся с вами в ближайшее время.".encode())
    assert (result.returncode, result.stderr) == (0, b"")
    document = json.loads(result.stdout)
    assert document["language"] == "ru"
    assert {finding["rule"] for finding in document["findings"]} >= {1}


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff", b"a" * 30_000, b"a" * (1 << 20)])
def test_what_cannot_be_checked_ends_with_one_clear_line(data):
    result = called(data)
    assert result.returncode == 2
    assert result.stdout == b""
    assert len(result.stderr.decode().splitlines()) == 1
    assert b"Traceback" not in result.stderr


def test_one_bad_line_does_not_lose_the_others():
    result = called(b"\n".join(LINES), "--jsonl")
    assert (result.returncode, result.stderr) == (0, b"")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(LINES)
    good = [index for index, answer in enumerate(answers) if "error" not in answer]
    assert good == [0, 8, 10]
    assert len(answers[2]["error"]) == 2
    assert answers[2]["error"][0] == (
        "extra: is not a key of a request; the keys are text, lang, client_message, earlier_replies"
    )
    assert answers[10]["language"] == "ru"


def test_the_help_names_the_keys_and_the_fields_of_the_answer():
    text = called(b"", "--help").stdout.decode()
    for name in (*KEYS, "language", "findings", "missing", *(field.name for field in fields(Finding)), *MISSING):
        assert name in text or name == "tag"
