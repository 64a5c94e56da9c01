"""What the commands do; each imports what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cotherm.errors import InputError
from cotherm.numbers import shown

_LONGEST_FRACTION = 400


def calculate(
    name: str, parameters: Sequence[str], route: str, digits: int | None, as_json: bool
) -> None:
    """Print a quantity at one point."""
    from cotherm.evaluation import evaluate
    from cotherm.quantities import get

    get(name)
    given: dict[str, Any] = {}
    for parameter in parameters:
        key, equals, text = parameter.partition("=")
        if not equals or not key or not text:
            raise InputError(f"A parameter is written key=value, but one is {shown(parameter)}.")
        if key in given:
            raise InputError(f"The parameter {shown(key)} is given twice.")
        if not key.isidentifier():
            raise InputError(f"{name} has no parameter {shown(key)}.")
        given[key] = text
    if "route" in given or "digits" in given:
        raise InputError("route and digits are options: --route closed|numeric, --digits D.")
    value = evaluate(name, route=route, digits=digits, **given)
    if as_json:
        _print_json(value.to_dict())
        return
    for key, part in (value.components or {"": value}).items():
        label = f"{name}[{key}]" if key else name
        print(f"{label} = {part.decimal}")
        if part.exact is not None and part.exact != part.decimal:
            print(f"  exactly {_short(part.exact)}")
        print(f"  {part.route} route, {part.digits} digits, {part.evidence}")


def _short(fraction: str) -> str:
    if len(fraction) <= _LONGEST_FRACTION:
        return fraction
    return f"a fraction of {len(fraction)} characters, which --json prints"


def describe(name: str | None, as_json: bool) -> None:
    """Print the list of quantities, or one of them in full."""
    from cotherm.quantities import QUANTITIES, get

    chosen = list(QUANTITIES.values()) if name is None else [get(name)]
    if as_json:
        _print_json([quantity.to_dict() for quantity in chosen])
        return
    for quantity in chosen:
        unit = f", in units of {quantity.unit}" if quantity.unit else ""
        print(quantity.signature())
        print(f"  {quantity.meaning}{unit} ({quantity.source})")
        if name is not None:
            for line in quantity.describe_parameters():
                print(f"  {line}")
            if quantity.keys:
                print(f"  several numbers: {', '.join(quantity.keys)}")
            if quantity.missing:
                route = "closed" if quantity.closed is None else "numeric"
                print(f"  no {route} route: {quantity.missing}")


def verification(
    targets: Sequence[str],
    digits: int | None,
    deep: bool,
    jobs: int | None,
    timeout: float,
    reports_folder: Path | None,
    journal: Path | None,
    accept: Path | None,
    as_json: bool,
) -> int:
    """Check claims; return 0 if every verdict is the recorded one, 1 otherwise."""
    from cotherm.crosscheck import session

    options = session.Options(digits, deep, jobs, timeout, reports_folder, journal, accept)
    if digits is not None and not 1 <= digits <= session.MOST_DIGITS:
        raise InputError(f"--digits must be from 1 to {session.MOST_DIGITS}, but is {digits}.")
    if jobs is not None and jobs < 1:
        raise InputError(f"--jobs must be at least 1, but is {jobs}.")
    return session.verify(targets, options, as_json=as_json)


def listing(targets: Sequence[str], as_json: bool) -> None:
    """Print the recorded verdicts."""
    from cotherm.crosscheck import session

    session.list_records(targets, as_json=as_json)


def exhibit(claim: str, as_json: bool) -> None:
    """Print everything about one claim."""
    from cotherm.crosscheck import session

    session.show(claim, as_json=as_json)


def reports(targets: Sequence[str], markup: str, folder: Path) -> None:
    """Write the reports from the records shipped with the package."""
    from cotherm.crosscheck import session

    formats = tuple(markup.split(","))
    if not set(formats) <= {"md", "tex", "html"}:
        raise InputError(f"--format must be one or more of md,tex,html, but is {shown(markup)}.")
    for path in session.write_reports(targets, formats, folder):
        print(path)


def derivation(quantity: str, markup: str, as_json: bool) -> None:
    """Print a derivation, checked while it runs."""
    from cotherm.symbolic.derivation import derive

    if markup not in ("md", "tex"):
        raise InputError(f"--format must be md or tex, but is {shown(markup)}.")
    record = derive(quantity)
    if as_json:
        _print_json(record.to_dict())
        return
    print(record.to_markdown() if markup == "md" else record.to_latex())


def citation(paper: str | None) -> None:
    """Print BibTeX of one paper, or of the software and all papers."""
    from cotherm.citations import PAPERS, software

    if paper is None:
        print("\n\n".join((software(), *PAPERS.values())))
    elif paper == "cotherm":
        print(software())
    elif paper in PAPERS:
        print(f"{software()}\n\n{PAPERS[paper]}")
    else:
        raise InputError(f"There is no paper {shown(paper)}; there are {', '.join(PAPERS)}.")


def _print_json(data: Any) -> None:
    import json

    json.dump(data, sys.stdout, indent=2, ensure_ascii=False)
    print()
