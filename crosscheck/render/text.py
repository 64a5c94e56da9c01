"""Small pieces of text for Markdown, LaTeX and HTML: escaping, formulas, points, verdict words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from latex2mathml.converter import convert
from markupsafe import Markup, escape

_TEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}
_CHUNK = 6
_CODE_OR_MATH = re.compile(r"(`[^`]*`|\$[^$]+\$)")


def tex(text: Any) -> str:
    """Plain text for LaTeX; ``code`` in back quotes and $math$ are kept as such."""
    parts = _CODE_OR_MATH.split(str(text))
    return "".join(_tex_part(part) for part in parts)


def _tex_part(part: str) -> str:
    if part.startswith("$") and part.endswith("$") and len(part) > 2:
        return part
    if part.startswith("`") and part.endswith("`") and len(part) > 2:
        return rf"\code{{{_escape(part[1:-1])}}}"
    return _escape(part)


def _escape(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def tex_code(text: Any) -> str:
    """Typewriter text; long words may break after every few characters."""
    words = [
        r"\allowbreak{}".join(_escape(word[i : i + _CHUNK]) for i in range(0, len(word), _CHUNK))
        for word in str(text).split(" ")
    ]
    return rf"\code{{{' '.join(words)}}}"


def html_words(text: Any) -> Markup:
    """Plain text for HTML; ``code`` in back quotes and $math$ are kept as such."""
    return Markup("").join(_html_part(part) for part in _CODE_OR_MATH.split(str(text)))


def _html_part(part: str) -> Markup:
    if part.startswith("$") and part.endswith("$") and len(part) > 2:
        return mathml(part[1:-1])
    if part.startswith("`") and part.endswith("`") and len(part) > 2:
        return Markup("<code>{}</code>").format(part[1:-1])
    return escape(part)


def mathml(latex: str) -> Markup:
    """A formula in the line, as MathML: it needs no network."""
    return Markup(convert(latex))


def mathml_block(latex: str) -> Markup:
    """A formula on a line of its own, as MathML."""
    return Markup(convert(latex, display="block"))


def md_cell(text: Any) -> str:
    """Text inside a Markdown table cell."""
    return str(text).replace("|", r"\|").replace("\n", " ")


def point(values: Mapping[str, str]) -> str:
    """A test point in one line."""
    return ", ".join(f"{name} = {value}" for name, value in values.items())


def evidence(record: Mapping[str, Any]) -> str:
    """The strongest evidence, and the digits of the weakest certified comparison beside it."""
    if record["evidence"] is None:
        return "none"
    if record["digits"] is None:
        return str(record["evidence"])
    beside = "" if record["evidence"] in ("certified", "agrees") else "numerically "
    return f"{record['evidence']}, {beside}{record['digits']} digits"


def mutants(record: Mapping[str, Any]) -> str:
    """Killed and counted mutants, as ``12/12``."""
    return f"{record['mutants']['killed']}/{record['mutants']['total']}"
