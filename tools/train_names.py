"""Learn the weights of the name recognisers from marked sentences and write `kg/lexicon/*_weights.tsv`.

    python tools/train_names.py chars               # kg/lexicon/person_chars.tsv from the dictionaries
    python tools/train_names.py person|org TRAIN.jsonl … [--marked FILE …]

TRAIN.jsonl holds one object a line: `{"text": …, "ents": [[start, end, "PER"|"ORG"|…], …]}`; a marked file holds
sentences with 【P:…】 and 【O:…】 around the names. The method is logistic regression on the candidates that the
recognisers consider (AdaGrad, a small L2 penalty, a fixed order), each sort of candidate on its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import opencc
import rjieba

ROOT = Path(__file__).resolve().parent.parent
LEXICON = ROOT / "kg" / "lexicon"
#: The ends of the templates whose values are words, or stretches as long as one.
NAMING = ("/word", "/last-two", "/behind", "/words", "/end-two", "/third", "/second")
MARK = re.compile(r"【([A-Z]):([^】]*)】")
Sentence = tuple[str, set[tuple[int, int, str]]]
Example = tuple[list[int], int, float]


def read_marked(path: Path) -> list[Sentence]:
    """The sentences of a marked file, one a line; `#` begins a remark."""
    sentences: list[Sentence] = []
    simplify = opencc.OpenCC("t2s").convert
    for line in map(simplify, path.read_text("utf-8").split("\n")):
        if not line or line.startswith("#"):
            continue
        text, names, done = "", set(), 0
        for match in MARK.finditer(line):
            text += line[done : match.start()]
            names.add((len(text), len(text) + len(match[2]), {"P": "PER", "O": "ORG"}.get(match[1], match[1])))
            text += match[2]
            done = match.end()
        sentences.append((text + line[done:], names))
    return sentences


def read_jsonl(path: Path) -> list[Sentence]:
    """The sentences of a JSON Lines file."""
    simplify = opencc.OpenCC("t2s").convert
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)
    return [(simplify(row["text"]), {(s, e, t) for s, e, t in row["ents"]}) for row in rows]


def learn(examples: list[Example], penalties: list[float], *, epochs: int, seed: int) -> list[float]:
    """Weights that minimise the logistic loss over `examples` (feature numbers, label, importance)."""
    size = len(penalties)
    weight, square = [0.0] * size, [1e-6] * size
    order = list(range(len(examples)))
    rng = random.Random(seed)  # noqa: S311 (names are no secrets)
    whole = [0.0] * size
    for epoch in range(epochs):
        rng.shuffle(order)
        for i in order:
            features, label, importance = examples[i]
            score = 0.0
            for f in features:
                score += weight[f]
            error = (1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score)))) - label) * importance
            for f in features:
                step = error + penalties[f] * weight[f]
                square[f] += step * step
                weight[f] -= 0.2 * step / math.sqrt(square[f])
        if epoch >= 2:
            whole = [w + v for w, v in zip(whole, weight, strict=True)]
    return [w / (epochs - 2) for w in whole]


Values = Iterable[tuple[str, str]]
_GRADED = frozenset({"surname", "given", "foreign", "person", "person-end"})
_SEEDS = (7, 8, 9)
_GRADES = range(-12, 13)
_STEADY = frozenset(
    {
        "person",
        "person-end",
        "compound",
        "class",
        "behind-class",
        "bias",
        "tag",
        "words",
        "surname",
        "given",
        "foreign",
        "listed",
        "given-listed",
        "length",
        "tags",
        "known",
        "count",
    }
)


def graded(values: Values) -> Iterator[tuple[str, str]]:
    """The values, those of a graded template ("12:3") as one value for each grade up to theirs."""
    for template, value in values:
        kind, _, grade = value.rpartition(":")
        if template.rpartition("/")[2] in _GRADED and template.partition("/")[0] in ("han", "words"):
            yield from ((template, f"{kind}:>{g}") for g in _GRADES if g <= int(grade))
        else:
            yield template, value


def ungraded(learnt: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """The weights with those of the grades summed up, so that one look-up gives the whole."""
    kinds = {(t, v.partition(":>")[0]) for t, v in learnt if ":>" in v}
    result = {key: w for key, w in learnt.items() if ":>" not in key[1]}
    for template, kind in kinds:
        sum_ = 0.0
        for g in _GRADES:
            sum_ += learnt.get((template, f"{kind}:>{g}"), 0.0)
            result[template, f"{kind}:{g}"] = sum_
    return result


def fit(
    rows: Iterable[tuple[Values, int, float]], *, epochs: int, penalty: float, least: int, rare: float = 50.0
) -> dict[tuple[str, str], float]:
    """The weight of every (template, value) met at least `least` times."""
    rows = [(tuple(graded(values)), label, importance) for values, label, importance in rows]
    seen: Counter[tuple[str, str]] = Counter()
    for values, _, _ in rows:
        for v in values:
            seen[v] += 1
    number = {v: i for i, v in enumerate(sorted(v for v, n in seen.items() if n >= least))}
    examples = [([number[v] for v in values if v in number], label, importance) for values, label, importance in rows]
    penalties = [penalty * (1.0 if v[0].rpartition("/")[2] in _STEADY else rare) for v in number]
    runs = [learn(examples, penalties, epochs=epochs, seed=seed) for seed in _SEEDS]
    weight = [sum(ws) / len(runs) for ws in zip(*runs, strict=True)]
    return ungraded({v: weight[i] for v, i in number.items()})


def names_somebody(template: str, value: str) -> bool:
    """Whether a value is a word that the tagger takes for a person's name: a name is to be found, never remembered."""
    from kg.lexicons import load_table
    from kg.mentions.places import place_names

    if len(value) < 2 or value.isascii() or not template.endswith(NAMING) or value in place_names():
        return False
    if any(value == row["form"] for row in load_table("roles")):
        return False  # the tagger takes 博士生 for a name
    tagged = rjieba.tag(value)
    return len(tagged) == 1 and tagged[0][1].startswith("nr")


