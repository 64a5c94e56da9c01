"""What the command line asks of the auditor: verify, list, show, write reports."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .claims import available, load, select
from .errors import UnknownClaim
from .figures import write_figures
from .journal import Journal, default_path
from .records import Record, accept, expected, problems, shipped
from .render import terminal
from .render import write_reports as write_files
from .runner import run

MOST_DIGITS = 2000


@dataclass(frozen=True)
class Options:
    """Options of a run: digits, processes, seconds per claim, and where results go."""

    digits: int | None = None
    deep: bool = False
    jobs: int | None = None
    timeout: float = 120.0
    reports: Path | None = None
    journal: Path | None = None
    accept: Path | None = None


def verify(targets: Sequence[str], options: Options, *, as_json: bool) -> int:
    """Judge the claims, print a table, and return 0 when every verdict is the expected one."""
    claims = select(targets)
    jobs = options.jobs or os.cpu_count() or 1
    selection = f"{list(targets)} {options.digits} {options.deep}"
    journal = Journal(options.journal or default_path(selection))
    with terminal.progress(len(claims)) as advance:
        finished = run(
            claims,
            journal=journal,
            jobs=jobs,
            digits=options.digits,
            deep=options.deep,
            timeout=options.timeout,
            progress=lambda one: advance(one.record["id"]),
        )
    records = [one.record for one in finished]
    if options.accept is not None:
        accept(options.accept, records)
    wanted = (
        {record["id"]: record["verdict"] for record in records}
        if options.accept is not None
        else expected()
    )
    found = {record["id"]: problems(record, wanted) for record in records}
    if options.reports is not None:
        completed = _completed(records)
        write_files(options.reports, completed, ("md", "tex"))
        for paper in dict.fromkeys(record["paper"] for record in completed):
            write_figures(load(paper).figures, options.reports / paper / "figures")
    if as_json:
        json.dump(records, sys.stdout, indent=1, ensure_ascii=False)
        print()
    else:
        terminal.results(finished, found)
    return 1 if any(found.values()) else 0


def _completed(records: Iterable[Record]) -> list[Record]:
    """Fresh records, with the shipped ones for the other claims of the same papers."""
    fresh = {record["id"]: record for record in records}
    papers = {record["paper"] for record in fresh.values()}
    result = []
    for paper in (key for key in available() if key in papers):
        stored = {record["id"]: record for record in shipped(paper)}
        order = [claim.id for claim in load(paper).claims]
        merged = {**stored, **fresh}
        result += [merged[claim_id] for claim_id in order if claim_id in merged]
    return result


def _recorded(targets: Sequence[str]) -> list[Record]:
    """Shipped records of the papers and claims that are named."""
    wanted = list(targets) or list(available())
    records: list[Record] = []
    for target in wanted:
        paper = target.partition(".")[0]
        if paper not in available():
            raise UnknownClaim(f"paper {paper!r} is unknown; known are {', '.join(available())}")
        found = [
            record
            for record in shipped(paper)
            if target in (paper, record["id"]) or record["id"].startswith(target + ".")
        ]
        if not found:
            raise UnknownClaim(f"claim {target!r} has no record; `cotherm list` shows all")
        records += [record for record in found if record not in records]
    return records


def list_records(targets: Sequence[str], *, as_json: bool) -> None:
    """Print one line per claim from the shipped records."""
    records = _recorded(targets)
    if as_json:
        rows = [
            {
                **{key: record[key] for key in ("id", "paper", "where", "kind", "title")},
                **{key: record[key] for key in ("verdict", "evidence", "digits")},
                "mutants": {key: record["mutants"][key] for key in ("killed", "total")},
            }
            for record in records
        ]
        json.dump(rows, sys.stdout, indent=1, ensure_ascii=False)
        print()
    else:
        terminal.table(records)


def show(claim_id: str, *, as_json: bool) -> None:
    """Print everything recorded of one claim."""
    record = next((r for r in _recorded([claim_id]) if r["id"] == claim_id), None)
    if claim_id in available():
        raise UnknownClaim(f"{claim_id!r} is a paper; `cotherm list {claim_id}` shows its claims")
    if record is None:
        raise UnknownClaim(f"claim {claim_id!r} is unknown; `cotherm list` shows all")
    if as_json:
        json.dump(record, sys.stdout, indent=1, ensure_ascii=False)
        print()
    else:
        terminal.claim(record)


def write_reports(targets: Sequence[str], formats: Sequence[str], folder: Path) -> list[Path]:
    """Write reports of the shipped records; returns the paths."""
    records = _recorded(targets)
    written = write_files(folder, records, formats)
    for paper in dict.fromkeys(record["paper"] for record in records):
        written += write_figures(load(paper).figures, folder / paper / "figures")
    return written
