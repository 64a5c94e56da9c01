"""Finished work is never lost: an append-only journal of records, and atomic files."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Any

# In an editable install the four folders do not lie inside each other.
PACKAGES = ("cotherm", "cotherm.symbolic", "cotherm.numeric", "cotherm.crosscheck")
LIBRARIES = ("numpy", "scipy", "sympy", "mpmath", "python-flint")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader sees the old or the new content, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def code_fingerprint() -> str:
    """Hash of the package's sources and of the libraries' versions: a change makes results void."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        folder = resources.files(package)
        for name, body in sorted(_sources(folder, f"{package}/")):
            digest.update(name.encode() + b"\0" + body + b"\0")
    for name in LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    return digest.hexdigest()


def _sources(folder: Any, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield prefix + entry.name, entry.read_bytes()


def default_path(selection: str) -> Path:
    """Where the journal of a selection of claims stands: the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    name = hashlib.sha256(selection.encode()).hexdigest()[:16]
    return Path(base) / "cotherm" / f"verify-{name}.jsonl"


class Journal:
    """JSON lines, one per finished claim, keyed by claim, digits and code; a torn last line is
    dropped.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fingerprint = code_fingerprint()

    def key(self, claim_id: str, digits: int | None, deep: bool) -> str:
        """What makes a result the same result."""
        text = f"{claim_id}|{digits}|{deep}|{self.fingerprint}"
        return hashlib.sha256(text.encode()).hexdigest()

    def load(self) -> dict[str, dict[str, Any]]:
        """Finished entries by key."""
        entries: dict[str, dict[str, Any]] = {}
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        for line in lines:
            try:
                entry = json.loads(line)
                entries[entry["key"]] = entry
            except (json.JSONDecodeError, KeyError, TypeError):
                continue  # torn by a kill while it was written
        return entries

    def append(self, key: str, record: dict[str, Any], seconds: float) -> None:
        """Add one finished claim; on disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"key": key, "seconds": seconds, "record": record})
        with self.path.open("a+b") as stream:
            if stream.tell() > 0:
                stream.seek(-1, os.SEEK_END)
                torn = stream.read(1) != b"\n"
                stream.write(b"\n" if torn else b"")
            stream.write(line.encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    def remove(self) -> None:
        """A run that came to its end leaves no journal: the next one computes everything again."""
        self.path.unlink(missing_ok=True)