def write(model: str, learnt: dict[tuple[str, str], float], remark: str) -> None:
    """Write `MODEL_weights.tsv`, leaving out what weighs nothing."""
    lines = [f"# {remark}", "template\tvalue\tweight"]
    for (template, value), w in sorted(learnt.items()):
        if abs(w) >= 0.06 and value.isprintable() and not names_somebody(template, value):
            lines.append(f"{template}\t{value}\t{w:.2f}")
    (LEXICON / f"{model}_weights.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def build_chars(surnames: Path, given: Path, dictionary: Path) -> None:
    """Write `person_chars.tsv`: log odds of characters in names against a dictionary's running text."""
    text_count: Counter[str] = Counter()
    foreign: Counter[str] = Counter()
    place: Counter[str] = Counter()
    for line in dictionary.read_text("utf-8").split("\n"):
        if line:
            word, count, tag = line.split(" ")
            for char in word:
                text_count[char] += int(count)
                if tag == "nrt":
                    foreign[char] += 1
                elif tag == "ns" and len(word) > 2:
                    place[char] += 1
    whole = sum(n for c, n in text_count.items() if "\u4e00" <= c <= "\u9fff")

    def odds(n: float, total: float, char: str) -> float:
        return math.log((n + 0.5) / total) - math.log((text_count[char] + 500) / whole)

    def table(path: Path, key: str, columns: tuple[str, ...]) -> dict[str, list[int]]:
        rows = csv.DictReader(path.read_text("utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[key]: [int(row[c] or 0) for c in columns] for row in rows}

    family = table(surnames, "surname_hans", ("freq_news_tokens_hanlp",))
    chars = table(given, "char", ("news_first_of_two", "news_second_of_two", "news_single"))
    totals = [sum(row[i] for row in chars.values()) for i in range(3)]
    all_family, all_foreign, all_place = sum(r[0] for r in family.values()), sum(foreign.values()), sum(place.values())
    lines = [
        "# Log odds of a character in names against running text: as a surname, as first and second of two given",
        "# characters, as single given character, in names from other languages, and there in persons' against",
        "# places' names.",
        "# Derived by tools/train_names.py from",
        "# counts of HanLP 1.x (Apache-2.0), Faker (MIT), the dictionary of jieba (MIT) and the Hundred Surnames.",
        "char\tsurname\tfirst\tsecond\tsingle\tforeign\tperson",
    ]
    none = [0.0, 0.0, 0.0]
    common = (c for c, n in text_count.items() if "\u4e00" <= c <= "\u9fff" and odds(0, totals[2], c) < -2.5)
    for char in sorted({*family, *chars, *common, *(c for c, n in foreign.items() if n > 1)}):
        cells = [""] * 6
        if char in family:
            cells[0] = f"{odds(family[char][0], all_family, char) if len(char) == 1 else 4.0:.1f}"
        if len(char) == 1:
            cells[1:4] = [f"{odds(n, t, char):.1f}" for n, t in zip(chars.get(char, none), totals, strict=True)]
        if foreign[char] > 1:
            cells[4] = f"{odds(foreign[char], all_foreign, char):.1f}"
            cells[5] = f"{math.log((foreign[char] + 1) / all_foreign) - math.log((place[char] + 1) / all_place):.1f}"
        lines.append("\t".join([char, *cells]))
    (LEXICON / "person_chars.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def person_rows(sentences: Iterable[tuple[Sentence, float]], sort: str) -> Iterator[tuple[Values, int, float]]:
    """One row for each candidate person of a sort (han, words): features, label, importance."""
    from kg.mentions import person_model as pm
    from kg.mentions.person_candidates import surname_candidates, word_candidates
    from kg.mentions.words import cut

    for (text, names), importance in sentences:
        words = cut(text)
        people = {(s, e) for s, e, t in names if t == "PER"}
        for start, end, surname in (surname_candidates if sort == "han" else word_candidates)(words):
            if surname:
                inner = (*pm.name_values(text[start:end], surname), *pm.han_values(words, start, end, surname))
                inner_names = (*pm.NAME_HAN, *pm.INNER_HAN)
            else:
                inner, inner_names = pm.word_values(words, start, end), pm.INNER_WORDS
            values = [
                *(
                    (f"{sort}/left/{n}", v)
                    for n, v in zip(pm.LEFT, pm.left_values(pm.left_side(words, start)), strict=True)
                ),
                *((f"{sort}/inner/{n}", v) for n, v in zip(inner_names, inner, strict=True)),
                *(
                    (f"{sort}/right/{n}", v)
                    for n, v in zip(pm.RIGHT, pm.right_values(pm.right_side(words, end)), strict=True)
                ),
                (f"{sort}/bias", "*"),
            ]
            yield values, int((start, end) in people), importance


def latin_rows(sentences: Iterable[tuple[Sentence, float]]) -> Iterator[tuple[Values, int, float]]:
    """One row for each run of Latin words: features, label, importance."""
    from kg.mentions import latin_names as ln
    from kg.mentions import person_model as pm
    from kg.mentions.words import cut

    for (text, names), importance in sentences:
        words = cut(text)
        people = {(s, e) for s, e, t in names if t == "PER"}
        for run in ln.runs(text):
            values = [
                *(
                    (f"latin/left/{n}", v)
                    for n, v in zip(pm.LEFT, pm.left_values(pm.left_side(words, run.start)), strict=True)
                ),
                *((f"latin/inner/{n}", v) for n, v in zip(ln.INNER_LATIN, ln.latin_values(text, run), strict=True)),
                *(
                    (f"latin/right/{n}", v)
                    for n, v in zip(pm.RIGHT, pm.right_values(pm.right_side(words, run.end)), strict=True)
                ),
                ("latin/bias", "*"),
            ]
            yield values, int((run.start, run.end) in people), importance


class Names:
    """Names drawn from the statistics: surnames with given characters, the dictionary's transliterations, Latin names,
    organisations of the lexicon. So the weights learn what stands around a name and what it is made of, no name.
    """

    def __init__(self, dictionary: Path, seed: int = 11) -> None:
        from kg.lexicons import load_table

        self.rng = random.Random(seed)  # noqa: S311 (names are no secrets)
        rows = [(row["surname"], float(row["freq"]) ** 0.5 + 0.004) for row in load_table("surnames")]
        self.family, self.family_weights = [r[0] for r in rows], [r[1] for r in rows]
        self.surnames = frozenset(self.family)
        given = [
            (row["char"], *(float(row[c]) ** 0.75 for c in ("first", "second", "single")))
            for row in load_table("given_chars")
        ]
        self.chars = [g[0] for g in given]
        self.char_weights = [[g[column] for g in given] for column in (1, 2, 3)]
        entries = (line.split(" ") for line in dictionary.read_text("utf-8").split("\n") if line)
        self.transliterated = sorted(word for word, _, tag in entries if tag == "nrt" and len(word) > 1)
        plain = (line.split(" ") for line in dictionary.read_text("utf-8").split("\n") if line)
        self.words = sorted(
            w for w, n, tag in plain if len(w) == 2 and tag in ("n", "a", "v", "vn", "ns") and int(n) > 200
        )
        self.latin_given = sorted(row["word"] for row in load_table("person_latin") if row["class"] == "given")
        self.pinyin = sorted({r for row in load_table("surnames") for r in row.many("pinyin")})
        self.syllables = sorted({r for row in load_table("pinyin") for r in row.many("readings")})
        self.orgs = sorted(
            f for row in load_table("orgs") if row["by"] == "hand" for f in (row["name"], *row.many("aliases"))
        )

    def char(self, column: int) -> str:
        """A given character: first of two, second of two, single."""
        return self.rng.choices(self.chars, weights=self.char_weights[column])[0]

    def chinese(self) -> str:
        """A Chinese name."""
        surname = self.rng.choices(self.family, weights=self.family_weights)[0]
        return surname + (self.char(2) if self.rng.random() < 0.25 else self.char(0) + self.char(1))

    def foreign(self) -> str:
        """A name from another language in Chinese characters."""
        return "·".join(self.rng.choice(self.transliterated) for _ in range(self.rng.choice((1, 1, 2))))

    def latin(self) -> str:
        """A name in Latin letters."""
        if self.rng.random() < 0.5:
            given = "".join(self.rng.choice(self.syllables) for _ in range(self.rng.choice((1, 2, 2)))).capitalize()
            return f"{given} {self.rng.choice(self.pinyin).capitalize()}"
        parts = [self.rng.choice(self.syllables) for _ in range(2)]
        last = (
            parts[0]
            + self.rng.choice(("son", "berg", "ski", "ov", "man", "er", "ez", "ini", "ard", "ton"))
            + parts[1][:0]
        ).capitalize()
        return f"{self.rng.choice(self.latin_given)} {last}"

    def coined(self) -> str:
        """A name as firms coin them: two words of the language, or characters of given names."""
        if self.rng.random() < 0.5:
            return self.rng.choice(self.words) + self.rng.choice(self.words)
        return "".join(self.char(self.rng.randrange(2)) for _ in range(self.rng.choice((2, 2, 3, 4))))

    def another_org(self, name: str) -> str:
        """A coined name in the form of `name`, where no list holds it: its ending stays, what stands before is new."""
        from kg.mentions.org_lexicon import find_hits
        from kg.mentions.org_structure import suffix_of
        from kg.mentions.person_model import is_han

        if not is_han(name) or find_hits(name) or self.rng.random() < 0.4:
            return name
        suffix = suffix_of(name)
        stem = name[: len(name) - len(suffix)]
        return self.coined() + suffix if 2 <= len(stem) <= 4 else name

    def instead_of(self, name: str) -> str:
        """A name of the same sort as `name`; `name` itself where its sort is not clear."""
        from kg.mentions.person_model import is_han

        if "·" in name:
            return "·".join(self.rng.choice(self.transliterated) for _ in name.split("·"))
        if not is_han(name) or not 1 < len(name) <= 5:
            return name
        if (name[0] in self.surnames and len(name) < 4) or name[:2] in self.surnames:
            return self.chinese()
        return self.rng.choice(self.transliterated) if len(name) > 2 else name


def substitutes(
    sentences: list[tuple[Sentence, float]], names: Names, *, copies: int
) -> Iterator[tuple[Sentence, float]]:
    """The sentences again with other persons' names in them."""
    for _ in range(copies):
        for (text, marked), importance in sentences:
            replaced: dict[str, str] = {}
            out, moved, done = "", set(), 0
            for start, end, label in sorted(marked):
                if start < done:
                    continue
                name = text[start:end]
                fresh = replaced.get(name)
                if fresh is None:
                    fresh = names.instead_of(name) if label == "PER" else names.another_org(name)
                    replaced[name] = fresh
                out += text[done:start]
                moved.add((len(out), len(out) + len(fresh), label))
                out += fresh
                done = end
            if any(old != new for old, new in replaced.items()):
                yield (out + text[done:], moved), importance


def filled(path: Path, names: Names, *, copies: int) -> Iterator[Sentence]:
    """The sentences of a file with open places, filled `copies` times."""
    draw = {"P": names.chinese, "F": names.foreign, "L": names.latin, "O": lambda: names.rng.choice(names.orgs)}
    for _ in range(copies):
        for line in path.read_text("utf-8").split("\n"):
            if line and not line.startswith("#"):
                out, marked, done = "", set(), 0
                for match in re.finditer("【([PFLO])】", line):
                    out += line[done : match.start()]
                    name = draw[match[1]]()
                    marked.add((len(out), len(out) + len(name), "ORG" if match[1] == "O" else "PER"))
                    out += name
                    done = match.end()
                yield out + line[done:], marked


def org_rows(sentences: Iterable[tuple[Sentence, float]]) -> Iterator[tuple[Values, int, float]]:
    """One row for each candidate organisation: features, label, importance."""
    from kg.mentions import org_candidates as oc
    from kg.mentions import person_model as pm
    from kg.mentions.org_lexicon import find_hits
    from kg.mentions.words import cut

    for (text, names), importance in sentences:
        words = cut(text)
        orgs = {(s, e) for s, e, t in names if t == "ORG"}
        for c in oc.candidates(words, find_hits(text)):
            values = [
                *((f"left/{n}", v) for n, v in zip(pm.LEFT, pm.left_values(pm.left_side(words, c.start)), strict=True)),
                *((f"inner/{n}", v) for n, v in zip(oc.BEGIN_ORG, oc.begin_values(words, c.start), strict=True)),
                *((f"inner/{n}", v) for n, v in zip(oc.END_ORG, oc.end_values(words, c.end), strict=True)),
                *((f"inner/{n}", v) for n, v in zip(oc.INNER_ORG, oc.org_values(words, c), strict=True)),
                *(
                    (f"right/{n}", v)
                    for n, v in zip(pm.RIGHT, pm.right_values(pm.right_side(words, c.end)), strict=True)
                ),
                ("bias", "*"),
            ]
            yield values, int((c.start, c.end) in orgs), importance


def org_ends(sentences: Iterable[tuple[Sentence, float]], *, share: float) -> dict[tuple[str, str], float]:
    """The words that an organisation's name ends in at least in `share` of the places where they stand."""
    from kg.mentions.words import cut

    everywhere: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for (text, names), _ in sentences:
        words = cut(text)
        everywhere.update(words.words)
        last.update(words.words[words.at[e - 1]] for s, e, t in names if t == "ORG" and words.begins(e))
    chars: Counter[str] = Counter()
    last_chars: Counter[str] = Counter()
    for word, n in everywhere.items():
        if len(word) > 1 and not word.isascii():
            chars[word[-1]] += n
            last_chars[word[-1]] += last[word]
    ends = {("end", w): 1.0 for w, n in last.items() if n >= share * everywhere[w]}
    return ends | {("end-char", c): 1.0 for c, n in last_chars.items() if n > 2 and n >= share * chars[c]}


def train(model: str, sentences: list[tuple[Sentence, float]], args: argparse.Namespace) -> None:
    """Learn and write the weights of `model`."""
    learnt: dict[tuple[str, str], float] = {}
    if model == "org":
        learnt |= (ends := org_ends(sentences, share=0.02))
        write(model, ends, "words only")
        parts = [list(org_rows(sentences))]
    else:
        parts = [*(list(person_rows(sentences, sort)) for sort in ("han", "words")), list(latin_rows(sentences))]
    for rows in parts:
        print(f"{model}: {len(rows)} candidates, {sum(r[1] for r in rows)} names")
        rare = 1.0 if model == "org" else 50.0
        learnt |= fit(rows, epochs=args.epochs, penalty=args.penalty, least=args.least, rare=rare)
    remark = (
        "Learnt by tools/train_names.py from Universal NER, Chinese GSD (CC BY-SA 4.0), and own sentences; "
        "this table is CC BY-SA 4.0."
    )
    write(model, learnt, remark)


def main() -> None:
    """Run one of the tool's tasks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("chars", "person", "org"))
    parser.add_argument("train", nargs="*", type=Path)
    parser.add_argument("--marked", nargs="*", type=Path, default=[])
    parser.add_argument("--patterns", nargs="*", type=Path, default=[], help="sentences with open places")
    parser.add_argument("--surnames", type=Path, help="counts of surnames in news")
    parser.add_argument("--given", type=Path, help="counts of given characters by position")
    parser.add_argument("--dictionary", type=Path, help="jieba's dict.txt")
    parser.add_argument("--copies", type=int, default=6, help="of each marked sentence with other names in it")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=3e-4)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--importance", type=float, default=0.5, help="of a marked sentence")
    args = parser.parse_args()
    if args.task == "chars":
        build_chars(args.surnames, args.given, args.dictionary)
        return
    sentences = [(s, 1.0) for path in args.train for s in read_jsonl(path)]
    marked = [(s, args.importance) for path in args.marked for s in read_marked(path)]
    sentences += marked
    if args.copies:
        names = Names(args.dictionary)
        sentences += substitutes(marked, names, copies=args.copies)
        sentences += [(s, args.importance) for path in args.patterns for s in filled(path, names, copies=args.copies)]
    train(args.task, sentences, args)


if __name__ == "__main__":
    main()
