"""Derive the word lists in kg/lexicon from a folder of reference data.

Usage: python tools/derive_lexicons.py GAZETTEER_FOLDER

The folder holds tab-separated files of names gathered from permissive sources (kg/lexicon/README.md
says which). Rows of a word list whose column `by` is `hand` were written by a person: they stay as
they are and only gain forms; all other rows are written anew. Lists without that column and not named
in `TABLES` (roles, degrees, places) are hand-written throughout and are not touched.
The decisions that are not data of the sources stand in kg/lexicon/derivation.tsv.

Needs opencc and pypinyin (neither is needed at run time). Same input, same output, to the byte.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log2
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

LEXICON = Path(__file__).resolve().parent.parent / "kg" / "lexicon"
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
HAN = re.compile(r"[\u3400-\u9fff]")
SIMPLIFY: Callable[[str], str] = opencc.OpenCC("t2s").convert
MAX_HAN, MAX_LATIN = 40, 80

Row = dict[str, str]


@dataclass(slots=True)
class Decisions:
    """What kg/lexicon/derivation.tsv decides: (list, action, form) → what stands in `to`."""

    entries: dict[tuple[str, str, str], str]

    def has(self, table: str, action: str, form: str) -> bool:
        """Whether the action is decided for the form."""
        return (table, action, form) in self.entries

    def get(self, table: str, action: str, form: str) -> str:
        """What the action gives for the form; empty where it is not decided."""
        return self.entries.get((table, action, form), "")

    def all(self, table: str, action: str) -> list[tuple[str, str]]:
        """Every (form, to) of one action, in the file's order."""
        return [(f, to) for (t, a, f), to in self.entries.items() if (t, a) == (table, action)]


@dataclass(slots=True)
class Entry:
    """One named thing on its way into a word list."""

    name: str
    kind: str = ""
    tier: int = 3
    hand: bool = False
    aliases: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    extra: dict[str, str] = field(default_factory=dict)
    licences: set[str] = field(default_factory=set)
    written: frozenset[str] = frozenset()
    """The forms that a person wrote into the list as sure."""

    def forms(self) -> set[str]:
        """Every form of the entry, its name included."""
        return {self.name} | self.aliases | self.weak


# reading and writing ---------------------------------------------------------------------------


