"""86 imagined cases as participants collect them, in three languages, each with a person's name in its story."""

import csv
from functools import cache
from io import StringIO

from retention.workshop.bank_records import CaseText

COUNT = 86
NAMES = {
    "en": ("Helen Carter", "Mr Doyle", "Priya Nair", "Sarah Whitfield", "Victor Hale", "Mrs Kowalski"),
    "ru": ("Ольга Демченко", "Ирина Павловна", "Виктор Соколов", "господин Мельник", "Наталья Орлова", "Артём Белов"),
    "ro": ("Elena Rusu", "doamna Ciobanu", "Andrei Munteanu", "Ioana Bratu", "domnul Popa", "Cristina Lungu"),
}
GOODS = {
    "en": ("a sofa", "a haircut", "a tour", "a repaired gearbox", "a wedding cake"),
    "ro": ("o canapea", "o tunsoare", "o excursie", "o cutie de viteze reparată", "un tort de nuntă"),
    "ru": ("диван", "стрижку", "экскурсию", "ремонт коробки передач", "свадебный торт"),
}
TOLD = {
    "en": ("Review {number}", "{name} ordered {goods} and was not content. The call came to +373 69 {number:03} 456.",
           "All the money back", "We apologised and gave {percent}% back."),
    "ru": ("Отзыв {number}", "У нас заказали {goods}, и {name} ждёт три недели. Телефон +373 69 {number:03} 456.",
           "Вернуть все деньги", "Извинились и вернули {percent} %."),
    "ro": ("Recenzia {number}", "{name} a comandat {goods} și așteaptă răspuns; telefonul e +373 69 {number:03} 456.",
           "Toți banii înapoi", "Ne-am cerut scuze și am dat înapoi {percent} %."),
}  # fmt: skip


@cache
def collected() -> tuple[tuple[CaseText, str], ...]:
    """The cases, each with the surname that is not to be seen once it is masked."""
    found = []
    for number in range(1, COUNT + 1):
        language = ("en", "ru", "ro")[number % 3]
        name = NAMES[language][number // 3 % 6]
        goods = GOODS[language][number // 3 % 5]
        texts = [part.format(number=number, name=name, goods=goods, percent=number % 50) for part in TOLD[language]]
        texts[1] = texts[1][0].upper() + texts[1][1:]
        found.append((CaseText(*texts), name.split()[-1]))
    return tuple(found)


def collected_csv(delimiter: str = ",") -> str:
    """The cases as a spreadsheet would save them."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["title", "story", "request", "done"])
    writer.writerows(text.as_dict().values() for text, _name in collected())
    return file.getvalue()
