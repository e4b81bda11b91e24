"""Regret and deeds in three languages: blame is no regret, a vague promise no deed, and the surer phrases of blame."""

import pytest

from retention.language import LANGUAGES
from retention.reply import check_reply
from retention.reply.features import Reading

NO_REGRET = [
    (
        "You are at fault: you did not read the manual. The second visit costs you 3000 lei.",
        "Вы сами виноваты, не читали инструкцию. С вас 3000 леев за повторный выезд.",
        "E vina dumneavoastră, nu ați citit instrucțiunile. Vă costă 3000 de lei.",
    ),
    (
        "It is not our fault, the carrier was late.",
        "Это не наша вина, перевозчик опоздал.",
        "Nu e vina noastra, transportatorul a intarziat.",
    ),
    ("The carrier is to blame.", "Перевозчик виноват.", "Transportatorul e de vină."),
    (
        "You should not have opened the lid.",
        "Нашей вины тут нет, крышку открывали не мы.",
        "Nu trebuia să deschideți capacul.",
    ),
    ("We do not regret it.", "Мы не сожалеем.", "Nu regretăm."),
]
REGRET = [
    ("It is our fault, not yours.", "Это наша вина, а не ваша.", "Este vina noastră, nu a dumneavoastră."),
    ("It is my own fault, sorry.", "Я сама виновата.", "Este greșeala mea."),
    ("You should not have had to wait.", "Так быть не должно было.", "Nu trebuia să așteptați atât."),
    (
        "I am sorry: it is not the carrier's fault.",
        "Простите, перевозчик не виноват, виноваты мы.",
        "Îmi pare rău, nu e vina curierului.",
    ),
    (
        "It is not only the carrier: we let you down.",
        "Не только перевозчик: мы вас подвели.",
        "Nu doar curierul: v-am dezamăgit.",
    ),
]


NO_DEED = [
    (
        "The niche was measured by you, the supplier sent what was ordered.",
        "Нишу замеряли вы, поставщик отправил то, что заказано.",
        "Nișa a fost măsurată de dumneavoastră, iar marfa a fost trimisă de furnizor după comandă.",
    ),
    (
        "Your problem will be solved as soon as possible.",
        "Ваша проблема будет решена в кратчайшие сроки.",
        "Problema va fi soluționată în cel mai scurt timp posibil.",
    ),
    ("We will look into it shortly.", "Разберёмся в ближайшее время.", "Vom analiza situația în curând."),
    (
        "Your complaint will be considered.",
        "Ваша жалоба будет рассмотрена.",
        "Reclamația dumneavoastră va fi examinată.",
    ),
    ("What I will do: …", "Что я сделаю: …", "Iată ce voi face: …"),
    ("What I will do: …, by …", "Что я сделаю: …, до …", "Ce voi face: ___, până la …"),
    (
        "We will get back to you as soon as possible.",
        "Мы свяжемся с вами в ближайшее время.",
        "Vom reveni în cel mai scurt timp.",
    ),
    ("We will do our best.", "Сделаем всё возможное.", "Vom face tot posibilul."),
    ("We will not refund the money.", "Деньги мы не вернём.", "Nu vă returnăm banii."),
    ("A refund is not possible.", "Возврат невозможен.", "Rambursarea nu este posibilă."),
    ("I am sorry about the door.", "Простите за дверь.", "Îmi pare rău pentru ușă."),
]
DEED = [
    (
        "The niche was measured by you, and I will send a fitter to measure it again.",
        "Нишу замеряли вы, а я пришлю мастера замерить её снова.",
        "Nișa a fost măsurată de dumneavoastră, iar eu trimit un meșter să o măsoare din nou.",
    ),
    (
        "We will look into it: I will call you at 15:00.",
        "Разберёмся: позвоню вам в 15:00.",
        "Vom analiza situația: vă sun la 15:00.",
    ),
    (
        "What I will do: refund 500 lei.",
        "Что я сделаю: верну 500 леев.",
        "Iată ce voi face: returnez 500 de lei.",
    ),
    (
        "I will get back to you on Friday at 15:00.",
        "Свяжусь с вами в пятницу в 15:00.",
        "Voi reveni vineri la ora 15:00.",
    ),
    ("I am sending a new door.", "Отправляю новую дверь.", "Vă trimit o ușă nouă."),
    ("We have refunded the money.", "Мы вернули деньги.", "Am returnat banii."),
    ("You were right, so I have replaced it.", "Вы правы, я заменила его.", "Aveți dreptate, l-am înlocuit."),
    (
        "We cannot repair it, so we will replace it.",
        "Починить не можем, поэтому заменим.",
        "Nu putem repara, așa că îl înlocuim.",
    ),
]


@pytest.mark.parametrize("point, rows", [("regret", NO_REGRET), ("what_we_do", NO_DEED)])
def test_what_only_looks_like_it_leaves_the_point_open(point, rows):
    """Blame and a fault denied are no regret; what names no deed of ours is none."""
    for text, lang in ((text, lang) for texts in rows for text, lang in zip(texts, LANGUAGES, strict=True)):
        assert point in check_reply(text, lang).missing, text


