"""The command line: reads a file, calls, prints.  Imports wait until a command needs them, so that it starts fast."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from retention import MODEL_VERSION, __version__
from retention.faults import Fault, InvalidInput

if TYPE_CHECKING:
    from retention.case import Case
    from retention.decision import Decision
    from retention.language import Words

PROGRAM = "python -m retention"
LANGUAGE_VARIABLE = "RETENTION_LANG"
BAD_INPUT, INTERRUPTED = 2, 130  # exit codes, as is usual on command lines

T = TypeVar("T")

EPILOG = f"""\b
Examples:
  {PROGRAM} evaluate data/examples/late_kitchen.json
  {PROGRAM} memo data/examples/late_kitchen.json --out memo.csv
  {PROGRAM} memo case.json --out memo.csv --style semicolon --lang ru
  {PROGRAM} evaluate memo.csv
"""


def _remember_language(context: click.Context, _parameter: click.Parameter, language: str | None) -> None:
    if language:
        context.obj["language"] = language


with_language = click.option(
    "--lang",
    type=click.Choice(["en", "ru", "ro"]),
    help=f"Language of words and messages.  [default: {LANGUAGE_VARIABLE}, else en]",
    expose_value=False,
    callback=_remember_language,
)
# Numbers are read by us and not by click, so that their faults are gathered and worded like all others.
with_draws = click.option("--draws", metavar="N", help="About how many draws, 64 to 4194304.  [default: 8192]")
with_seed = click.option("--seed", metavar="N", help="Seed of the random numbers.  [default: the case's own]")
with_path = click.argument("path", metavar="CASE.json|MEMO.csv", type=click.Path(path_type=Path))


@click.group(invoke_without_command=True, epilog=EPILOG, context_settings={"max_content_width": 110})
@with_language
@click.version_option(__version__, message=f"Retention %(version)s, model {MODEL_VERSION}")
@click.pass_context
def main(context: click.Context) -> None:
    """Is this our client, and what to do about what they ask."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command(short_help="Print the decision as JSON.")
@with_path
@with_draws
@with_seed
@with_language
def evaluate(path: Path, draws: str | None, seed: str | None) -> None:
    """Print the decision on a case, or on the case in a memo, as JSON."""
    import json

    from retention.decision import decision_document

    _case, decision = _evaluated(path, draws, seed)
    document = decision_document(decision)
    _print(sys.stdout, json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))


@main.command(short_help="Write the decision memo as CSV.")
@with_path
@click.option("--out", required=True, metavar="MEMO.csv", type=click.Path(path_type=Path), help="File to write.")
@click.option(
    "--style",
    type=click.Choice(["comma", "semicolon"]),
    default="comma",
    show_default=True,
    help="comma: 1.5,2.5   semicolon: 1,5;2,5",
)
@with_draws
@with_seed
@with_language
@click.pass_context
def memo(context: click.Context, path: Path, out: Path, style: Any, draws: str | None, seed: str | None) -> None:
    """Write the decision memo: for people, for spreadsheets, and to be read back by `evaluate`."""
    from datetime import date

    from retention.files import write_file
    from retention.memo import memo_bytes

    case, decision = _evaluated(path, draws, seed)
    write_file(out, memo_bytes(case, decision, _words(context.obj), style, date.today()))


@main.command("check-reply", short_help="Print what a reply to a client gets wrong, as JSON.")
@click.option("--lang", type=click.Choice(["en", "ru", "ro"]), help="Language of the reply.  [default: recognised]")
@click.option("--jsonl", is_flag=True, help="One JSON request a line on standard input, one answer a line.")
@click.pass_context
def check_reply(context: click.Context, lang: str | None, jsonl: bool) -> None:
    """Print which of the five rules the reply on standard input breaks, and which words break them, as JSON.

    The answer: language (en, ru or ro); findings, worst first, each with rule (1 contact, 2 template, 3 justification,
    4 blame shifted, 5 client blamed), start and end (characters of the text), severity (error: nothing in the reply
    makes up for it; warning; hint: a remark, no rule is broken), message and suggestion in the language of the reply;
    missing: those of regret, what_we_do, by_when and who_i_am that the reply leaves out.

    With --jsonl each line is an object with the key text and, where wanted, lang, client_message and earlier_replies
    (a list of texts, or one).  A line that cannot be checked is answered by {"error": [...]}, one sentence for each
    fault, and the others are answered all the same.
    """
    from retention.reply.command import checked, checked_line

    stream = sys.stdin.buffer
    if not jsonl:
        _print(sys.stdout, checked(stream.read(), lang))
        return
    for line in stream:
        if line.strip():
            _print(sys.stdout, checked_line(line, lang, _words(context.obj)))


def _evaluated(path: Path, draws_text: str | None, seed_text: str | None) -> tuple[Case, Decision]:
    """The case in a file and the decision on it.  Raises InvalidInput with the faults of all arguments."""
    from retention.decision import evaluate
    from retention.run_settings import read_draws, read_seed
    from retention.simulation import DEFAULT_DRAWS

    faults: list[Fault] = []
    draws = _gathered(faults, lambda: read_draws(draws_text, "--draws") if draws_text is not None else None)
    seed = _gathered(faults, lambda: read_seed(seed_text, "--seed") if seed_text is not None else None)
    found = _gathered(faults, lambda: _case_file(path))
    if faults or found is None:
        raise InvalidInput(*faults)
    case, own_draws, own_seed = found
    return case, evaluate(case, draws or own_draws or DEFAULT_DRAWS, own_seed if seed is None else seed)


def _gathered(faults: list[Fault], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except InvalidInput as invalid:
        faults.extend(invalid.faults)
        return None


def _case_file(path: Path) -> tuple[Case, int | None, int | None]:
    """The case in a file, and the draws and the seed where it is a memo that names them."""
    from retention.document import read_bytes, read_case, read_file

    data = read_file(path)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        from retention.memo_reader import is_memo, read_memo

        if is_memo(data) or path.suffix.lower() == ".csv":
            memo = read_memo(data)
            return read_case(memo.document), memo.draws, memo.seed
    return read_case(read_bytes(data)), None, None


def _words(settings: dict[str, str]) -> Words:
    from retention.language import language_of, words

    return words(settings.get("language") or language_of(os.environ.get(LANGUAGE_VARIABLE)))


def _print(stream: Any, text: str) -> None:
    """A text in UTF-8, whatever the console thinks of itself."""
    stream.flush()
    stream.buffer.write(f"{text}\n".encode())
    stream.buffer.flush()


def run(arguments: Sequence[str]) -> int:
    """Runs a command; returns the exit code."""
    settings: dict[str, str] = {}
    try:
        main.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=settings)
    except InvalidInput as invalid:
        from retention.fault_words import fault_line

        _print(sys.stderr, "\n".join(fault_line(fault, _words(settings)) for fault in invalid.faults))
        return BAD_INPUT
    except click.ClickException as error:
        _print(sys.stderr, f"{' '.join(error.format_message().split())}  See {PROGRAM} --help")
        return BAD_INPUT
    except click.Abort:  # Ctrl-C
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
