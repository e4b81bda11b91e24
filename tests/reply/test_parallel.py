"""The same reply in three languages is judged alike: rules, severity, what is missing, and the signs it rests on.

`parallel_replies.csv`: `breaks` is the number of a rule that must be found (others may be, a blunt sentence often
breaks several), empty for a fine reply; `missing` holds the points of the checklist that a fine reply leaves out.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from retention.language import LANGUAGES
from retention.reply import check_reply
from retention.reply.check import EXPLAINS
from retention.reply.features import Reading

with (Path(__file__).parent / "parallel_replies.csv").open(encoding="utf-8", newline="") as file:
    TRIPLES = {name: list(rows) for name, rows in groupby(csv.DictReader(file), key=lambda row: row["name"])}
FINE = {name: rows for name, rows in TRIPLES.items() if not rows[0]["breaks"]}
BROKEN = {name: rows for name, rows in TRIPLES.items() if rows[0]["breaks"]}


def test_every_rule_and_point_of_the_checklist_has_triples():
    assert all(tuple(row["lang"] for row in rows) == LANGUAGES for rows in TRIPLES.values())
    assert len(TRIPLES) >= 25
    assert {row["breaks"] for rows in BROKEN.values() for row in rows} == set("12345")
    assert {row["missing"] for rows in FINE.values() for row in rows} == {"", "regret", "by_when", "who_i_am"}


@pytest.mark.parametrize("name", TRIPLES)
def test_the_checklist_is_the_same_in_three_languages(name):
    checks = [check_reply(row["reply"]) for row in TRIPLES[name]]
    assert tuple(check.language for check in checks) == LANGUAGES
    assert len({check.missing for check in checks}) == 1
    if name in FINE:
        assert checks[0].missing == tuple(FINE[name][0]["missing"].split())


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_with_one_severity_in_three_languages(name):
    rule = int(BROKEN[name][0]["breaks"])
    worst = [
        next((f.severity for f in check_reply(row["reply"]).findings if f.rule == rule), None) for row in BROKEN[name]
    ]
    assert None not in worst
    assert len(set(worst)) == 1


@pytest.mark.parametrize("name", FINE)
def test_a_fine_reply_is_fine_in_three_languages(name):
    for row in FINE[name]:
        findings = check_reply(row["reply"]).findings
        assert not [f for f in findings if f.severity == "error" or (f.breaks and f.rule != 2)], row["lang"]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "You wait two days longer because of the snow, and we should have planned for it: I am sorry.",
            "Вы ждёте на два дня дольше из-за снегопада, а мы должны были это предвидеть: простите.",
            "Așteptați cu două zile mai mult din cauza ninsorii, iar noi trebuia să prevedem asta: îmi pare rău.",
        ),
        (
            "Due to the strike the train did not run; I have refunded the ticket today.",
            "Из-за забастовки поезд не вышел; я вернула деньги за билет сегодня.",
            "Din cauza grevei trenul nu a circulat; am returnat astăzi banii pentru bilet.",
        ),
    ],
)
def test_an_owned_cause_is_no_plain_excuse(texts):
    for text, lang in zip(texts, LANGUAGES, strict=True):
        assert not [f for f in check_reply(text, lang).findings if f.rule == 3 and f.severity == "error"], lang


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Is your heating off because of the power cut?",
            "Отопления нет из-за аварии в доме?",
            "Nu aveți căldură din cauza avariei din bloc?",
        ),
        (
            "It is not because of the weather: I forgot to order the lamp.",
            "Это не из-за погоды: я забыла заказать лампу.",
            "Nu din cauza vremii s-a întâmplat: eu am uitat să comand lampa.",
        ),
        (
            "Because of you we have changed the menu.",
            "Благодаря вам мы поменяли меню.",
            "Datorită dumneavoastră am schimbat meniul.",
        ),
    ],
)
def test_a_question_and_a_denial_hold_no_excuse(texts):
    """Whatever the learned judgement makes of the whole."""
    for text, lang in zip(texts, LANGUAGES, strict=True):
        assert EXPLAINS not in {p.tag for s in Reading(text, lang).sentences for p in s.phrases}, lang


SIGNS = """
clock | at 15:00 | в 15:00 | la ora 15:00
clock | at 3 pm | в 3 часа дня | la ora 3
clock | at half past three | в половине четвёртого | la trei și jumătate
clock | at three o'clock | в три часа | la ora trei
clock | by noon | к полудню | până la prânz
clock | between 9 and 11 | с 9 до 11 | între 9 și 11
day | by Friday | к пятнице | până vineri
day | on 12 May | 12 мая | pe 12 mai
day | on the 12th | 12-го числа | pe data de 12
day | by 12.05.2026 | до 12.05.2026 | până la 12.05.2026
within | within 24 hours | в течение 24 часов | în 24 de ore
within | in an hour | через час | peste o oră
within | within half an hour | в течение получаса | în jumătate de oră
within | in twenty minutes | через двадцать минут | peste douăzeci de minute
within | in three working days | через три рабочих дня | în trei zile lucrătoare
relative | the day after tomorrow | послезавтра | poimâine
relative | this afternoon | сегодня днём | azi după-amiază
relative | by the end of the week | до конца недели | până la sfârșitul săptămânii
channel | send us a direct message | напишите нам в личные сообщения | trimiteți-ne un mesaj privat
channel | fill in the form | заполните форму | completați formularul
channel | write in the chat of the app | напишите в чат приложения | scrieți în chatul aplicației
channel | use the link below | перейдите по ссылке ниже | accesați linkul de mai jos
channel | ask for me at reception | спросите меня на ресепшене | întrebați de mine la recepție
phone | ext. 214 | доб. 214 | interior 214
phone | call 1921 | звоните 1921 | sunați la 1921
help_link | oak.example/help | oak.example/help | oak.example/help
will | I will pick it up | я заберу его | îl voi ridica
will | I will move you to room 12 | переселю вас в номер 12 | vă mut în camera 12
will | I will speak to him | я поговорю с ним | voi vorbi cu el
done | we have cancelled the fine | мы отменили штраф | am anulat amenda
apology | we apologise | просим прощения | ne cerem scuze
apology | we let you down | мы вас подвели | v-am dezamăgit
remedy | we pay it back | мы вернём деньги | vă dăm banii înapoi
remedy | a new table | новый стол | o masă nouă
"""


@pytest.mark.parametrize("line", SIGNS.strip().splitlines())
def test_signs_are_recognised_in_three_languages(line):
    sign, *texts = line.split(" | ")
    assert all(sign in Reading(text, lang).kinds for text, lang in zip(texts, LANGUAGES, strict=True))


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (("it was not refunded", "мы не вернули деньги", "nu se returnează"), "remedy"),
        (("your repair is late", "ваш ремонт задержался", "reparația întârzie"), "remedy"),
        (("the firm did not send it", "фирма не отправила его", "firma nu a trimis nimic"), "done"),
        (("thank you for the feedback", "спасибо за обратную связь", "mulțumim pentru feedback"), "channel"),
    ],
)
def test_what_was_not_done_is_no_deed(texts, sign):
    assert not any(sign in Reading(text, lang).kinds for text, lang in zip(texts, LANGUAGES, strict=True))


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (("Regards, Maria", "С уважением, Мария", "Cu stimă, Maria"), True),
        (("It is here. Maria Rusu 01632 960 447", "Всё. Мария Русу 8 495 123-45-67", "Gata. Maria Rusu 0722 12"), True),
        (("Ready. Maria (ext. 21)", "Готово. Мария (доб. 214)", "Gata. Maria (interior 21)"), True),
        (("Maria here, from the shop.", "Вам пишет Мария из магазина.", "Vă scrie Maria de la magazin."), True),
        (("Done. Call 01632 960 447", "Готово. Звоните 8 495 123-45-67", "Gata. Sunați la 0722 123 456"), False),
        (("It is here. Please, wait", "Готово. Пожалуйста, подождите", "Gata. Vă rog, așteptați"), False),
        (("It is on its way. Wait.", "Заказ в пути. Ждите.", "Comanda e pe drum. Așteptați."), False),
        (("Click here for it", "Нажмите сюда", "Apăsați aici"), False),
        (("All is done. Thank you", "Всё готово. Спасибо", "Gata. Vă mulțumim"), False),
        (("Regards, customer care", "С уважением, служба заботы", "Cu stimă, Serviciul clienți"), False),
    ],
)
def test_a_name_with_a_number_or_a_closing_says_who_writes(texts, named):
    for text, lang in zip(texts, LANGUAGES, strict=True):
        assert ("who_i_am" not in check_reply(text, lang).missing) == named, text
