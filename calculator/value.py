"""The result of an evaluation: digits that can be trusted, and how they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from cotherm.errors import InputError


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity at one point.

    Attributes:
        name: the quantity.
        params: its parameters as exact text ("5", "1/2", "inf", ...), defaults included.
        decimal: the value, rounded to `digits` significant digits.
        digits: how many significant digits can be trusted.
        route: "closed" or "numeric".
        evidence: how the digits are known.
        exact: the value as a fraction ("17/9") where it was computed in exact arithmetic, or None.
        float64: the number as computed in float64, None where it was computed otherwise.
        components: for a quantity with several numbers, one Value per key; then `decimal` lists
            them and `digits` is the least of theirs.
    """

    name: str
    params: Mapping[str, str]
    decimal: str
    digits: int
    route: str
    evidence: str
    exact: str | None = None
    float64: float | None = None
    components: Mapping[str, Value] = field(default_factory=dict)

    def __float__(self) -> float:
        if self.components:
            raise InputError(
                f"{self.name} has several numbers ({', '.join(self.components)}); take one by key."
            )
        return float(self.decimal) if self.float64 is None else self.float64

    def __getitem__(self, key: str) -> Value:
        try:
            return self.components[key]
        except KeyError:
            keys = ", ".join(self.components) or "none"
            raise InputError(f"{self.name} has no key {key!r}; its keys are: {keys}.") from None

    def __str__(self) -> str:
        return self.decimal

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain data, for JSON."""
        data: dict[str, Any] = {
            "name": self.name,
            "params": dict(self.params),
            "decimal": self.decimal,
            "digits": self.digits,
            "route": self.route,
            "evidence": self.evidence,
            "exact": self.exact,
        }
        if self.components:
            data["components"] = {
                key: {
                    "decimal": part.decimal,
                    "digits": part.digits,
                    "evidence": part.evidence,
                    "exact": part.exact,
                }
                for key, part in self.components.items()
            }
        return data


def rounded(number: Fraction, digits: int) -> str:
    """Return a rational, correctly rounded to significant digits (ties to even), as a decimal."""
    if number == 0:
        return "0"
    top, bottom = abs(number.numerator), number.denominator
    # An estimate of floor(log10) from the bit lengths, then put right; no conversion of huge
    # integers to text.
    exponent = (top.bit_length() - bottom.bit_length()) * 30103 // 100000
    while top >= bottom * _power(exponent + 1):
        exponent += 1
    while top < bottom * _power(exponent):
        exponent -= 1
    scaled = Fraction(top, bottom) * _power(digits - 1 - exponent)
    mantissa = round(scaled)
    if mantissa == 10**digits:
        mantissa //= 10
        exponent += 1
    return ("-" if number < 0 else "") + _layout(str(mantissa), exponent)


def shortened(decimal: str, exact: Fraction) -> str:
    """Return the decimal without trailing zeros where it is the exact value."""
    if Fraction(decimal) != exact or "." not in decimal:
        return decimal
    mantissa, mark, exponent = decimal.partition("e")
    return mantissa.rstrip("0").rstrip(".") + mark + exponent


def _power(exponent: int) -> Fraction:
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def _layout(mantissa: str, exponent: int) -> str:
    if 0 <= exponent < len(mantissa):
        whole, rest = mantissa[: exponent + 1], mantissa[exponent + 1 :]
        return f"{whole}.{rest}" if rest else whole
    if -5 <= exponent < 0:
        return "0." + "0" * (-exponent - 1) + mantissa
    rest = f".{mantissa[1:]}" if mantissa[1:] else ""
    return f"{mantissa[0]}{rest}e{exponent:+03d}"
