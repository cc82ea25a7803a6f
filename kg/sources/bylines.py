"""Lines that tell of the article, not its story: dates, authors, sources, archive cards. They become metadata."""

from __future__ import annotations

import re
from functools import cache

from kg.sources.metadata import STAMP, dateline, is_plain, iso_date, label_line, labels, note
from kg.sources.pieces import INSIDE, SENTENCE, WORDS, Piece
from kg.sources.words import table

_ZONE = 16
"""How many lines at either end are searched."""
_BY = re.compile(r"By ((?:[A-Z][\w.'-]*\s?){2,6})(?:[,|｜·—-]?\s*(.*\d{4}))?")
_EMAIL = re.compile(r"(?P<who>[\u3400-\u9fff·]{2,5})?\s*[\w.+-]{1,40}@[\w.-]{3,60}\Z")


def drop_cards(pieces: list[Piece], dropped: list[bool], found: dict[str, str]) -> None:
    """Drop boxes of three and more lines `label：value`, with the caption over them."""
    index = 0
    while index < len(pieces):
        run: list[tuple[str, str, bool]] = []
        while index + len(run) < len(pieces) and (labelled := _label(pieces[index + len(run)])):
            run.append(labelled)
        if len(run) >= 3 and sum(card for _, _, card in run) >= 2:
            for label, value, _ in run:
                note(found, label, value)
            over = index - 1
            if over >= 0 and len(pieces[over].text) <= 12 and not INSIDE.search(pieces[over].text):
                dropped[over] = True
            dropped[index : index + len(run)] = [True] * len(run)
        index += max(1, len(run))


def _label(piece: Piece) -> tuple[str, str, bool] | None:
    """(label, value, whether the label stands in cards) of a line `label：value`."""
    if len(piece.text) > 220 or not (match := label_line().match(piece.text)):
        return None
    return match["label"], match["value"].strip(), labels()[match["label"]][1]


def drop_lines(pieces: list[Piece], dropped: list[bool], full: list[bool], found: dict[str, str]) -> None:
    """Drop lines that tell of the article, before its first full paragraph and after its last."""
    whole = [index for index, is_full in enumerate(full) if is_full and not dropped[index]]
    first, last = (whole[0], whole[-1]) if whole else (len(pieces), -1)
    if whole and (date := dateline(pieces[first].text)):
        found["dateline"] = date
    for index, piece in enumerate(pieces):
        head = index < first and index < _ZONE
        tail = index > last >= 0 or (index >= len(pieces) - _ZONE and not whole)
        if not (head or tail or forms()[0].match(piece.text)) or len(piece.text) > 160 or piece.kind == "row":
            continue
        if _tells(piece, found, head=head):
            dropped[index] = True


def _tells(piece: Piece, found: dict[str, str], *, head: bool) -> bool:
    """Whether a line only tells of the article (its date, author, source); what it tells goes into `found`."""
    words = left = piece.text
    told = False
    if head and len(words) <= 60 and (match := _BY.fullmatch(words)):
        found.setdefault("author", match[1].strip())
        if date := iso_date(match[2] or ""):
            found.setdefault("stamp", date)
        return True
    while match := forms()[0].search(left):
        parts = match["who"].split()
        if len(parts) > 1:
            found.setdefault("outlet", parts[0])
        found.setdefault("author", " ".join(parts[1:]) or parts[0])
        left = left[: match.start()] + "  " + left[match.end() :]
        told = True
    stamp = STAMP.search(left)
    if stamp and (head or stamp["clock"]) and not SENTENCE.search(words) and len(words) - len(stamp[0]) <= 60:
        before = left[: stamp.start()].strip(" ·|｜-《》，,")
        left = left[: stamp.start()] + "  " + left[stamp.end() :]
        if head:
            found.setdefault("stamp", stamp[0])
            if 2 < len(before) <= 10 and not INSIDE.search(before) and not label_line().match(before + "："):
                found.setdefault("outlet", before)
        told = True
    if told or head:
        for match in forms()[1].finditer(left):
            found.setdefault("author", match["who"].strip())
            if match["outlet"]:
                found.setdefault("outlet", match["outlet"])
            told = True
    rest = []
    for part in re.split(r"\s*[|｜]\s*|\s{2,}|\s(?=[^\s:：]{1,6}[:：])", left):
        label = label_line().match(part.strip())
        email = _EMAIL.match(part.strip())
        if label and is_plain(label["label"], label["value"]):
            if head or labels()[label["label"]][0] != "title":
                note(found, label["label"], label["value"])
            told = True
        elif email:
            if email["who"]:
                found.setdefault("author", email["who"])
            told = True
        elif WORDS.search(part) and part.strip(" :：") not in labels():
            rest.append(part)
    unsaid = sum(map(len, rest))
    return told and (not unsaid or (unsaid <= 16 and piece.kind != "heading" and not SENTENCE.search(words)))


@cache
def forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A byline in brackets (【文/某报 某某】), and one that runs on (某报记者 某某)."""
    rows = table("bylines")
    every = "|".join(re.escape(word) for word, _ in rows)
    running = "|".join(re.escape(word) for word, place in rows if place == "before")
    han = r"\u3400-\u9fff·"
    return (
        re.compile(rf"\s*[【\[](?:{every})\s*[/／|｜:：\s]\s*(?P<who>[^】\]\n]{{1,40}})[】\]]\s*"),
        re.compile(
            rf"(?:\A|(?<=[\s【（(/／|｜，,]))(?P<outlet>[{han}]{{2,8}}?)?(?:{running})[\s/／:：]*"
            rf"(?P<who>[{han}]{{2,4}}(?:[\s、][{han}]{{2,4}})*)(?=[\s/／，,】）)|｜]|\Z)"
        ),
    )
