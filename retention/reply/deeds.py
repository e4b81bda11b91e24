"""Regret that is meant and a deed that is named: what a sentence says once blame and empty promises are put aside."""

from __future__ import annotations

import re

from retention.reply.features import Reading, Sentence
from retention.reply.signs import sign_patterns

REGRET = frozenset({"apology", "own"})
ACTION = frozenset({"will", "done", "remedy"})

# Words that only look like regret: fault denied, fault put on others, what the client should not have done.
NO_REGRET = {
    "en": re.compile(
        r"\b(?:not|n't|never|hardly|none of|nor|how is (?:it|this|that)|why (?:is|should) (?:it|this|that)(?: be)?)"
        r"(?: really| even| at all| in any way)? (?:our|my) (?:fault|mistake|bad|error|responsibility|job|choice)\b|"
        r"\b(?:no|any) (?:fault|mistake|error|defect|blame)s?(?: \w+)? (?:on|from|at) (?:our|my) (?:side|end|part)\b|"
        r"\b(?:do not|don't|does not|doesn't|not|no|nothing to|you will|you'll|will) (?:be )?(?:regret\w{0,3}|sorry|"
        r"apologi[sz]e|forgive|pardon)\b|\b(?:not|nothing|blame (?:it|this|that)|put (?:it|this|that)) on (?:me|us)\b|"
        r"\byou should(?:n'?t| not| never) have\b(?! had| been| waited| needed| to| paid| an? | the | any )"
    ),
    "ru": re.compile(
        r"(?<!\bя )(?<!\bмы )\b(?:вы|клиент|сам\w{0,2}|ваш\w{0,2} \w{2,15}|он\w?|кто|курьер\w{0,2}|поставщик\w{0,2}|"
        r"перевозчик\w{0,2}|"
        r"производител\w{1,2}|завод\w{0,2}|мастер\w{0,2}|банк|склад|подрядчик\w{0,2}|транспортн\w{2,3} компани\w)"
        r"(?: (?:же|и|себе|сам\w{0,2}|тут|здесь|в этом|во всем|только|была?|были)){0,3} виноват\w{0,2}\b|"
        r"\b(?:не|разве мы|мы,? что ли,?) виноват\w{0,2}\b|"
        r"\bвиноват\w{0,2}(?: \w{1,10})? (?:не мы|вы|клиент|курьер\w?|поставщик\w?|перевозчик\w?|завод|погода)\b|"
        r"\bне наш\w{0,2} (?:вин|ошибк|ответственност|косяк|промах|недосмотр|недоработк)\w{0,3}|"
        r"\bнаш\w{1,2} (?:вин|ошибк|недоработк)\w{0,2}(?: \w{1,10}){0,2} (?:нет|не было)\b|"
        r"\bнет(?: \w{1,10}){0,2} нашей (?:вины|ошибки)|\b(?:разве|с чего|почему)(?: \w{1,10})? наш\w (?:вин|ошибк)\w|"
        r"\bне (?:сожале\w{1,4}|стыдно|подвели|извин\w{2,6}|(?:буд\w{1,3} |стан\w{1,3} )(?:извин\w{3,6}|прос\w{2,4})|"
        r"про(?:шу|сим) прощени\w|отвеча\w{1,3}|берем на себя|беру на себя|на нас\b|на мне\b|"
        r"ваш\w{0,2} (?:дело|проблема))|\bне (?:вешайте|сваливайте|перекладывайте)[^.!?]{0,30} на (?:нас|меня)\b"
    ),
    "ro": re.compile(
        r"\b(?:nu|n-a|nici)(?: (?:e|este|a fost|era|sunt|mai e|cred ca e|poate fi)){0,1}(?: \w{1,10})? "
        r"(?:vina|greseala|responsabilitatea|treaba)(?: (?:e|este))? (?:noastra|mea)\b|"
        r"\b(?:vina|greseala|responsabilitatea) nu (?:e|este|ne|imi)(?: a)? (?:noastra|mea|apartine)\b|"
        r"\bnu (?:e|este) (?:a noastra|al nostru|a mea)\b|\bnu (?:ne|imi) (?:apartine|asumam|asum|pare rau)\b|"
        r"\bnu (?:regret\w{0,3}|raspund(?:em)?|am gresit|ne cerem|imi cer|v-am dezamagit)\b|"
        r"\bcum sa fie vina noastra\b|"
        r"\b(?:e|este|a fost|fie)(?: (?:doar|numai|chiar|toata))? vina (?!noastra\b|mea\b|e a noastra\b)\w{2,20}|"
        r"\b(?:nu trebuia|n-ar fi trebuit|nu ar fi trebuit)(?: dumneavoastra)? sa (?:\w{1,3} |l-|o )?(?:deschideti|"
        r"folositi|"
        r"montati|demontati|semnati|atingeti|puneti|lasati|comandati|alegeti|spalati|platiti|umblati|incercati|"
        r"porniti)\b"
    ),
}  # fmt: skip

