"""Tables and progress for the terminal; plain text where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from . import text

if TYPE_CHECKING:
    from ..runner import Finished

_STYLES = {
    "holds": "green",
    "holds-with-caveat": "yellow",
    "approximation": "green",
    "erratum": "magenta",
    "refuted": "magenta",
    "not-reproducible": "yellow",
    "undecided": "bold red",
}
_PLAIN_WIDTH = 140


def _console() -> Console:
    """Standard output; wide enough for one line per claim where it is not a terminal."""
    if sys.stdout.isatty():
        return Console()
    return Console(width=_PLAIN_WIDTH, no_color=True, highlight=False)


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error; silent where that is not a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("verifying", total=total)

        def advance(claim_id: str) -> None:
            bar.update(task, advance=1, description=claim_id)

        yield advance


def _columns(*more: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("claim", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("evidence", no_wrap=True)
    table.add_column("digits", justify="right")
    table.add_column("mutants", justify="right")
    for name in more:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _cells(record: Mapping[str, Any]) -> list[Text | str]:
    verdict = record["verdict"]
    digits = record["digits"]
    return [
        record["id"],
        record["kind"],
        Text(verdict, style=_STYLES.get(verdict, "")),
        record["evidence"] or "-",
        "-" if digits is None else str(digits),
        text.mutants(record),
    ]


def table(records: Sequence[Mapping[str, Any]]) -> None:
    """One line per record."""
    lines = _columns()
    for record in records:
        lines.add_row(*_cells(record))
    _console().print(lines)


def results(finished: Sequence[Finished], problems: Mapping[str, Sequence[str]]) -> None:
    """The table of a run, what is not as expected, and the counts."""
    console = _console()
    lines = _columns("seconds")
    for one in finished:
        lines.add_row(*_cells(one.record), f"{one.seconds:.1f}" + ("*" if one.resumed else ""))
    console.print(lines)
    if any(one.resumed for one in finished):
        console.print("* finished by an earlier run that was interrupted")
    for claim_id, sentences in problems.items():
        for sentence in sentences:
            console.print(Text(f"{claim_id}: {sentence}", style="bold red"))
    counts: dict[str, int] = {}
    for one in finished:
        counts[one.record["verdict"]] = counts.get(one.record["verdict"], 0) + 1
    summary = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    bad = sum(1 for sentences in problems.values() if sentences)
    console.print(f"{len(finished)} claims: {summary}; {bad} not as expected")


def claim(record: Mapping[str, Any]) -> None:
    """Everything recorded of a claim, as plain lines."""
    console = _console()

    def line(label: str, value: Any) -> None:
        console.print(Text.assemble((f"{label}: ", "bold"), str(value)), soft_wrap=True)

    line(record["id"], record["title"])
    line("place", f"{record['where']} ({record['kind']})")
    line("printed", record["latex"])
    line("transcribed", record["printed"])
    line("domain", record["domain"])
    line("conventions", record["conventions"])
    if record["depends"]:
        line("builds on", ", ".join(record["depends"]))
    line("verdict", f"{record['verdict']} (evidence: {text.evidence(record)})")
    if record["caveat"]:
        line("true for", record["caveat"])
    for check in record["checks"]:
        how = f" ({check['evidence']})" if check["evidence"] else ""
        line(f"{check['route']} book, {check['check']}", check["status"] + how)
        for note in check["notes"]:
            console.print(f"    {note}", soft_wrap=True, highlight=False, markup=False)
        for row in check["rows"][:3]:
            point = text.point(row["point"])
            console.print(f"    {point}", soft_wrap=True, highlight=False, markup=False)
            console.print(
                f"      printed {row['printed']}", soft_wrap=True, highlight=False, markup=False
            )
            console.print(
                f"      book    {row['value']}", soft_wrap=True, highlight=False, markup=False
            )
    if record["erratum"]:
        erratum = record["erratum"]
        line("corrected", erratum["corrected"])
        line("found by", erratum["found_by"])
        line("cause", erratum["cause"])
    if record["instead"]:
        line("instead", record["instead"])
    for suspect, reason in record["chase"].items():
        line(f"  {suspect} excluded", reason or "not examined")
    line("mutants killed", text.mutants(record))
    for mutant, reason in record["mutants"]["explained"].items():
        line("  explained", f"{mutant} ({reason})")
    for mutant in record["mutants"]["survivors"]:
        line("  survives", mutant)
    for note in record["notes"]:
        line("note", note)
    line("run again", record["rerun"])
