"""Finished work is never lost, and never mistaken for the work of another code."""

from __future__ import annotations

import json
import os
from types import SimpleNamespace

import pytest

from cotherm.crosscheck import journal as journal_module
from cotherm.crosscheck.journal import Journal, code_fingerprint, default_path, write_atomically

RECORD = {"verdict": "holds", "id": "toy.z", "rows": [{"b": "1", "J": "2"}], "digits": None}


def test_entries_come_back_as_they_were(tmp_path):
    journal = Journal(tmp_path / "deep" / "journal")
    assert journal.load() == {}
    journal.append("one", RECORD, 1.5)
    journal.append("two", {**RECORD, "title": "naïve β\n\u2028"}, 0.0)
    entries = Journal(journal.path).load()
    assert list(entries) == ["one", "two"]
    assert entries["one"]["seconds"] == 1.5
    assert entries["two"]["record"]["title"] == "naïve β\n\u2028"
    # Equality alone would not see another order of the keys, which reports show.
    assert json.dumps(entries["one"]["record"]) == json.dumps(RECORD)


@pytest.mark.parametrize("cut", [1, 2, 10, 40, -1])
def test_a_torn_last_line_is_dropped(tmp_path, cut):
    journal = Journal(tmp_path / "journal")
    journal.append("one", RECORD, 0.0)
    whole = journal.path.read_bytes()
    journal.append("two", RECORD, 0.0)
    journal.path.write_bytes(journal.path.read_bytes()[: len(whole) + cut if cut > 0 else cut - 1])
    assert list(journal.load()) == ["one"]
    # What is written after the kill is not glued to the torn line.
    journal.append("three", RECORD, 0.0)
    journal.append("two", RECORD, 0.0)
    assert list(journal.load()) == ["one", "three", "two"]


@pytest.mark.parametrize("line", ["", "{}", "[]", "12", "null", '"text"', '{"key": 1', "\0\0\0"])
def test_lines_that_are_no_entries_are_skipped(tmp_path, line):
    journal = Journal(tmp_path / "journal")
    journal.path.write_text(line + "\n", encoding="utf-8")
    journal.append("one", RECORD, 0.0)
    assert list(journal.load()) == ["one"]


def test_the_last_entry_of_a_key_counts(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.append("one", {"verdict": "undecided"}, 0.0)
    journal.append("one", {"verdict": "holds"}, 0.0)
    assert journal.load()["one"]["record"] == {"verdict": "holds"}


def test_remove(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.remove()
    journal.append("one", RECORD, 0.0)
    journal.remove()
    assert list(tmp_path.iterdir()) == []


def test_keys_tell_claims_options_and_codes_apart(tmp_path, monkeypatch):
    journal = Journal(tmp_path / "journal")
    keys = {
        journal.key(claim_id, digits, deep)
        for claim_id in ("toy.a", "toy.b")
        for digits in (None, 40, 400)
        for deep in (False, True)
    }
    assert len(keys) == 12
    assert journal.key("toy.a", None, False) in keys
    monkeypatch.setattr(journal_module, "code_fingerprint", lambda: "another code")
    assert Journal(journal.path).key("toy.a", None, False) not in keys


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A package of two files in place of ours."""
    root = tmp_path / "package"
    (root / "forms").mkdir(parents=True)
    (root / "__init__.py").write_text("one = 1\n", encoding="utf-8")
    (root / "forms" / "ladder.py").write_text("two = 2\n", encoding="utf-8")
    monkeypatch.setattr(journal_module, "resources", SimpleNamespace(files=lambda name: root))
    return root


def test_any_change_of_the_code_changes_the_fingerprint(sources):
    before = code_fingerprint()
    assert before == code_fingerprint()
    (sources / "forms" / "ladder.py").write_text("two = -2\n", encoding="utf-8")
    changed = code_fingerprint()
    (sources / "forms" / "ladder.py").rename(sources / "forms" / "otto.py")
    renamed = code_fingerprint()
    (sources / "new.py").write_text("", encoding="utf-8")
    assert len({before, changed, renamed, code_fingerprint()}) == 4


def test_compiled_files_do_not_count(sources):
    before = code_fingerprint()
    (sources / "__pycache__").mkdir()
    (sources / "__pycache__" / "ladder.cpython.py").write_text("x", encoding="utf-8")
    assert code_fingerprint() == before


def test_the_fingerprint_covers_the_whole_package(monkeypatch):
    read = []
    digest = SimpleNamespace(update=read.append, hexdigest=lambda: "")
    monkeypatch.setattr(journal_module, "hashlib", SimpleNamespace(sha256=lambda: digest))
    code_fingerprint()
    names = [chunk.split(b"\0")[0].decode() for chunk in read]
    for wanted in (
        "/cli.py",
        "/forms/spin_ladder.py",
        "/generators.py",
        "/judge.py",
        "/papers/heatcap/capacities.py",
        "/papers/qar/__init__.py",
    ):
        assert any(name.endswith(wanted) for name in names), wanted
    # Other versions of the libraries may give other digits.
    assert any(name.startswith("python-flint ") for name in names)


def test_the_default_journal_stands_in_the_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = default_path("['heatcap'] None False")
    assert path.parent == tmp_path / "cotherm"
    # Another selection has another journal: the end of one run does not remove another's.
    assert path != default_path("['qar'] None False")
    assert path == default_path("['heatcap'] None False")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_path("").parent == tmp_path / "home" / ".cache" / "cotherm"


# ---------------------------------------------------------------------- atomic files


def test_files_are_replaced_as_a_whole(tmp_path):
    path = tmp_path / "folder" / "report.md"
    write_atomically(path, "one\n")
    write_atomically(path, "zwei β\n")
    assert path.read_text(encoding="utf-8") == "zwei β\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["report.md"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "report.md"
    write_atomically(path, "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800\n")

    def full(descriptor):
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_atomically(path, "new\n")
    monkeypatch.undo()

    def interrupted(source, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, "new\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.md"]
    assert path.read_text(encoding="utf-8") == "old\n"
