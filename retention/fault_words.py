"""A fault as a sentence: where, what was found, what is allowed (model 6)."""

from __future__ import annotations

from retention.faults import Fault
from retention.language import Words

NUMBERS = "[low, likely, high]"
IN_PERCENT = ("shares_sum", "our_part_needed")  # rules whose limits are percentages


def fault_line(fault: Fault, _: Words) -> str:
    """One line: the path, then what is wrong there."""
    sentence = _sentence(fault, _)
    return f"{fault.path}: {sentence}" if fault.path else sentence


def _sentence(fault: Fault, _: Words) -> str:
    say = _percents if fault.rule in IN_PERCENT else _bound
    limits = {name: say(limit, _) for name, limit in fault.limits.items()}
    return _template(fault.rule, _).format(value=fault.value, form=NUMBERS, whole=_.percent(1), **limits)


def _percents(limit: object, _: Words) -> str:
    return _.percents(limit) if isinstance(limit, (int, float)) else str(limit)


def _bound(limit: object, _: Words) -> str:
    return _.number(limit, 6) if isinstance(limit, (int, float)) and not isinstance(limit, bool) else str(limit)


def _template(rule: str, _: Words) -> str:
    templates = {
        # the document as a whole
        "too_large": _("the file has {size} bytes; give at most {most}"),
        "not_utf8": _("not UTF-8 text (byte {byte}); save the file as UTF-8"),
        "not_json": _("not a JSON document (line {line}, column {column})"),
        "too_deep": _("lists or objects are nested too deeply"),
        "too_many_digits": _("a number has too many digits"),
        "unreadable": _("{value} cannot be read: {reason}"),
        "not_written": _("{value} cannot be written: {reason}"),
        "not_memo": _("not a decision memo: the heading row of a memo is missing"),
        "not_bank": _("no list of cases: the heading row needs the columns {columns}, and a case below it"),
        "memo_row": _("{value} does not belong into row {row} of a memo"),
        "memo_no_key": _("row {row} has no key; give it the key of an input, or “note” for a remark"),
        "memo_number": _("{value} in row {row} is not a number; write numbers like {half}"),
        "memo_whole_number": _("{value} in row {row} is not a whole number; write it in plain digits"),
        # a place in it
        "missing": _("is missing; give a value"),
        "unknown_key": _("is not a key of a case; remove or rename it"),
        "unknown_request_key": _("is not a key of a request; the keys are {keys}"),
        "repeated_key": _("is given twice; give it once"),
        "object": _("{value} is not an object; give keys and values in braces"),
        "list": _("{value} is not a list; give a list in brackets"),
        "number": _("{value} is not a number; give a number without quotes"),
        "not_finite": _("{value} is not a finite number; give a number"),
        "whole_number": _("{value} is not a whole number; give a whole number without quotes"),
        "text": _("{value} is not text; give text in quotes"),
        "empty_text": _("{value} is empty; give a text"),
        "text_characters": _("{value} has control characters; give printable text"),
        "yes_or_no": _("{value} is not yes or no; give true or false"),
        "choice": _("{value} is not one of the choices; give one of: {choices}"),
        "estimate_form": _("{value} is not an estimate; give a number, {form} or an object with low, likely and high"),
        "three_numbers": _("{value} is not three numbers; give {form}"),
        "order": _("{value} is not in order; give low ≤ likely ≤ high"),
        "range": _("{value} is out of range; give {low} to {high}"),
        "amount": _("{value} is not a possible amount; give 0 to {high}"),
        "probability": _("{value} is not a probability; give 0 to 1"),
        "share": _("{value} is not a share; give 0 to 1"),
        "currency": _("{value} is not a currency; give an ISO 4217 code such as EUR"),
        "moment": _("{value} is not a date; give ISO 8601 such as 2026-11-22 or 2026-11-22T14:30"),
        "too_many": _("{count} entries; give at most {most}"),
        "owed_needed": _("{value}: a duty by law means that something is owed; give what is owed, above 0"),
        "draws": _("{value} is not a number of draws; give {low} to {high}"),
        "seed": _("{value} is not a seed; give a whole number from {low} to {high}"),
        # closing a case and reviewing it
        "option_barred": _("{value} is barred by a duty or by a red line; choose an option that is allowed"),
        "rater_is_author": _("{value} wrote this reply; somebody else has to read it"),
        "parting_barred": _(
            "a legal question stands in the way of parting; see Next steps, settle it there or choose another option"
        ),
        "parting_unasked": _(
            "a legal question about parting has no answer yet; answer it under Next steps or choose another option"
        ),
        "reason_needed": _("{value} is not the recommended option; say why you chose it"),
        "lesson_needed": _("is empty; write down what this case has taught"),
        "our_part_needed": _("is empty; {share} of the responsibility is the company's, so say what our part was"),
        "promise_date_needed": _("has no date; say when the client will have what was promised"),
        "review_date_needed": _("has no date; say when to look at what came of it"),
        "review_date_past": _("{value} has passed; give a date from {today} on"),
        "pause_needed": _("the manager's state is {value}; from ±{bound} on take a pause first, or say why not"),
        "no_such_risk": _("is not a risk of the closed case; it has {count}"),
        # promises, messages and channels
        "promise_text_needed": _("is empty; say what the client was promised"),
        "next_time_needed": _("has no next time; say when the client hears from us again"),
        "time_past": _("this time has passed; give one that lies ahead"),
        "time_ahead": _("this time lies ahead; give one that has been"),
        "moment_needed": _("has no day or hour; give both"),
        "case_needed": _("is empty; choose the case"),
        "case_gone": _("this case is not there any more; choose another one"),
        "channel_needed": _("is empty; name the channel"),
        "channel_twice": _("{value} is there already; give another name"),
        # the quick start and the helpers of severity
        "category_unanswered": _("no answer yet; tick what could happen, or say that nothing could"),
        "shares_sum": _("the shares sum to {total}; give shares that sum to {whole}"),
        "total_below_owed": _("{value} is less than what is owed, {owed}; give the total that the client would get"),
        "rate_needed": _("this price is in {currency}; give what one {currency} is worth in the currency of the case"),
    }
    return templates[rule]
