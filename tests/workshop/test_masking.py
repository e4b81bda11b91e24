"""What tells who somebody is gets found and masked, and ordinary words stay as they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention import examples
from retention.language import LANGUAGES
from retention.resources import DATA
from retention.workshop.masking import KINDS, found_in, masked

LABELS = {kind: kind for kind in KINDS}


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.found) for span in found_in({"text": text})["text"]]


def mask(text: str) -> str:
    return masked({"text": text}, LABELS)["text"].text


NAMES = [
    # English
    ("Mrs. Smith was angry, and so was Dr Okonkwo.", ["Smith", "Okonkwo"]),
    ("Mark asked Will for the keys.", ["Will"]),  # at the beginning of a sentence Mark may be a verb
    ("Mark Johnson asked for the keys.", ["Mark Johnson"]),
    ("We told Elena's brother.", ["Elena"]),
    ("The order of J. K. Hartley came late.", ["J. K. Hartley"]),
    ("Our client Brennan never paid.", ["Brennan"]),
    ("ELENA RUSU CALLED TWICE", ["ELENA RUSU"]),
    ("Maria Lungu and her husband Ion Lungu. Ion paid.", ["Maria Lungu", "Ion Lungu", "Ion"]),
    # Russian, in whatever case
    ("Позвонила Елена Ивановна, потом муж Елены Ивановны.", ["Елена Ивановна", "Елены Ивановны"]),
    ("Я отдала заказ Игорю, но Игоря не было.", ["Игорю", "Игоря"]),
    ("Господин Мельник и г-жа Чебан пришли вместе.", ["Мельник", "Чебан"]),
    ("С Петровым договориться не удалось.", ["Петровым"]),
    ("Заказ оформила А. П. Кравец.", ["А. П. Кравец"]),
    ("Вера Павловна ждала. Мы верим Вере.", ["Вера Павловна", "Вере"]),
    ("Клиентка Цуркан требует возврата.", ["Цуркан"]),
    # Romanian
    ("Doamna Rusu a sunat, apoi dl. Ciobanu.", ["Rusu", "Ciobanu"]),
    ("I-am spus Elenei și lui Andrei.", ["Elenei", "Andrei"]),
    ("Ne-a scris Ștefan Munteanu din Soroca.", ["Ștefan Munteanu"]),
    ("Clientul Gâscă nu a plătit.", ["Gâscă"]),
    ("Popescu a plecat; Ionescu a rămas.", ["Popescu", "Ionescu"]),
]


@pytest.mark.parametrize("text, names", NAMES)
def test_names_of_people_are_found(text, names):
    assert [piece for kind, piece in found(text) if kind == "name"] == names


THINGS = [
    ("Call me at +373 69 123 456 today", "phone", "+373 69 123 456"),
    ("Телефон 0 22 123 456", "phone", "0 22 123 456"),
    ("Звоните: 8 (916) 123-45-67", "phone", "8 (916) 123-45-67"),
    ("Sunați la 0721 234 567.", "phone", "0721 234 567"),
    ("She wrote from ana.rusu+shop@mail.example.md.", "email", "ana.rusu+shop@mail.example.md"),
    ("See https://forum.example/t/123?u=elena, please", "link", "https://forum.example/t/123?u=elena"),
    ("на сайте otzovik.com/review_12 написано", "link", "otzovik.com/review_12"),
    ("Her page is @elena_rusu", "link", "@elena_rusu"),
    ("He lives at 12 Rose Street, flat 3, and waits", "address", "12 Rose Street, flat 3"),
    ("Доставка: ул. Пушкина, д. 5, кв. 12. Ждём", "address", "ул. Пушкина, д. 5, кв. 12"),
    ("на улице Алба-Юлия, 75 стоит", "address", "улице Алба-Юлия, 75"),
    ("pe str. Alexandru cel Bun nr. 17, ap. 4, la trei", "address", "str. Alexandru cel Bun nr. 17, ap. 4"),
    ("in MD-2012 Chișinău", "address", "MD-2012"),
    ("IBAN MD24 AG00 0225 1000 1310 4168 ok", "number", "MD24 AG00 0225 1000 1310 4168"),
    ("card 4111 1111 1111 1111", "number", "4111 1111 1111 1111"),
    ("order no. 40117 came", "number", "40117"),
    ("заказ № 1187 не приехал", "number", "1187"),
    ("comanda nr. 55210 a întârziat", "number", "55210"),
    ("contract A-10293 says", "number", "A-10293"),
    ("персональный код 2001044556677 указан", "number", "2001044556677"),
]


@pytest.mark.parametrize("text, kind, piece", THINGS)
def test_what_leads_to_a_person_is_found(text, kind, piece):
    assert (kind, piece) in found(text)
    assert piece not in mask(text)


ORDINARY = [
    "Will you grant the request? Mark the date. May I ask for a refund? Rose to 5%. Hope is not a plan.",
    "The Late Kitchen. Our Company wrote to the Client on Monday in Chisinau, and again in May and in August.",
    "I miss the old contract. The delivery took 50 ms. Dear Sir, we regret it.",
    "We paid 12 500 lei, €1,000 and $2500; 7.5% of 1 250 000 MDL on 12.03.2024 at 14:30.",
    "They ordered 40 chairs and 3 Hard Drive units for room no. 12, version 2.10.",
    "Under Regulation (EC) No 261/2004 and Act 1234 of 1999 they owe us 250 €.",
    "Вера в людей не заменит договор. Роман с клиентом кончился. Надежда умирает последней. Любой клиент важен.",
    "На улице было холодно. Заказ на 15 000 рублей, счёт 120000 рублей, скидка 10 %.",
    "Вы позвонили в Кишинёв, Ростов и Львов. Ваша Компания обещала ответ до 1 мая 2024 года.",
    "По закону № 2300-1 и статье 1234 клиент прав. Мы сделали 3 звонка за 2 дня.",
    "Люди ждут. Лев в зоопарке. Слава богу, мир. Света не было весь день.",
    "Clientul a cerut 1.000 de lei înapoi. Domnule, vă rugăm. Pe strada noastră plouă. Speranța moare ultima.",
    "Legea nr. 105/2003 și Regulamentul nr. 1215 ne obligă. Contul e gol, comanda de 15 bucăți.",
    "Bucur de vreme bună. Crăciun fericit! Republica Moldova și Uniunea Europeană, 24 de luni.",
    "Commander 3 tables; 100 orders a day; invoice of 900 euro; policy of 2 weeks; claim 3 of 4.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_figures_stay(text):
    assert mask(text) == text


def test_one_person_has_one_number_in_all_texts_of_a_case():
    texts = {
        "title": "Елена Русу и шкаф",
        "story": "Мастер Игорь опоздал. Русу ждала Игоря; потом Елене надоело.",
        "done": "Извинились перед Еленой.",
    }
    told = masked(texts, LABELS)
    assert told["title"].text == "[name 1] и шкаф"
    assert told["story"].text == "Мастер [name 2] опоздал. [name 1] ждала [name 2]; потом [name 1] надоело."
    assert told["done"].text == "Извинились перед [name 1]."


def test_relatives_are_two_persons():
    text = mask("Maria Lungu and her husband Ion Lungu. Ion paid, Maria did not.")
    assert text == "[name 1] and her husband [name 2]. [name 2] paid, [name 1] did not."


def test_a_single_person_needs_no_number():
    assert mask("Elena called. Elena came.") == "[name] called. [name] came."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clients_of_the_examples_do_not_stay_in_their_stories(language):
    for example in examples.examples(language):
        document = examples.example_document(example.name, language)
        client = document["client"].split(",")[0]
        texts = {field: document.get(field, "") for field in ("title", "story", "request")}
        for told in masked(texts, LABELS).values():
            assert client not in told.text, example.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_names_stand_once_in_their_file_with_a_mark_at_most(language):
    lines = (DATA / "first_names" / f"{language}.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*[?!]?", name) for name in names)
    assert len({name.rstrip("?!") for name in names}) == len(names) > 500


@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_spans_tell_what_was_found(text):
    told = masked({"text": text}, LABELS)["text"]
    place, rest = 0, []
    for span in told.spans:
        assert place <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.found
        rest.append(text[place : span.start])
        place = span.end
    rest.append(text[place:])
    for piece in rest:
        assert piece in told.text


@given(st.lists(st.sampled_from([*ORDINARY, *(told for told, *_rest in (*NAMES, *THINGS))]), max_size=4))
def test_what_is_masked_is_not_found_again(texts):
    once = mask("\n".join(texts))
    assert [piece for kind, piece in found(once) if kind != "name"] == []
