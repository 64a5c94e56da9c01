"""Reports of a paper, in Markdown, LaTeX and HTML, from its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..claims import load
from ..journal import write_atomically
from ..records import Record, by_paper
from . import text

FORMATS = ("md", "tex", "html")
SHOWN_ROWS = 6


def _environment(kind: str) -> jinja2.Environment:
    loader = jinja2.PackageLoader("cotherm.crosscheck.render", "templates")
    if kind == "tex":
        env = jinja2.Environment(
            loader=loader,
            block_start_string="<%",
            block_end_string="%>",
            variable_start_string="<<",
            variable_end_string=">>",
            comment_start_string="<#",
            comment_end_string="#>",
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            autoescape=False,
        )
    else:
        env = jinja2.Environment(
            loader=loader,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            autoescape=kind == "html",
        )
    filters: dict[str, Callable[..., Any]] = {
        "tex": text.tex,
        "code": text.tex_code,
        "cell": text.md_cell,
        "point": text.point,
        "words": text.html_words,
        "math": text.mathml,
        "display": text.mathml_block,
    }
    env.filters.update(filters)
    env.globals.update(evidence=text.evidence, mutants=text.mutants, shown_rows=SHOWN_ROWS)
    return env


def render_paper(paper: str, records: list[Record], kind: str) -> str:
    """The report of one paper as text; the same records give the same text."""
    about = load(paper)
    counts: dict[str, int] = {}
    for record in records:
        counts[record["verdict"]] = counts.get(record["verdict"], 0) + 1
    drawn = {figure.id: figure.name for figure in about.figures}
    template = _environment(kind).get_template(f"report.{kind}.j2")
    body = template.render(
        paper=about,
        records=records,
        counts=sorted(counts.items()),
        errata=[r for r in records if r["erratum"] or r["verdict"] == "refuted"],
        figures=drawn,
        derivations=_unique_derivations(records),
        style=_style() if kind == "html" else "",
    )
    return body.rstrip() + "\n"


def _style() -> Markup:
    folder = resources.files(__package__) / "templates"
    return Markup((folder / "report.css").read_text(encoding="utf-8"))


def _unique_derivations(records: Iterable[Record]) -> dict[str, Any]:
    """Each derivation once, with the claims that rest on it."""
    found: dict[str, Any] = {}
    for record in records:
        for derivation in record["derivations"]:
            entry = found.setdefault(derivation["name"], {"steps": derivation, "claims": []})
            if record["id"] not in entry["claims"]:
                entry["claims"].append(record["id"])
    return found


def write_reports(folder: Path, records: Iterable[Record], formats: Iterable[str]) -> list[Path]:
    """Write ``folder/<paper>/report.<format>`` for each paper and return the paths."""
    written = []
    for paper, group in by_paper(records).items():
        for kind in formats:
            path = folder / paper / f"report.{kind}"
            write_atomically(path, render_paper(paper, group, kind))
            written.append(path)
    return written
