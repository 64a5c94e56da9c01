"""Hand-made claims with known answers, and copies of the package for runs of the command line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import flint
import pytest

from cotherm.crosscheck.algebras import digits_to_bits, precision, to_ball
from cotherm.crosscheck.checks import Equality, Oracle
from cotherm.crosscheck.claims import Claim
from cotherm.crosscheck.domain import Domain, Point, reals

REPOSITORY = Path(__file__).resolve().parents[2]
ONE_SYMBOL = Domain({"x": reals("1/2", 5)})

Truth = Callable[[Point], Any]


def exactly(function: Truth) -> Oracle:
    """A quantity that is known as a fraction."""
    return Oracle(lambda point, digits: Fraction(function(point)), "known fraction")


def in_balls(function: Callable[[dict[str, flint.arb]], flint.arb]) -> Oracle:
    """A quantity that is known to any number of digits."""

    def compute(point: Point, digits: int) -> flint.arb:
        with precision(digits_to_bits(digits) + 64):
            return function({name: to_ball(value) for name, value in point.items()})

    return Oracle(compute, "known to any number of digits")


class Makers:
    """What tests build claims from."""

    exactly = staticmethod(exactly)
    in_balls = staticmethod(in_balls)

    @staticmethod
    def claim(printed: str, truth: Truth | Sequence[Any] | None = None, **changes: Any) -> Claim:
        """A claim whose oracle is the exact function ``truth``, or which has these checks."""
        if callable(truth):
            checks: tuple[Any, ...] = (Equality(exactly(truth), route="numeric"),)
        else:
            checks = tuple(truth or (Equality(exactly(lambda p: 0), route="numeric"),))
        fields: dict[str, Any] = {
            "id": "toy.item",
            "where": "nowhere",
            "kind": "identity",
            "title": "A statement made for a test",
            "latex": "x",
            "domain": ONE_SYMBOL,
            "checks": checks,
        }
        return Claim(printed=printed, **{**fields, **changes})


@pytest.fixture(scope="session")
def make() -> type[Makers]:
    return Makers


class Package:
    """A copy of the package that no other test and no editor touches, and its command line."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.root = folder / "cotherm"
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / "calculator", self.root, ignore=ignore)
        for book in ("symbolic", "numeric", "crosscheck"):
            shutil.copytree(REPOSITORY / book, self.root / book, ignore=ignore)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change one place of a source file; it must be there exactly once."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {text.count(old)} times {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def environment(self, hash_seed: int = 0) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(self.path),
            "PYTHONHASHSEED": str(hash_seed),
            # The copy is compiled once, not in each of its processes.
            "PYTHONDONTWRITEBYTECODE": "",
            "NO_COLOR": "1",
            # The default journal must not be the user's.
            "XDG_CACHE_HOME": str(self.path / "cache"),
        }

    @staticmethod
    def command(*arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "cotherm", *map(str, arguments)]

    def run(self, *arguments: str | Path, hash_seed: int = 0) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.path,
            env=self.environment(hash_seed),
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Run it as the leader of a process group of its own."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.path,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def stop_group(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of a process group that a test started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    finally:
        process.wait(timeout=30)


@pytest.fixture
def group_killer() -> Callable[[subprocess.Popen[bytes]], None]:
    return stop_group


@pytest.fixture
def copy_of_the_package(tmp_path: Path) -> Package:
    """A copy that the test may change."""
    return Package(tmp_path / "tree")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A copy that stays as it is."""
    return Package(tmp_path_factory.mktemp("package"))
