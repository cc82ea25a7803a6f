"""Bundles what `kg page` draws with into the package, from npm, at the versions that `npm/package-lock.json` pins.

Runs for wheels, sdists and editable installs. What is there already at those versions is kept, so that a wheel is made
of an sdist without Node. Where npm is missing or fails the build goes on, with a warning: all but `kg page` works.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "kg/export/page/vendor"
FILES = {"cytoscape": "dist/cytoscape.min.js"}
"""Each library with the file of it that stands in the page."""
_SECONDS = 300


class PageLibraries(BuildHookInterface):
    """The hook, as hatchling calls it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Put the libraries into the package's folder and have the folder shipped."""
        root = Path(self.root)
        folder = root / FOLDER
        build_data["artifacts"].append(f"/{FOLDER}/*")
        if bundled(folder) == pinned(root):
            return
        try:
            bundle(root, folder)
        except (OSError, subprocess.SubprocessError, RuntimeError) as error:
            said = (getattr(error, "stderr", None) or str(error)).strip()
            self.app.display_warning(
                f"kg page will not work in this installation: {said}\n"
                "Install Node.js 18 or later with npm, then install kg again; all other commands work without."
            )


def pinned(root: Path) -> dict[str, str]:
    """The version of each library in the lock file."""
    lock = json.loads((root / "npm/package-lock.json").read_text("utf-8"))
    return {name: lock["packages"][f"node_modules/{name}"]["version"] for name in FILES}


def bundled(folder: Path) -> dict[str, str]:
    """The version of each library in the package; nothing where one is missing."""
    try:
        versions: dict[str, str] = json.loads((folder / "versions.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    whole = all((folder / f"{name}{end}").is_file() for name in versions for end in (".min.js", ".license.txt"))
    return versions if whole else {}


def bundle(root: Path, folder: Path) -> None:
    """Take the libraries from npm, which checks them against the lock file, and put them with their licences there."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm, which brings the library that draws, is not installed")
    with tempfile.TemporaryDirectory() as temporary:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / "npm" / name, temporary)
        command = [npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=temporary, check=True, capture_output=True, text=True, timeout=_SECONDS)  # noqa: S603
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, file in FILES.items():
            package = Path(temporary) / "node_modules" / name
            shutil.copyfile(package / file, folder / f"{name}.min.js")
            shutil.copyfile(package / "LICENSE", folder / f"{name}.license.txt")
        # Last, and so only where all of it is there.
        (folder / "versions.json").write_text(json.dumps(pinned(root), indent=2) + "\n", "utf-8")
