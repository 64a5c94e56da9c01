"""LaTeX of printed formulas."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from trees import STATEMENTS

from cotherm.crosscheck.claims import available, load
from cotherm.crosscheck.formula import (
    parse,
)
from cotherm.crosscheck.notation import latex_name, to_latex

ALL_CLAIMS = [claim for key in available() for claim in load(key).claims if claim.printed]


def balanced(text: str) -> bool:
    """Braces and \\left ... \\right pair up, and nothing closes before it opens."""
    depth = 0
    for token in re.findall(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth < 0:
            return False
    lefts, rights = text.count(r"\left"), text.count(r"\right")
    begins, ends = text.count(r"\begin{"), text.count(r"\end{")
    return depth == 0 and lefts == rights and begins == ends


@given(STATEMENTS)
def test_latex_is_balanced(tree):
    text = to_latex(tree)
    assert text
    assert balanced(text), text
    assert "^{}" not in text
    assert not re.search(r"[+\-]{2}|\*", text), text


@pytest.mark.parametrize("claim", ALL_CLAIMS, ids=lambda claim: claim.id)
def test_latex_of_every_claim_is_balanced(claim):
    assert balanced(claim.latex)
    assert balanced(to_latex(claim.tree))
    assert not re.search(r"[%#~$]", claim.latex.replace(r"\%", ""))


LATEX = {
    "a/b": r"\frac{a}{b}",
    "(a+b)*c": r"\left(a+b\right)\,c",
    "a**(-1)": "a^{-1}",
    "(a+1)**2": r"\left(a+1\right)^{2}",
    "exp(-a)**2": r"\left(e^{-a}\right)^{2}",
    "sqrt(a)": r"\sqrt{a}",
    "abs(a)": r"\left|a\right|",
    "binomial(n, 2)": r"\binom{n}{2}",
    "coth(a/2)": r"\coth\left(\frac{a}{2}\right)",
    "sum(m, m, -J, J)": r"\sum_{m=-J}^{J}m",
    "a <= b": r"a \le b",
    "[a, b]": r"\left[a,\; b\right]",
    "1/a": r"\frac{1}{a}",
}


@pytest.mark.parametrize("text", LATEX)
def test_latex_of_small_formulas(text):
    assert to_latex(parse(text)) == LATEX[text]


def test_latex_of_names():
    assert latex_name("beta_h") == r"\beta_{h}"
    assert latex_name("b0") == "b_{0}"
    assert latex_name("Ccol") == r"\mathrm{Ccol}"
    assert latex_name("n_max") == r"n_{\mathrm{max}}"
