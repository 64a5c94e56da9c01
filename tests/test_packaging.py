"""The lists in pyproject.toml name what is in the folders."""

from __future__ import annotations

import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
ROOTS = {
    "calculator": "cotherm",
    "symbolic": "cotherm.symbolic",
    "numeric": "cotherm.numeric",
    "crosscheck": "cotherm.crosscheck",
}


def folders_with_code() -> set[str]:
    packages = set()
    for folder, root in ROOTS.items():
        for module in (REPOSITORY / folder).rglob("*.py"):
            below = module.parent.relative_to(REPOSITORY / folder).parts
            packages.add(".".join((root, *below)))
    return packages


def test_every_folder_with_code_is_packaged():
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders_with_code()


def test_no_folder_shadows_the_installed_package():
    assert not (REPOSITORY / "cotherm").exists()


def test_versions_agree():
    version = PROJECT["project"]["version"]
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {version}\n" in citation


def test_every_dependency_is_pinned():
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    project = PROJECT["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {requirement.split(">")[0].split("<")[0].lower() for requirement in wanted}
    assert names <= pinned, names - pinned
