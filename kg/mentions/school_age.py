"""A name and the school that its bearer was at, which together read like a school of that name: 张三高中时拿下金牌."""

from __future__ import annotations

from kg.mentions.patterns import compiled
from kg.mentions.persons import person_score
from kg.mentions.words import Words

#: What somebody was at before the university.
_SCHOOL_AGE = compiled("(?:<school-age>)$")
#: What goes on about somebody then, after the school.
_THEN = compiled("<school-then>")
_SURE = 1.0


def of_person(words: Words, start: int, end: int) -> bool:
    """Whether the stretch is a person's name, which stands elsewhere too, and the school that he was at then."""
    school = _SCHOOL_AGE.search(words.text, start, end)
    if school is None or not 2 <= school.start() - start <= 3:
        return False
    score = max(person_score(words, begin, school.start()) for begin in (start, max(0, start - 1)))
    if _THEN.match(words.text, end) and score > _SURE:
        return True  # 张三高中就读于…
    return words.text.count(words.text[start : school.start()]) > 1 and score > 0
