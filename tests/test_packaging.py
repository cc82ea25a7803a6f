"""What is shipped and what is said of it: the distributions, the version, and documents that keep up with the code."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted(
    path for folder in (ROOT, ROOT / "docs", ROOT / "seeds", ROOT / "kg/lexicon") for path in folder.glob("*.md")
)


def tool(name: str) -> ModuleType:
    """A script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cli_reference, readme_session = tool("cli_reference"), tool("readme_session")
COMMANDS = dict(cli_reference.commands())


def requirement(text: str) -> str:
    """The name in a requirement, as package indexes compare it."""
    return re.split(r"[\s\[<>=!~;(]", text, maxsplit=1)[0].lower().replace("_", "-")


# Distributions


def needed_at_run_time() -> set[str]:
    """All files of the package but what Python leaves behind."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".pyc", ".pyo"}
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built without a network."""
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("dist")
    left = shutil.ignore_patterns(".*_cache", ".venv", ".git", "*.db*", "node_modules")
    before = shutil.copytree(ROOT, out / "tree", ignore=left)
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--sdist", "--outdir", str(out), str(before)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_the_wheel_holds_the_package_and_its_data(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(f"kg_talent-{PROJECT['version']}.dist-info/METADATA").decode("utf-8")
    files = needed_at_run_time()
    assert {"kg/ontology.toml", "kg/rules/work.toml", "kg/lexicon/orgs.tsv", "kg/store_schema.sql"} <= files
    assert files <= names
    assert {name for name in names if not name.startswith("kg_talent-")} == files
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "kg = kg.cli:app" in _entry_points(wheel)
    assert f"Requires-Python: {PROJECT['requires-python']}" in metadata


def _entry_points(wheel: Path) -> str:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"kg_talent-{PROJECT['version']}.dist-info/entry_points.txt").decode("utf-8")


