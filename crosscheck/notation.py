"""Transcribed formulas written back: as text (which parses to the same tree) and as LaTeX."""

from __future__ import annotations

import re

from .formula import Add, Call, Choice, Node, Number, Power, Product, Relation, Sum, Symbol, Vector

_ADD, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4
_LATEX_RELATION = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "eta",
    "theta",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "rho",
    "sigma",
    "tau",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Sigma",
    "Omega",
    "chi",
    "hbar",
]


def to_text(node: Node) -> str:
    """The formula in its own language, with no more parentheses than needed."""
    return _text(node)[0]


def _wrap(node: Node, least: int) -> str:
    text, level = _text(node)
    return text if level >= least else f"({text})"


def _text(node: Node) -> tuple[str, int]:
    match node:
        case Number(value):
            if value.denominator == 1:
                return (str(value), _ATOM if value >= 0 else _ADD)
            return (f"{value.numerator}/{value.denominator}", _PRODUCT)
        case Symbol(name):
            return name, _ATOM
        case Add(terms, signs):
            parts = []
            for i, (term, sign) in enumerate(zip(terms, signs, strict=True)):
                body = _wrap(term, _PRODUCT)
                parts.append(body if i == 0 and sign > 0 else f"{'+' if sign > 0 else '-'}{body}")
            return "".join(parts), _ADD
        case Product((Add((first,), (-1,)), *others), (1, *rest)) if others:
            return "-" + _wrap(Product((first, *others), (1, *rest)), _PRODUCT), _ADD
        case Product(factors, powers):
            text = "" if powers[0] > 0 else "1"
            for i, (factor, power) in enumerate(zip(factors, powers, strict=True)):
                body = _wrap(factor, _PRODUCT if i == 0 and power > 0 else _POWER)
                text += body if i == 0 and power > 0 else f"{'*' if power > 0 else '/'}{body}"
            return text, _PRODUCT
        case Power(base, exponent):
            return f"{_wrap(base, _ATOM)}**{_wrap(exponent, _ATOM)}", _POWER
        case Call(name, arguments):
            return f"{name}({', '.join(to_text(a) for a in arguments)})", _ATOM
        case Sum(body, index, lower, upper):
            return f"sum({to_text(body)}, {index}, {to_text(lower)}, {to_text(upper)})", _ATOM
        case Choice(condition, then, otherwise):
            return f"if_else({', '.join(map(to_text, (condition, then, otherwise)))})", _ATOM
        case Vector(entries):
            return f"[{', '.join(to_text(entry) for entry in entries)}]", _ATOM
        case Relation(operands, operators):
            text = to_text(operands[0])
            for operator, operand in zip(operators, operands[1:], strict=True):
                text += f" {operator} {to_text(operand)}"
            return text, 0
        case _:
            raise TypeError(type(node).__name__)


def to_latex(node: Node) -> str:
    """The formula in LaTeX, to be compared by eye with the printed one."""
    return _latex(node)[0]


def latex_name(name: str) -> str:
    """LaTeX of a symbol: ``beta_h`` becomes ``\\beta_{h}``."""
    head, _, index = name.partition("_")
    match = re.fullmatch(r"([A-Za-z]+?)(\d+)", head)
    if match and not index:
        head, index = match.groups()
    body = f"\\{head}" if head in _GREEK else (head if len(head) == 1 else rf"\mathrm{{{head}}}")
    return f"{body}_{{{_index(index)}}}" if index else body


def _index(index: str) -> str:
    return index if len(index) == 1 or index.isdigit() else rf"\mathrm{{{index}}}"


def _group(node: Node, least: int) -> str:
    text, level = _latex(node)
    return text if level >= least else rf"\left({text}\right)"


def _latex(node: Node) -> tuple[str, int]:
    match node:
        case Number(value):
            if value.denominator == 1:
                return (str(value), _ATOM if value >= 0 else _ADD)
            return (rf"\frac{{{value.numerator}}}{{{value.denominator}}}", _PRODUCT)
        case Symbol(name):
            return latex_name(name), _ATOM
        case Add(terms, signs):
            text = ""
            for i, (term, sign) in enumerate(zip(terms, signs, strict=True)):
                text += ("" if i == 0 else "+") if sign > 0 else "-"
                text += _group(term, _PRODUCT)
            return text, _ADD
        case Product((Add((first,), (-1,)), *others), (1, *rest)) if others:
            return "-" + _group(Product((first, *others), (1, *rest)), _PRODUCT), _ADD
        case Product(factors, powers):
            over = [f for f, p in zip(factors, powers, strict=True) if p > 0]
            under = [f for f, p in zip(factors, powers, strict=True) if p < 0]
            if not under:
                return r"\,".join(_group(f, _PRODUCT) for f in over), _PRODUCT
            top = (
                to_latex(over[0])
                if len(over) == 1
                else r"\,".join(_group(f, _PRODUCT) for f in over)
            )
            bottom = (
                to_latex(under[0])
                if len(under) == 1
                else r"\,".join(_group(f, _PRODUCT) for f in under)
            )
            return rf"\frac{{{top or 1}}}{{{bottom}}}", _PRODUCT
        case Power(base, exponent):
            return f"{_group(base, _ATOM)}^{{{to_latex(exponent)}}}", _POWER
        case Call("sqrt", (argument,)):
            return rf"\sqrt{{{to_latex(argument)}}}", _ATOM
        case Call("exp", (argument,)):
            return rf"e^{{{to_latex(argument)}}}", _POWER
        case Call("abs", (argument,)):
            return rf"\left|{to_latex(argument)}\right|", _ATOM
        case Call("binomial", (upper, lower)):
            return rf"\binom{{{to_latex(upper)}}}{{{to_latex(lower)}}}", _ATOM
        case Call(name, arguments):
            known = name in ("log", "sinh", "cosh", "tanh", "coth")
            head = f"\\{name}" if known else latex_name(name)
            inner = ", ".join(to_latex(a) for a in arguments)
            return rf"{head}\left({inner}\right)", _ATOM
        case Sum(body, index, lower, upper):
            low, high = to_latex(lower), to_latex(upper)
            return rf"\sum_{{{index}={low}}}^{{{high}}}{_group(body, _PRODUCT)}", _PRODUCT
        case Choice(condition, then, otherwise):
            return (
                rf"\begin{{cases}}{to_latex(then)} & {to_latex(condition)}\\"
                rf"{to_latex(otherwise)} & \text{{otherwise}}\end{{cases}}",
                _ATOM,
            )
        case Vector(entries):
            inner = r",\; ".join(to_latex(entry) for entry in entries)
            return rf"\left[{inner}\right]", _ATOM
        case Relation(operands, operators):
            text = to_latex(operands[0])
            for operator, operand in zip(operators, operands[1:], strict=True):
                text += f" {_LATEX_RELATION[operator]} {to_latex(operand)}"
            return text, 0
        case _:
            raise TypeError(type(node).__name__)
