"""Second-order rates from coupling operators."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from cotherm.numeric import secular
from cotherm.numeric.density_matrix import basis_norms
from cotherm.numeric.fields import Number, Rational
from cotherm.numeric.generators import restrict
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import Coupling, dissipators
from cotherm.numeric.spins import collective_spin, local_spins, product_levels

R = Rational()


def generic(size: int, norms: Sequence[int]) -> Matrix:
    raw = Matrix.from_entries(
        R,
        (size, size),
        {(i, j): Fraction(i + 3 * j + 1, 7) for i in range(size) for j in range(size)},
    )
    return raw + secular.hermitian_conjugate(raw, norms)


@pytest.mark.parametrize(("n", "s"), [(1, "1/2"), (1, "3/2"), (2, "1/2"), (3, "1/2"), (2, 1)])
def test_conjugate_is_an_involution_that_exchanges_the_ladder_operators(n: int, s: Number) -> None:
    norms = basis_norms(n, s)
    spin = collective_spin(R, n, s)
    assert (secular.hermitian_conjugate(spin.Jminus, norms) - spin.Jplus).is_zero()
    x = spin.Jminus @ spin.Jminus + spin.Jz
    twice = secular.hermitian_conjugate(secular.hermitian_conjugate(x, norms), norms)
    assert (twice - x).is_zero()


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, 1)])
def test_secular_change_is_the_dissipator_of_ladder_operators(
    n: int, s: Number, coupling: Coupling
) -> None:
    spins = [collective_spin(R, n, s)] if coupling == "collective" else local_spins(R, n, s)
    norms = basis_norms(n, s)
    energies = [sum(state, Fraction(0)) for state in product_levels(n, s)]
    rho = generic(len(energies), norms)
    change = secular.secular_change(
        [spin.Jplus + spin.Jminus for spin in spins],
        energies,
        norms,
        (Fraction(3, 2), Fraction(2, 5)),
        rho,
    )
    down, up = dissipators(n, s, coupling)
    everything = list(range(len(energies) ** 2))
    vector = restrict(rho.vector(), everything)
    # A rate Gamma with its conjugate is a rate G = 2 Gamma of the dissipator.
    expected = (down * 3 + up * Fraction(4, 5)).apply(vector)
    assert change.vector() == expected
    assert change.trace() == 0


def test_second_order_coefficient_has_the_quarter_of_jx() -> None:
    assert secular.second_order_coefficient(R, 1, 1, 1) == R.number(Fraction(1, 4))
    assert secular.second_order_coefficient(R, 3, 5, 2) == R.number(Fraction(45, 16))


def test_jump_parts_add_up_to_the_coupling() -> None:
    spin = collective_spin(R, 2, 1)
    energies = [sum(state, Fraction(0)) for state in product_levels(2, 1)]
    whole = spin.Jplus + spin.Jminus
    parts = secular.jump_part(whole, energies, 1) + secular.jump_part(whole, energies, -1)
    assert (parts - whole).is_zero()
    assert (secular.jump_part(whole, energies, 1) - spin.Jminus).is_zero()


def test_coherences_add_up_in_the_emission():
    """Two spins 1/2 in a symmetric state emit together what they would not one by one."""
    spin = collective_spin(Rational(), 2, Fraction(1, 2))
    # (|01> + |10>)/sqrt 2 decays to |00> with strength 2 under J-, its mixture with 1.
    together, apart = secular.emission_strengths(spin.Jminus, [0, 1, 1, 0])
    assert (together, apart) == (2, 1)
    dark, mixed = secular.emission_strengths(spin.Jminus, [0, 1, -1, 0])
    assert (dark, mixed) == (0, 1)
