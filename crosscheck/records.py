"""Verdict records: shipped with the package, compared with fresh ones, read by renderers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from .claims import available, load
from .errors import ClaimError
from .journal import LIBRARIES, write_atomically

Record = dict[str, Any]
FORMAT = 1
WRONG = ("erratum", "refuted")
MANY_MUTANTS = 10


def shipped(paper: str) -> list[Record]:
    """Records of a paper that came with the package (an empty list when there are none yet)."""
    file = resources.files(__package__) / "records" / f"{paper}.json"
    if not file.is_file():
        return []
    records: list[Record] = json.loads(file.read_text(encoding="utf-8"))["claims"]
    return records


def expected() -> dict[str, str]:
    """The verdicts that are expected, by claim id: a change of one has to be accepted by hand."""
    file = resources.files(__package__) / "expected_verdicts.json"
    if not file.is_file():
        return {}
    verdicts: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return verdicts


def versions() -> dict[str, str]:
    """Versions of the libraries that the numbers depend on."""
    return {name: metadata.version(name) for name in LIBRARIES}


def dump(paper: str, records: list[Record], digits: int | None = None) -> str:
    """The file of a paper's records: the same records give the same bytes."""
    body = {
        "format": FORMAT,
        "paper": paper,
        "digits": digits,
        "versions": versions(),
        "claims": records,
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def by_paper(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records grouped by paper, in the order of the papers."""
    groups: dict[str, list[Record]] = {key: [] for key in available()}
    for record in records:
        groups[record["paper"]].append(record)
    return {key: group for key, group in groups.items() if group}


def write(folder: Path, records: Iterable[Record], digits: int | None = None) -> None:
    """Write one file per paper."""
    for paper, group in by_paper(records).items():
        write_atomically(folder / f"{paper}.json", dump(paper, group, digits))


def accept(folder: Path, records: list[Record]) -> None:
    """Make these verdicts the expected ones, in the ``crosscheck`` folder of a source tree.

    Records of other claims that stand there are kept. Raises :class:`ClaimError` for records that
    nobody should accept.
    """
    refused = {
        record["id"]: "; ".join(problems(record, {record["id"]: record["verdict"]}))
        for record in records
        if record.get("failure") or problems(record, {record["id"]: record["verdict"]})
    }
    if refused:
        each = ", ".join(f"{name} ({wrong or 'it failed'})" for name, wrong in refused.items())
        raise ClaimError(f"records cannot be accepted: {each}")
    fresh = {record["id"]: record for record in records}
    for paper in by_paper(records):
        path = folder / "records" / f"{paper}.json"
        stored = json.loads(path.read_text(encoding="utf-8"))["claims"] if path.exists() else []
        merged = {**{record["id"]: record for record in stored}, **fresh}
        order = [claim.id for claim in load(paper).claims]
        write_atomically(path, dump(paper, [merged[key] for key in order if key in merged]))
    path = folder / "expected_verdicts.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known = {claim.id for paper in available() for claim in load(paper).claims}
    verdicts = {**before, **{record["id"]: record["verdict"] for record in records}}
    kept = {key: value for key, value in verdicts.items() if key in known}
    write_atomically(path, json.dumps(kept, indent=1, sort_keys=True) + "\n")


def connect(records: list[Record]) -> list[Record]:
    """Add to each erratum its root cause upstream and the claims downstream that build on it."""
    verdicts = {r["id"]: r["verdict"] for key in available() for r in shipped(key)}
    verdicts.update((r["id"], r["verdict"]) for r in records)
    for record in records:
        if record["verdict"] in WRONG:
            record["root_cause"] = [key for key in record["depends"] if verdicts.get(key) in WRONG]
            below = _downstream(record["id"])
            record["builds_on_it"] = below
            record["inherits_it"] = [key for key in below if verdicts.get(key) in WRONG]
    return records


def _downstream(claim_id: str) -> list[str]:
    reached = [claim_id]
    for claim in load(claim_id.partition(".")[0]).claims:
        if set(claim.depends) & set(reached):
            reached.append(claim.id)
    return reached[1:]


def problems(record: Record, wanted: dict[str, str]) -> list[str]:
    """What makes a record a disagreement: an unexpected verdict, undecided, or mutants that
    survive.
    """
    found = []
    if record["id"] not in wanted:
        found.append("no expected verdict is recorded")
    elif record["verdict"] != wanted[record["id"]]:
        found.append(f"verdict {record['verdict']}, expected {wanted[record['id']]}")
    if record["verdict"] == "undecided":
        found.append("undecided")
    if record["mutants"]["survivors"]:
        found.append(f"{len(record['mutants']['survivors'])} mutants survive")
    if record["mutants"]["total"] >= MANY_MUTANTS:
        found += [
            f"check {check['check']!r} noticed no mutant"
            for check in record["checks"]
            if not check["kills"] and check["status"] == "agrees"
        ]
    if record["erratum"] and record["erratum"]["alternatives"]:
        found.append("other corrections fit as well")
    if record["verdict"] in ("erratum", "refuted") and not all(record["chase"].values()):
        found.append("the record does not say what was excluded before the paper was blamed")
    if record["verdict"] == "refuted" and not record["instead"]:
        found.append("the record does not say what is true instead")
    return found
