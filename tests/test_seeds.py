"""The five articles are what they were, byte for byte, and said to be what they are."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SHA256 = {
    "000_9b2873689b0562fb.txt": "5f25a25cc182ec168333ae1772ba4b74118e1567184a1c62ebd65d6733f639b7",
    "001_1bf87a49c718940c.txt": "b980fb5b3c99bb7c5d42263f763222f5d8fedec48c5927746df87f5bf4937624",
    "002_8b9ed4cd3c7138cb.txt": "a885c8120462109b61afcc2a0c5a2e576b6ff1d5d41c2d11a19b02663e35364c",
    "003_5603fe7d8581623a.txt": "dda42b57850b4bde48f6013bb44532ad6054751fe586a01870eb63aa3c142707",
    "004_a6d1411eb3f4fca3.txt": "c55e5c34ffd511f5f73bc8c660cd43e7834c65c52c7e88beca42183055a8c4c5",
}


def test_only_the_articles_and_their_description_are_there():
    assert {path.name for path in SEEDS.iterdir()} == {*SHA256, "README.md"}


@pytest.mark.parametrize("name", SHA256)
def test_every_byte_is_kept(name):
    assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == SHA256[name]


@pytest.mark.parametrize("name", SHA256)
def test_every_article_is_described(name):
    text = (SEEDS / "README.md").read_text("utf-8")
    assert f"| `{name}` |" in text
    assert f"- **{name[:3]}**" in text


def test_git_is_told_to_leave_the_bytes_alone():
    assert "seeds/*.txt -text" in (ROOT / ".gitattributes").read_text("utf-8").splitlines()
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    names = [f"seeds/{name}" for name in SHA256]
    told = subprocess.run(
        [git, "check-attr", "text", "--", *names], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert told.splitlines() == [f"{name}: text: unset" for name in names]