def read_rows(path: Path) -> list[Row]:
    """The rows of a tab-separated file with a header row; none where the file is missing."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def write_rows(table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write one word list, sorted by its first column; return how many rows it has."""
    ordered = sorted(rows, key=lambda row: row[columns[0]])
    lines = ["\t".join(columns)]
    lines += ["\t".join(row.get(column, "") for column in columns) for row in ordered]
    (LEXICON / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(ordered)


def values(cell: str) -> list[str]:
    """The values of one cell."""
    return [value for value in cell.split("|") if value]


def clean(form: str) -> str:
    """A form as texts are matched: half-width, simplified, single spaces."""
    return " ".join(SIMPLIFY(form.translate(HALF_WIDTH)).split())


def fold(form: str) -> str:
    """What two spellings of one name share: no case, no spaces, no hyphens or dots."""
    return re.sub(r"[\s\-‐–·・.]", "", form).casefold()


def usable(form: str) -> bool:
    """Whether a form can be matched at all: not one character, not a number, not a sentence."""
    longest = MAX_HAN if HAN.search(form) else MAX_LATIN
    return 2 <= len(form) <= longest and not re.fullmatch(r"[\d.,\s%-]+", form)


def kept_forms(forms: Iterable[str]) -> set[str]:
    """The forms, cleaned, without those that cannot be matched; 约翰·霍普金斯 also as 约翰霍普金斯."""
    cleaned = {clean(form.replace('"', "")) for form in forms}
    cleaned |= {form.replace("·", "") for form in cleaned if HAN.search(form)}
    return {form for form in cleaned if usable(form)}


def entry_row(entry: Entry) -> Row:
    """An entry as a row of a word list."""
    weak = {form for form in entry.weak if usable(form)}
    aliases = entry.aliases - weak - {entry.name}
    return {
        "name": entry.name,
        "kind": entry.kind,
        "aliases": "|".join(sorted(aliases)),
        "weak": "|".join(sorted(weak)),
        "licence": " + ".join(sorted(entry.licences)),
        "by": "hand" if entry.hand else "derived",
        **entry.extra,
    }


def hand_entries(table: str, extra: tuple[str, ...] = ()) -> list[Entry]:
    """The rows of a word list that a person wrote."""
    return [
        Entry(
            row["name"],
            row.get("kind", ""),
            tier=0,
            hand=True,
            aliases=set(values(row["aliases"])),
            weak=set(values(row.get("weak", ""))),
            extra={column: row[column] for column in extra},
            licences=set(row["licence"].split(" + ")),
            written=frozenset({row["name"], *values(row["aliases"])} - set(values(row.get("weak", "")))),
        )
        for row in read_rows(LEXICON / f"{table}.tsv")
        if row["by"] == "hand"
    ]


# joining what is one thing -----------------------------------------------------------------------


def absorb(target: Entry, other: Entry) -> None:
    """Give the target all forms of an entry that names the same thing."""
    target.aliases |= other.forms() - other.weak - target.weak - {target.name}
    target.weak |= other.weak - target.aliases - {target.name}
    target.tier = min(target.tier, other.tier)
    target.licences |= other.licences
    target.kind = target.kind or other.kind
    for column, value in other.extra.items():
        target.extra[column] = target.extra.get(column) or value


def unite(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> list[Entry]:
    """Join entries that share a key; the earlier entry keeps its name. Hand rows are listed first."""
    united: list[Entry] = []
    by_key: dict[str, Entry] = {}
    for entry in entries:
        shared = [by_key[key] for key in keys(entry) if key in by_key]
        target = shared[0] if shared and not entry.hand else entry
        if target is entry:
            united.append(entry)
        else:
            absorb(target, entry)
        for key in keys(entry):
            by_key.setdefault(key, target)
        if entry.hand:
            for form in entry.aliases:
                by_key.setdefault(fold(form), target)
    return united


def settle(entries: list[Entry], table: str, decisions: Decisions, *, ambiguous: frozenset[str]) -> None:
    """Let every form be an alias of one entry at most: the rest know it as a weak form.

    A name belongs to the entry that bears it; a form decided as `strong` to the one named there; any
    other shared form to the best-known entry, where there is exactly one and the form is not listed as
    ambiguous.
    """
    names = {entry.name: entry for entry in entries}
    doubted = {form for entry in entries if entry.hand for form in entry.weak}
    owners: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for form in entry.aliases:
            owners[form].append(entry)
    for form, sharers in owners.items():
        if form in doubted and not any(form in entry.written for entry in sharers):
            for entry in sharers:
                entry.weak.add(form)
            continue
        owner = names.get(form) or names.get(decisions.get(table, "strong", form))
        best = min(entry.tier for entry in sharers)
        leaders = [entry for entry in sharers if form in entry.written]
        leaders = leaders or [entry for entry in sharers if entry.tier == best]
        if owner is None and len(leaders) == 1 and (form not in ambiguous or form in leaders[0].written):
            owner = leaders[0]
        for entry in sharers:
            if entry is owner:
                continue
            entry.aliases.discard(form)
            if form not in names or entry.extra.get("region") in {"TW", "HK", "MO"}:
                entry.weak.add(form)


def drop_and_weaken(entries: list[Entry], table: str, decisions: Decisions) -> None:
    """Apply the `drop` and `weak` decisions, and the rule that very short forms are weak."""
    for entry in entries:
        dropped = {
            form
            for form in entry.aliases | entry.weak
            if decisions.has(table, "drop", form) and decisions.get(table, "drop", form) in {"", entry.name}
        }
        entry.aliases -= dropped
        entry.weak -= dropped
        for form in entry.aliases | {entry.name}:
            strong = decisions.has(table, "strong", form)
            listed = decisions.has(table, "weak", form)
            if form not in entry.written and (listed or (is_short(form, entry.kind) and not strong)):
                entry.weak.add(form)
        if not entry.hand:
            entry.weak -= {form for form in entry.weak if decisions.get(table, "strong", form) == entry.name}


def is_short(form: str, kind: str) -> bool:
    """Whether a form is so short that it needs a telling context: 东大, HIT, PI."""
    if HAN.search(form):
        return len(form) == 2 and kind in {"university", "school", "lab", "institute", "government"}
    letters = re.sub(r"[^A-Za-z]", "", form)
    return len(letters) <= 3 and form.isascii() and len(form) <= 4


# organisations -------------------------------------------------------------------------------------


def org_kind(name: str, source_kind: str, decisions: Decisions) -> str:
    """The ontology's kind, from the source's kind and the end of the name."""
    fixed = decisions.get("orgs", "kind", source_kind)
    if fixed:
        return fixed
    for ending, kind in decisions.all("orgs", "ending"):
        if name.endswith(ending) or (ending.startswith("*") and ending[1:] in name):
            return kind
    return decisions.get("orgs", "else", source_kind) or "company"


def gazetteer_orgs(folder: Path, decisions: Decisions) -> Iterator[Entry]:
    """The organisations of the reference data, the best-known sources first."""
    for row in read_rows(folder / "universities.tsv"):
        forms = [row["name_hant"], row["name_hk"], row["name_tw"]]
        for column in ("abbr_zh", "abbr_en", "aliases_zh"):
            forms += values(row[column])
        if decisions.has("orgs", "english", row["en_src"]):
            forms.append(row["name_en"])
        yield make_org(row, forms, tier=0 if row["level"] == "985" else 1 if forms[3:] else 2, decisions=decisions)
    for row in read_rows(folder / "companies.tsv"):
        if decisions.has("orgs", "skip", row["kind"]):
            continue
        forms = [row["name_hk"], row["name_tw"], row["name_en"]]
        forms += values(row["aliases_zh"]) + values(row["aliases_en"])
        entry = make_org(row, forms, tier=1, decisions=decisions)
        entry.weak = {f for f in kept_forms(values(row["common_word_forms"])) if not decisions.has("orgs", "strong", f)}
        yield entry
    for row in read_rows(folder / "research_orgs.tsv"):
        name = clean(row["name_hans"])
        if not re.fullmatch(r"[\u4e00-\u9fff()·]{4,30}", name):
            continue
        forms = [row["name_hk"], row["name_tw"], *values(row["aliases_zh"])]
        forms += [form for form in [row["name_en"], *values(row["aliases_en"])] if len(form) >= 20]
        yield make_org(row, forms, tier=3, decisions=decisions)


def make_org(row: Row, forms: list[str], *, tier: int, decisions: Decisions) -> Entry:
    """One organisation of the reference data."""
    name = clean(row["name_hans"])
    for end, replacement in decisions.all("orgs", "trim"):
        name = re.sub(f"{end}$", replacement, name)
    renamed = decisions.get("orgs", "rename", name)
    licence = row["licence"].split(";")[0].replace("own compilation (facts)", "own")
    return Entry(
        renamed or name,
        org_kind(name, row["kind"], decisions),
        tier=tier,
        aliases=kept_forms([name, *forms]) - {renamed or name},
        extra={"region": row.get("region") or row.get("country", "")},
        licences={licence},
    )


def org_keys(entry: Entry) -> list[str]:
    """What joins two rows of the sources: the name, and a long Latin name in the same region."""
    latin = {fold(form) for form in entry.aliases if not HAN.search(form) and len(form) >= 6}
    region = entry.extra.get("region", "")
    return [fold(entry.name), *(f"{region}/{form}" for form in sorted(latin) if entry.tier < 3)]


def derive_orgs(folder: Path, decisions: Decisions) -> int:
    """Universities, companies, laboratories, media, …: one list."""
    listed = read_rows(folder / "uni_abbr_ambiguous.tsv")
    ambiguous = frozenset(clean(row["abbr"]) for row in listed)
    hand = hand_entries("orgs", ("region",))
    entries = unite([*hand, *gazetteer_orgs(folder, decisions)], org_keys)
    entries = [entry for entry in entries if entry.hand or not decisions.has("orgs", "drop_row", entry.name)]
    drop_and_weaken(entries, "orgs", decisions)
    settle(entries, "orgs", decisions, ambiguous=ambiguous)
    columns = ("name", "kind", "aliases", "weak", "region", "licence", "by")
    return write_rows("orgs", columns, map(entry_row, entries))


# models, awards, conferences, majors ---------------------------------------------------------------


def named(table: str, source: Iterable[Entry], decisions: Decisions, columns: tuple[str, ...]) -> int:
    """A list of named things: hand rows first, then the source's, joined by name and settled."""
    extra = tuple(c for c in columns if c not in {"name", "kind", "aliases", "weak", "licence", "by"})
    entries = unite([*hand_entries(table, extra), *source], lambda entry: [fold(entry.name)])
    entries = [entry for entry in entries if entry.hand or not decisions.has(table, "drop_row", entry.name)]
    drop_and_weaken(entries, table, decisions)
    settle(entries, table, decisions, ambiguous=frozenset())
    return write_rows(table, columns, map(entry_row, entries))


def model_kind(source_kind: str, decisions: Decisions) -> str:
    """The ontology's kind for a kind of the source; empty for what is left out."""
    for pattern, kind in decisions.all("models", "kind"):
        if re.search(pattern, source_kind):
            return kind
    return "model"


def specific(name: str) -> bool:
    """Whether a Latin name looks like nothing but a name: a digit, or capitals inside."""
    return bool(re.search(r"\d|[a-z][A-Z]", name)) and not re.search(r"[\s:/(]", name) and not name.islower()


def same_model(name: str, form: str) -> bool:
    """Whether a form that a source lists beside a model names that model, and no other one of its family.

    DeepSeek-VL2 is not DeepSeek-VL; GPT4 is GPT-4, 组相对策略优化 is GRPO, OpenAI o1 is o1.
    """
    if re.search(r"\d", form) and re.findall(r"\d+", form) != re.findall(r"\d+", name):
        return False
    initials = "".join(part[0] for part in re.split(r"[\s-]", form) if part)
    return bool(
        fold(form).endswith(fold(name))
        or (HAN.search(form) and not re.search(r"[A-Z]", form))
        or fold(initials).startswith(fold(name))
    )


def gazetteer_models(folder: Path, decisions: Decisions) -> Iterator[Entry]:
    """Models, algorithms, architectures, systems and products of the reference data."""
    known = {form for row in read_rows(LEXICON / "orgs.tsv") for form in (row["name"], *values(row["aliases"]))}
    for row in read_rows(folder / "models.tsv"):
        name, kind = clean(row["name"] or row["name_zh"]), model_kind(row["kind"], decisions)
        generic = row["generic"] == "1" and not re.search(r"\d|[a-z][A-Z]|[A-Z]{2}", name)
        if row["name_like"] != "1" or kind == "drop" or generic or not usable(name):
            continue
        tail = not row["src"].startswith("compiled")
        if tail and (len(name) < 4 if HAN.search(name) else not specific(name) or len(name) > 24):
            continue
        owner = "" if re.search(r"[,|;/]", row["owner"]) else clean(row["owner"])
        licences = {row["licence"].replace("own compilation (facts)", "own").split(";")[0]}
        forms = kept_forms([row["name_zh"], *values(row["aliases"])]) - {name}
        same = {form for form in forms if same_model(name, form)}
        for title, aliases in [(name, same), *((form, set[str]()) for form in sorted(forms - same))]:
            if title == name or not tail:
                weak = {form for form in {title} | aliases if form in known}
                extra = {"owner": owner}
                yield Entry(title, kind, 2 if tail else 1, aliases=aliases, weak=weak, extra=extra, licences=licences)


def gazetteer_awards(folder: Path, decisions: Decisions) -> Iterator[Entry]:
    """Prizes, medals, contests and honours of the reference data.

    A form with a grade (IOI金牌) names no award; one of another sort (ACL时间检验奖 beside ACL最佳论文奖) is its own.
    """
    graded = "|".join(form for form, _ in decisions.all("awards", "grade"))
    special = "|".join(form for form, _ in decisions.all("awards", "sort"))
    for row in read_rows(folder / "awards.tsv"):
        kind = decisions.get("awards", "kind", row["kind"])
        if kind == "drop":
            continue
        name = clean(row["name_hans"])
        for pattern, changed in decisions.all("awards", "ending"):
            if re.search(pattern, name):
                kind = changed
        listed = values(row["aliases_hans_en"]) + values(row["aliases_hant"])
        forms = kept_forms([row["name_hant"], row["name_en"], *listed])
        forms = {form for form in forms if not re.search(graded, form)} - {name}
        weak = kept_forms(values(row["ambiguous_aliases"]))
        other = {form for form in forms - weak if set(re.findall(special, form)) - set(re.findall(special, name))}
        yield Entry(name, kind, 1, aliases=forms - weak - other, weak=weak - {name}, licences={"own"})
        for form in sorted(other):
            yield Entry(form, kind, 1, licences={"own"})


def gazetteer_conferences(folder: Path, decisions: Decisions) -> Iterator[Entry]:
    """Venues: conferences and journals, by acronym."""
    for row in read_rows(folder / "conferences.tsv"):
        if decisions.has("conferences", "skip", row["area"]):
            continue
        forms = [row["name_hans"], row["name_hant"], *values(row["aliases_zh"]), row["name_en"]]
        licences = {part.strip().replace("own compilation", "own") for part in row["licence"].split(";")}
        name = clean(row["acronym"])
        licences = {licence.replace(" (facts)", "") for licence in licences}
        yield Entry(name, "", 1, aliases=kept_forms(forms) - {name}, licences=licences)


def gazetteer_majors(folder: Path) -> Iterator[Entry]:
    """Majors and research fields; a class (哲学类) is also named without its last character."""
    for row in read_rows(folder / "majors.tsv"):
        name = clean(row["name_hans"])
        forms = [row["name_hant_auto"], row["name_en"], *values(row["aliases"])]
        yield Entry(name, "", 1, aliases=kept_forms(forms) - {name}, licences={"public list"})


# characters --------------------------------------------------------------------------------------------


def number(cell: str) -> float:
    """A count or percentage; 0 where the cell is empty."""
    return float(cell) if cell else 0.0


def derive_surnames(folder: Path, decisions: Decisions) -> int:
    """Surnames with readings and how frequent they are among people (0 … 1)."""
    rows = read_rows(folder / "surnames.tsv")
    total = sum(number(row["freq_types_hanlp_names"]) for row in rows)
    derived: dict[str, Row] = {}
    for row in rows:
        surname = clean(row["surname_hans"])
        if decisions.has("surnames", "drop_row", surname) or not HAN.match(surname):
            continue
        mainland = max(number(row["pct_cn_faker"]) / 100, number(row["freq_types_hanlp_names"]) / total)
        island = number(row["pct_tw_faker"]) / 100
        share = 0.8 * mainland + 0.2 * island if island else mainland
        reading = "".join(re.sub(r"\d", "", part) for part in row["pinyin"].split())
        earlier = derived.get(surname)
        derived[surname] = {
            "surname": surname,
            "compound": row["compound"],
            "pinyin": decisions.get("surnames", "pinyin", surname) or "|".join(spellings(reading)),
            "freq": f"{max(share, number(earlier['freq']) if earlier else 0.0):.6f}",
            "common_word": max(row["common_word"], earlier["common_word"] if earlier else "0"),
        }
    for surname, reading in decisions.all("surnames", "pinyin"):
        compound = str(int(len(surname) > 1))
        blank = {"surname": surname, "compound": compound, "freq": "0.000000", "common_word": "0"}
        derived.setdefault(surname, blank | {"pinyin": reading})
    return write_rows("surnames", ("surname", "compound", "pinyin", "freq", "common_word"), derived.values())


def derive_given_chars(folder: Path, _: Decisions) -> int:
    """Characters of given names, with weights for where they stand: first, second, alone."""
    derived: dict[str, Row] = {}
    for row in read_rows(folder / "given_chars.tsv"):
        char = clean(row["char"])
        weights = {
            place: int(number(row[f"types_{column}"])) + round(log2(1 + number(row[f"news_{column}"])))
            for place, column in (("first", "first_of_two"), ("second", "second_of_two"), ("single", "single"))
        }
        types = sum(number(value) for column, value in row.items() if column.startswith("types_"))
        if len(char) != 1 or not HAN.match(char) or sum(weights.values()) <= 4 or types < 1:
            continue
        derived[char] = {"char": char} | {place: str(weight) for place, weight in weights.items()}
    return write_rows("given_chars", ("char", "first", "second", "single"), derived.values())


def spellings(reading: str) -> list[str]:
    """A toneless reading as Latin names spell it: 吕 is lv, lu or lyu; 略 is lue."""
    plain = reading.replace("ü", "v").replace("ve", "ue")
    return [plain, plain.replace("v", "u"), plain.replace("v", "yu")] if "v" in plain else [plain]


def derive_pinyin(_folder: Path, _: Decisions) -> int:
    """Toneless readings of all characters of names and of the 6,763 characters of GB 2312."""
    codes = ((high, low) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    chars = {bytes(code).decode("gb2312", errors="ignore") for code in codes}
    for table, column in (("surnames", "surname"), ("given_chars", "char")):
        chars |= set("".join(row[column] for row in read_rows(LEXICON / f"{table}.tsv")))
    rows: list[Row] = []
    for char in chars:
        readings: list[str] = []
        for reading in pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0] if char else []:
            readings += [spelt for spelt in spellings(reading) if spelt not in readings]
        if readings and all(reading.isascii() for reading in readings):
            rows.append({"char": char, "readings": "|".join(readings)})
    return write_rows("pinyin", ("char", "readings"), rows)


def derive_regional(folder: Path, decisions: Decisions) -> int:
    """Regional words that script conversion does not reach, with their mainland words."""
    hand = [row for row in read_rows(LEXICON / "regional.tsv") if row["by"] == "hand"]
    normal: dict[str, Row] = {row["form"]: row for row in hand}
    sources = read_rows(folder / "regional.tsv")
    mainland = {clean(row["hans"]) for row in sources} | {row["normal"] for row in hand}
    for row in sources:
        if decisions.has("regional", "skip", row["domain"]):
            continue
        for column in ("hk", "tw"):
            form, word = clean(row[column]), clean(row["hans"])
            if form in mainland or form in normal or not (usable(form) and HAN.search(form)):
                continue
            if not decisions.has("regional", "drop", form):
                normal[form] = {"form": form, "normal": word, "domain": row["domain"], "by": "derived"}
    return write_rows("regional", ("form", "normal", "domain", "by"), normal.values())


NAMED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "models": ("name", "kind", "owner", "aliases", "weak", "licence", "by"),
    "awards": ("name", "kind", "aliases", "weak", "licence", "by"),
    "conferences": ("name", "aliases", "weak", "licence", "by"),
    "majors": ("name", "aliases", "weak", "licence", "by"),
}

TABLES: tuple[tuple[str, Callable[[Path, Decisions], int]], ...] = (
    ("orgs", derive_orgs),
    ("models", lambda f, d: named("models", gazetteer_models(f, d), d, NAMED_COLUMNS["models"])),
    ("awards", lambda f, d: named("awards", gazetteer_awards(f, d), d, NAMED_COLUMNS["awards"])),
    ("conferences", lambda f, d: named("conferences", gazetteer_conferences(f, d), d, NAMED_COLUMNS["conferences"])),
    ("majors", lambda f, d: named("majors", gazetteer_majors(f), d, NAMED_COLUMNS["majors"])),
    ("surnames", derive_surnames),
    ("given_chars", derive_given_chars),
    ("regional", derive_regional),
    ("pinyin", derive_pinyin),
)


def main() -> None:
    """Derive every list and print how many rows each has."""
    parser = argparse.ArgumentParser(description="Derive the word lists in kg/lexicon from reference data.")
    parser.add_argument("folder", type=Path, metavar="GAZETTEER_FOLDER")
    folder: Path = parser.parse_args().folder
    rows = read_rows(LEXICON / "derivation.tsv")
    decisions = Decisions({(row["list"], row["action"], row["form"]): row["to"] for row in rows})
    for table, derive in TABLES:
        print(f"{table}: {derive(folder, decisions)} rows")


if __name__ == "__main__":
    main()