# A heading before a gap: the deed itself is still to be written.
GAP = re.compile(r"[^.!?:\n]{1,60}: ?(?:…|\.\.\.|_{2,9}|\[[^\]\n]{0,60}\]|$)")

# Words that only look like a deed: something will be looked into, it is refused, others did it, the client has to.
NO_DEED = {
    "en": re.compile(
        r"\bi am\b(?! (?:now |already |personally |just )?(?:calling|sending|coming|bringing|refunding|ringing|writing|"
        r"checking|driving|meeting|replacing|ordering|booking|paying|returning|delivering|moving|going to)\b)|"
        r"\b(?:will|shall|is going to|it'll|'ll)(?: \w{2,10}){0,2} be (?:\w{2,10} )?"
        r"(?:solved|resolved|settled|considered|reviewed|examined|investigated|dealt with|handled|addressed|"
        r"processed|taken care of|sorted|clarified|analy[sz]ed|studied|"
        r"discussed|looked (?:into|at)|taken|in touch|happy|glad|pleased|able|fine|ok|okay)\b|"
        r"\b(?:i|we)(?: will|'ll| shall| are going to| am going to)(?: \w{2,10}){0,2} "
        r"(?:look (?:into|at)|see (?:what|if|whether)|consider|review|investigate|examine|try|do (?:our|"
        r"my) (?:\w{2,8} )?best|do everything|do what|resolve|solve|"
        r"sort|deal with|work on|take (?:measures|steps|action|it into account|your)|think|discuss|keep you)\b|"
        r"\b(?:will not|won't|cannot|can't|did not|didn't|have not|haven't|shall not|never) (?:be )?\w{2,15}|"
        r"\b(?:refund|replacement|discount|compensation|repair|credit|voucher)s?(?: \w{2,12}){0,2} (?:is|are|was|were)"
        r"(?: not|n't| impossible| excluded| out of the question)|"
        r"\b(?:you(?: will|'ll)|(?:client|customer) will) have to\b[^.!?,;:]{0,60}|"
        r"\b(?:has|have) been \w{3,15}(?: \w{1,12}){0,2} by (?:you|your|the (?:supplier|carrier|courier|"
        r"manufacturer))\b|"
        r"\bwhat (?:i|we)(?: will|'ll| shall) do\b|"
        r"\b(?:i|we)(?: will|'ll| shall)(?: \w{2,10})? "
        r"(?:get back|come back|contact|reply|respond|reach out|write|call)\b(?=[^.!?]{0,80}\b(?:soon|shortly|"
        r"in due course|promptly|possible|near future)\b)"
    ),
    "ru": re.compile(
        r"\bразбер(?:усь|емся|ется|утся)\b|\b(?:реш(?:у|им|ат|ится)|посмотр(?:ю|им)|рассмотр(?:ю|им))\b|"
        r"\bбуд(?:у|ем|ет|ут)(?: \w{1,15}){0,2} (?:решен\w{0,2}|рассмотрен\w{0,2}|разобра\w{1,3}|изучен\w{0,2}|"
        r"урегулирован\w{0,2}|принят\w?|учтен\w{0,2}|проанализирован\w{0,2}|рад\w?|благодарн\w|ждать|стараться|"
        r"разбираться|"
        r"думать|решать|смотреть|надеяться|приняты)\b|"
        r"\b(?:вопрос|проблема|ситуация|обращение|жалоба)\w?(?: \w{1,15}){0,3} буд(?:ет|ут)\b|"
        r"\bсдела(?:ю|ем|ет|ют) (?:все|максимум|выводы)\b|\bвсе(?: \w{1,12}){0,3} сдела(?:ю|ем)\b|"
        r"\bпровед(?:у|ем|ут)(?: \w{1,15})? (?:проверк|работ|бесед|разъяснит|анализ|внутренн)\w{0,6}|"
        r"\bне (?:буд(?:у|ем|ет|ут)|верн(?:у|ем|ет|ут|ется)|замен(?:ю|им|ят|ит)|отправ(?:лю|им)|привез(?:у|ем|ет)|"
        r"сдела(?:ю|ем|ет)|при(?:дет|дут|ду|едем|едет)|достав(?:им|ит)|оформ(?:лю|им)|почин(?:ю|им)|переделаем|"
        r"отмен(?:ю|им)|"
        r"выпла(?:чу|тим)|оплатим|компенсиру(?:ю|ем)|возмест(?:им|ит)|отвеча(?:ю|ем)|жд(?:у|ем)|возвращаем|меняем|"
        r"пересчитаем|выдадим)\b|"
        r"\b(?:возврат\w?|замен\w|скидк\w|компенсаци\w|ремонт\w?|бонус\w?)(?: \w{2,15}){0,3} (?:невозмож\w{1,3}|"
        r"не (?:предусмотр|полож|подлеж|будет|дела|возмож|производ)\w{0,6})|\b(?:невозмож\w{1,3}|"
        r"платн\w{1,3}) (?:возврат|замен|ремонт)\w?|"
        r"\b(?:вы|клиент|поставщик|производитель|перевозчик|завод|курьер|транспортная|склад|подрядчик)"
        r"(?: \w{1,15}){0,3}? \w{2,14}л[иа]?\b|\b(?:что|вот что)(?: (?:я|мы))? сдела(?:ю|ем)\b|"
        r"\b(?:свяж(?:усь|емся|ется|утся)|ответ(?:им|ит)|отвечу|сообщ(?:у|им)|(?:пере|по)звон(?:ю|им|ит)|напиш(?:у|"
        r"ем))\b"
        r"(?=[^.!?]{0,80}\b(?:ближайш|скор|вскоре|кратчайш|оперативн|позже|при первой))|"
        r"\b(?:ближайш|скор|вскоре|кратчайш|оперативн|позже|при первой)[^.!?\d]{0,60}\b"
        r"(?:свяж(?:усь|емся|ется|утся)|ответ(?:им|ит)|отвечу|сообщ(?:у|им)|(?:пере|по)звон(?:ю|им|ит)|напиш(?:у|ем))\b"
    ),
    "ro": re.compile(
        r"\b(?:va|vor|voi|vom|o sa|urmeaza sa)(?: (?:se|fi|fie|mai|il|o)){0,2} (?:solutiona\w{0,4}|rezolva\w{0,4}|"
        r"analiza\w{0,4}|"
        r"examina\w{0,4}|cerceta\w{0,4}|investiga\w{0,4}|luat\w{0,2} in|lua (?:masuri|in|legatura)|studia\w{0,4}|"
        r"discuta\w{0,4}|"
        r"remedia\w{0,4}|clarifica\w{0,4}|trata\w{0,4}|procesa\w{0,4}|vedea|incerca\w{0,2}|face (?:tot|totul|fata)|"
        r"stradui|gandi|bucur\w{2,5}|"
        r"tine)\b|\b(?:il|o|le) rezolv(?:am)?\b|\b(?:ne|ma) vom (?:stradui|gandi|ocupa)\b|"
        r"\bnu (?:(?:va|vom|voi|vor|se|va vom|va voi|v-am|am|a fost|s-a|mai|ne|o|il|le|vi-l|vi-o) ){0,2}\w{3,15}|"
        r"\b(?:ramburs|retur|inlocui|despagub|compens|repar|reducer|bonus)\w{0,6}(?: \w{1,12}){0,2} (?:nu\b|"
        r"imposibil|exclus)\w{0,2}|"
        r"\b(?:a|au) fost \w{3,15}(?: \w{1,12}){0,2} de (?:catre )?(?:dumneavoastra|dvs|furnizor\w{0,3}|"
        r"transportator\w{0,3}|"
        r"curier\w{0,3}|producator\w{0,3}|client\w{0,3})\b|\b(?:iata )?ce (?:voi|vom|am sa|o sa) fac(?:e|em)?\b|"
        r"\bva trebui sa\b[^.!?,;:]{0,60}|"
        r"\b(?:(?:vom|voi|va)(?: (?:mai|va))? (?:reveni|contacta|raspunde|suna|scrie)|revin|revenim)\b"
        r"(?=[^.!?\d]{0,80}\b(?:scurt timp|curand|cat mai|posibil|imediat ce))"
    ),
}  # fmt: skip


def regrets(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says sorry or owns the fault; blame and a fault denied do neither."""
    return bool(sentence.signs & REGRET) and _remains(reading, sentence, REGRET, (NO_REGRET[reading.lang],))


def acts(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names a deed of ours, done or to be done; "will be solved" and an open gap name none."""
    return bool(sentence.signs & ACTION) and _remains(reading, sentence, ACTION, (GAP, NO_DEED[reading.lang]))


def _remains(reading: Reading, sentence: Sentence, signs: frozenset[str], apart: tuple[re.Pattern[str], ...]) -> bool:
    folded = reading.folded[sentence.start : sentence.end]
    for pattern in apart:
        folded = pattern.sub(" | ", folded)
    patterns = sign_patterns(reading.lang)
    return any(patterns[sign].search(folded) for sign in sorted(signs))