def test_the_sdist_holds_all_that_the_tests_need(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert needed_at_run_time() <= names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").iterdir()} <= names
    others = {"tests/test_packaging.py", "docs/cli.md", "tools/cli_reference.py", "bench/ner.py", ".ci/run", "Makefile"}
    others |= {"hatch_build.py", "npm/package.json", "npm/package-lock.json"}
    assert others | {"constraints.txt", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"} <= names


def test_one_version_everywhere():
    assert version("kg-talent") == PROJECT["version"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == PROJECT["version"]


# Dependencies


def test_every_dependency_is_used_and_explained():
    names = {requirement(text) for text in PROJECT["dependencies"]}
    used: set[str] = set()
    for path in (ROOT / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                used.add(node.module.partition(".")[0])
    assert {name for name in names if name.replace("-", "_") not in used} == set()
    extras = {requirement(text) for extra in PROJECT["optional-dependencies"].values() for text in extra}
    declared = {name.replace("-", "_") for name in names | extras}
    assert used - set(sys.stdlib_module_names) - {"kg"} - declared == set()
    assert {name for name in names if f"\n| {name} | " not in README} == set()


def test_constraints_pin_all_that_is_asked_for_and_name_no_place():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+(==|>=|~=|<)[\w.,<>=!]+", pin)] == []
    asked = [*PROJECT["dependencies"], *(t for extra in PROJECT["optional-dependencies"].values() for t in extra)]
    assert {requirement(text) for text in asked} <= {requirement(pin) for pin in pins}


# Documents


def test_the_reference_of_the_command_line_is_up_to_date():
    assert cli_reference.CLI.read_text("utf-8") == cli_reference.reference(), "run: make docs"
    assert cli_reference.readme() == README, "run: make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    command = COMMANDS[name]
    reference = cli_reference.CLI.read_text("utf-8")
    assert (command.help or "").strip(), f"{name} has no help text"
    for parameter in [*cli_reference.options(command), *cli_reference.arguments(command)]:
        assert (parameter.help or "").strip(), f"{name}: {parameter.name} has no help text"
    if name == "kg":
        section = reference.partition("\n## ")[0]
    else:
        assert f"# `{name}`\n" in reference, "run: make docs"
        section = re.split(r"\n##+ ", reference.partition(f"# `{name}`\n")[2])[0]
    for option in cli_reference.options(command):
        for spelling in (*option.opts, *option.secondary_opts):
            assert spelling in section, f"{name}: {spelling} is not documented; run: make docs"
    if name != "kg" and not hasattr(command, "commands"):
        assert f"| `{name}` |" in README, "run: make docs"


def blocks(text: str) -> list[list[str]]:
    """The lines of each fenced `sh` block."""
    return [found.strip().splitlines() for found in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


def test_two_blocks_set_everything_up():
    first, second, *_ = blocks(README)
    assert first[-1].endswith("kg who GRPO")
    assert any("pip install" in line for line in first)
    run = (ROOT / ".ci/run").read_text("utf-8")
    assert len(second) == 1
    assert f"step {second[0]}\n" in run


def typed() -> list[tuple[str, list[str]]]:
    """Every `kg …` line of the documents' blocks and of the README's session, with the document's name."""
    lines = [("README.md", line) for line in readme_session.commands(README)]
    for path in DOCUMENTS:
        lines += [(path.name, line) for block in blocks(path.read_text("utf-8")) for line in block]
    words = [(name, shlex.split(line.partition("|")[0], comments=True)) for name, line in lines]
    return [(name, [Path(w[0]).name, *w[1:]]) for name, w in words if w and Path(w[0]).name == "kg"]


@pytest.mark.parametrize(("document", "words"), typed(), ids=lambda value: " ".join(value) if value else "")
def test_what_documents_tell_to_type_exists(document, words):
    command = COMMANDS["kg"]
    for word in words[1:]:
        children = getattr(command, "commands", {})
        if word.startswith("-"):
            known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
            assert word.partition("=")[0] in known | {"-h", "--help"}, f"{document}: {' '.join(words)}"
        elif children:
            assert word in children, f"{document}: no command {word!r} in: {' '.join(words)}"
            command = children[word]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL))
    inside = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in inside if not (path.parent / target).exists()] == []


def test_every_word_list_is_described():
    lists = sorted((ROOT / "kg/lexicon").glob("*.tsv"))
    described = (ROOT / "kg/lexicon/README.md").read_text("utf-8")
    silent = [p.name for p in lists if f"`{p.name}`" not in described and not p.read_text("utf-8").startswith("#")]
    assert silent == [], "name it in kg/lexicon/README.md, or say in its first line (#) what it is"
    named = set(re.findall(r"^\| `(\w+\.tsv)`", described, re.MULTILINE))
    assert named <= {path.name for path in lists}


def test_rules_documentation_names_every_key_and_type():
    from kg.relations import cells, rules

    text = (ROOT / "docs/rules-howto.md").read_text("utf-8")
    assert {key for key in rules._KEYS if f"`{key}`" not in text} == set()
    assert {name for name in cells.TYPES if f"`{name}`" not in text} == set()
    assert {way for way in rules._WAYS if f"`{way}`" not in text} == set()


def test_the_architecture_names_every_part():
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    parts = {
        path.name if path.is_file() else f"{path.name}/"
        for path in (ROOT / "kg").iterdir()
        if (path.suffix == ".py" or path.is_dir()) and not path.name.startswith("__")
    }
    assert {part for part in parts if f"`{part}`" not in text} == set(), "say in docs/architecture.md what it is for"


def test_the_rule_in_the_documentation_reads_its_examples(monkeypatch):
    from kg.extract import extract
    from kg.relations import match, rules
    from kg.text import Source

    text = (ROOT / "docs/rules-howto.md").read_text("utf-8")
    (block,) = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (table,) = tomllib.loads(block)["rule"]
    rule = rules._rule(table, "work", "docs/rules-howto.md")
    monkeypatch.setattr(match, "load", lambda: (rule, *rules.load()))
    monkeypatch.setattr(match, "_plan", match._plan.__wrapped__)  # no plan from before is kept, nor is this one
    for example in rule.examples:
        found, _ = extract(Source("example.txt", example.text))
        said = [
            f"{s.subject.name} {s.predicate} {s.object.name} {'; '.join(f'{k}={v}' for k, v in s.qualifiers.items())}"
            for s in found.statements
            if s.rule == rule.name
        ]
        assert said == list(example.facts)


def test_the_layers_are_told_as_they_are_checked():
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = pyproject["tool"]["importlinter"]["contracts"]
    told = re.search(
        r"^```\n(cli\n.*?)```", (ROOT / "docs/architecture.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert told is not None
    assert told[1].splitlines() == [layer.replace(" : ", ", ") for layer in contract["layers"] if layer != "__main__"]
