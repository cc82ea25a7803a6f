"""A store of as many facts as one asks for, about invented people, made from a seed: the same each time.

    python bench/synthetic.py FILE FACTS

Few organisations and models have very many facts and most have few, as in life. Names are drawn from the word lists;
every fact has a sentence that says it, and every sentence stands in an article.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg import ontology, store
from kg.schema import NODE_CLASS, Citation, Entity, EntityMention, Extract, Fact, Metadata, Ref, Statement, fact_id
from kg.text import Source

# predicate, type of the object, share of all facts, sentence, qualifiers
RELATIONS = (
    ("works_at", "Org", 24, "{y}年，{s}加入{o}。", "start"),
    ("studied_at", "Org", 20, "{s}于{y}年博士毕业于{o}。", "end"),
    ("worked_on", "Model", 20, "{s}是{o}的核心贡献者。", "role"),
    ("advised_by", "Person", 9, "{s}读博期间师从{o}。", "kind"),
    ("authored", "Work", 7, "{s}是论文《{o}》的作者。", ""),
    ("received", "Award", 6, "{s}在{y}年获得{o}。", "year"),
    ("interned_at", "Org", 5, "{s}曾在{o}实习。", "start"),
    ("founded", "Org", 1, "{s}在{y}年创办了{o}。", "date"),
    ("research_field", "", 5, "{s}的研究方向是{o}。", ""),
    ("hometown", "", 3, "{s}是{o}人。", ""),
)
SHARES = {"Person": 0.70, "Org": 0.12, "Model": 0.10, "Work": 0.07, "Award": 0.01}
FACTS_EACH = 5  # for each entity
SENTENCES = 10  # in each article


@dataclass
class Synthetic:
    """What `kg.store.write` reads of a graph, its facts and mentions made as they are asked for."""

    facts_wanted: int
    seed: int = 1
    entities: list[Entity] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.of_type: dict[str, list[Entity]] = {}
        for type, share in SHARES.items():
            names = self._names(type, max(3, int(share * self.facts_wanted / FACTS_EACH)))
            made = NODE_CLASS[type]
            kind = {"Org": "company", "Model": "model", "Award": "prize", "Work": "paper"}.get(type)
            self.of_type[type] = [made(f"{type.lower()}:{name}", name, kind) for name in names]
        self.entities = sorted((e for some in self.of_type.values() for e in some), key=lambda e: e.id)
        self._said = list(self._say())

    def _names(self, type: str, count: int) -> list[str]:
        from kg.lexicons import load_table

        chosen = self.random
        surnames = [row["surname"] for row in load_table("surnames") if float(row["freq"]) > 0.001]
        given = [row["char"] for row in load_table("given_chars") if int(row["first"]) > 20]
        places = [row["name"] for row in load_table("places")]
        found: dict[str, None] = {}
        while len(found) < count:
            word = chosen.choice(given) + chosen.choice(given)
            match type:
                case "Person":
                    name = chosen.choice(surnames) + word
                case "Org":
                    name = chosen.choice(places) + word + chosen.choice(("科技", "大学", "研究院", "智能", "实验室"))
                case "Model":
                    name = f"{word}-{chosen.randint(1, 99)}B"
                case "Work":
                    name = f"{word}的{chosen.choice(given)}{chosen.choice(given)}方法研究"
                case _:
                    name = f"{chosen.choice(places)}{word}奖"
            if name not in found or chosen.random() < 0.2:
                found[name if name not in found else f"{name}{len(found)}"] = None
        return list(found)

    def _pick(self, type: str) -> Entity:
        some = self.of_type[type]
        power = 1.2 if type == "Person" else 3
        return some[int(len(some) * self.random.random() ** power)]

    def _say(self) -> Iterator[tuple[Entity, str, Ref, dict[str, str], str, int]]:
        """Subject, predicate, object, qualifiers, sentence and article of each fact, by subject."""
        from kg.lexicons import load_table

        places = [row["name"] for row in load_table("places")]
        fields = ["机器学习", "自然语言处理", "计算机视觉", "强化学习", "分布式系统", "语音识别", "机器人", "信息检索"]
        weights = [share for _, _, share, _, _ in RELATIONS]
        people = self.of_type["Person"]
        articles = max(1, self.facts_wanted // SENTENCES)
        made = number = 0
        while made < self.facts_wanted:
            subject = people[number % len(people)]
            number += 1
            seen = set()
            for _ in range(self.random.randint(1, 2 * self.facts_wanted // len(people))):
                predicate, type, _, sentence, key = self.random.choices(RELATIONS, weights)[0]
                if type:
                    other = self._pick(type)
                    end = Ref(other.id, type, other.name)
                else:
                    value = self.random.choice(fields if predicate == "research_field" else places)
                    end = Ref(value, None, value)
                year = str(self.random.randint(1995, 2024))
                if (predicate, end.id) in seen or end.id == subject.id or made == self.facts_wanted:
                    continue
                seen.add((predicate, end.id))
                value = {"role": "core", "kind": "doctoral"}.get(key, year)
                qualifiers = {key: value} if key else {}
                if number > len(people):  # the second time round, a fact may stand already
                    qualifiers = {**qualifiers, **({"year": year} if predicate == "received" else {})}
                text = sentence.format(s=subject.name, o=end.name, y=year)
                made += 1
                yield subject, predicate, end, qualifiers, text, self.random.randrange(articles)

    @cached_property
    def extracts(self) -> tuple[Extract, ...]:
        """The articles."""
        lines: dict[int, list[str]] = {}
        self._at: list[int] = []
        lengths: dict[int, int] = {}
        for *_, text, article in self._said:
            self._at.append(lengths.get(article, 0))
            lengths[article] = lengths.get(article, 0) + len(text) + 1
            lines.setdefault(article, []).append(text)
        made = []
        for article, said in sorted(lines.items()):
            text = "\n".join(said) + "\n"
            source = Source(_path(article), text, hashlib.sha256(text.encode()).hexdigest())
            metadata = Metadata(title=f"第{article}篇报道：{said[0][:12]}", outlet="甲乙新闻", date="2025-01-01")
            made.append(Extract(source, metadata, (), (), ()))
        return tuple(made)

    @property
    def mentions(self) -> Iterator[EntityMention]:
        """Where subject and object stand in each sentence."""
        assert self.extracts
        for (subject, _, end, _, text, article), at in zip(self._said, self._at, strict=True):
            for key, type, name in ((subject.id, "Person", subject.name), (end.id, end.type, end.name)):
                start = text.find(name)
                if type is not None and start >= 0:
                    yield EntityMention(key, type, _path(article), at + start, at + start + len(name), name)

    @property
    def facts(self) -> Iterator[Fact]:
        """The facts, by subject."""
        assert self.extracts
        known = ontology.load().predicates
        stood: set[str] = set()
        for (subject, predicate, end, qualifiers, text, article), at in zip(self._said, self._at, strict=True):
            one = Ref(subject.id, "Person", subject.name)
            key = fact_id(one, predicate, end, [v for k in known[predicate].identity if (v := qualifiers.get(k))])
            if key in stood:
                continue
            stood.add(key)
            cited = Citation(_path(article), at, at + len(text), text)
            yield Fact(key, one, predicate, end, (
                Statement(one, predicate, end, qualifiers, "asserted", None, "bench/made", (cited,)),
            ))  # fmt: skip

    @property
    def verdicts(self) -> tuple[()]:
        """None."""
        return ()


def _path(article: int) -> str:
    return f"articles/{article:07}.txt"


def write(path: Path, *, facts: int, seed: int = 1) -> Synthetic:
    """Store a synthetic graph at `path`."""
    graph = Synthetic(facts, seed)
    store.write(graph, path, ontology=ontology.load())  # type: ignore[arg-type]
    return graph


if __name__ == "__main__":
    write(Path(sys.argv[1]), facts=int(sys.argv[2]))