@pytest.mark.parametrize("point, rows", [("regret", REGRET), ("what_we_do", DEED)])
def test_a_fault_owned_and_a_deed_named_close_the_point(point, rows):
    for text, lang in ((text, lang) for texts in rows for text, lang in zip(texts, LANGUAGES, strict=True)):
        assert point not in check_reply(text, lang).missing, text


BLUNT = [
    (
        3,
        "I'm sorry about the scratch, but you must understand that we are very busy before Christmas.",
        "Жаль, что дверца поцарапана, но вы должны понять, что у нас завал перед праздниками.",
        "Imi pare rau de zgarietura, dar trebuie sa intelegeti ca suntem foarte ocupati inainte de Craciun.",
    ),
    (
        4,
        "It is not our fault, the carrier was late.",
        "Это не наша вина, перевозчик опоздал.",
        "Nu e vina noastra, transportatorul a intarziat.",
    ),
    (
        5,
        "Other clients do not complain for some reason. Other clients don't complain.",
        "Другие клиенты почему-то не жалуются.",
        "Alti clienti nu se plang.",
    ),
    (
        5,
        "You yourself insisted on this colour.",
        "Вы сами настояли на этом цвете.",
        "Dumneavoastra ati insistat pe culoarea asta.",
    ),
    (
        5,
        "Please stop calling us ten times a day.",
        "Пожалуйста, не звоните нам по десять раз в день.",
        "Va rog sa nu mai sunati de zece ori pe zi.",
    ),
]
AROUND = (
    ("The table came on Monday. ", " I am sorry it took long."),
    ("Стол приехал в понедельник. ", " Простите, что долго."),
    ("Masa a venit luni. ", " Îmi pare rău că a durat."),
)


@pytest.mark.parametrize(("rule", "en", "ru", "ro"), BLUNT)
def test_blunt_phrases_break_their_rule(rule, en, ru, ro):
    for text, lang, (before, after) in zip((en, ru, ro), LANGUAGES, AROUND, strict=True):
        assert rule in check_reply(text, lang).broken, text
        assert rule in check_reply(before + text, lang).broken, text
        if "insist" not in en:  # which is plain blame, but one may own the matter all the same
            assert rule in check_reply(before + text + after, lang).broken, text


NEW = {"en-3-20", "en-4-18", "en-5-21", "en-5-22", "en-5-23", "ru-3-20", "ru-4-18", "ru-5-21", "ru-5-22", "ru-5-23",
       "ro-3-20", "ro-4-18", "ro-5-22", "ro-5-23", "ro-5-24"}  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        (
            "You must understand what you sign, so here is the list.",
            "Вы должны понимать, за что платите: вот список.",
            "Trebuie să înțelegeți ce semnați, iată lista.",
        ),
        (
            "I want to understand what happened, but I need your photo.",
            "Хочу понять, что случилось, но нужна ваша фотография.",
            "Vreau să înțeleg ce s-a întâmplat, dar am nevoie de poză.",
        ),
        (
            "It is not your fault, the courier was late.",
            "Это не ваша вина, курьер опоздал.",
            "Nu e vina dumneavoastră, curierul a întârziat.",
        ),
        (
            "Even if it is not our fault, the courier is ours to chase.",
            "Хотя это не наша вина, курьера ищем мы.",
            "Deși nu e vina noastră, curierul îl căutăm noi.",
        ),
        ("Other clients complain too.", "Другие клиенты тоже жалуются.", "Și alți clienți se plâng."),
        (
            "We changed the glue so that other clients don't complain.",
            "Мы сменили клей, чтобы другие клиенты не жаловались.",
            "Am schimbat adezivul ca alți clienți să nu se plângă.",
        ),
        (
            "You insisted on a refund and you were right.",
            "Вы настаивали на возврате и были правы.",
            "Dumneavoastră ați insistat asupra rambursării și ați avut dreptate.",
        ),
        ("I insisted on this colour.", "Я настояла на этом цвете.", "Eu am insistat pe culoarea asta."),
        (
            "You can stop calling us: I call you at 15:00.",
            "Вам больше не надо звонить: позвоню я сама в 15:00.",
            "Nu mai e nevoie să sunați: vă sun eu la 15:00.",
        ),
        (
            "I write today so that you do not call ten times.",
            "Пишу сегодня, чтобы вы не звонили по десять раз.",
            "Vă scriu azi ca să nu sunați de zece ori.",
        ),
        (
            "We will stop calling you at night.",
            "Мы перестанем звонить вам ночью.",
            "Nu vă mai sunăm noaptea.",
        ),
    ],
)
def test_near_misses_hold_no_blunt_phrase(texts):
    for text, lang in zip(texts, LANGUAGES, strict=True):
        assert not NEW & {phrase.id for s in Reading(text, lang).sentences for phrase in s.phrases}, text
