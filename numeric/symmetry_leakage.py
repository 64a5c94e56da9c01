"""How fast detunings empty the symmetric subspace of n spins 1/2 under collective dissipation.

H = sum_k delta_k j_z,k with sum_k delta_k = 0 leads from |J, m>, J = n/2, to one multiplet of
J - 1 with the same m. To second order in the detunings the symmetric weight falls at a constant
rate, set by how long the coherences between both ladders live (`heatcap` App. C).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import scipy.linalg

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64, Number
from cotherm.numeric.relaxation_rates import decay_unit
from cotherm.numeric.spin_ensemble import Temperature
from cotherm.numeric.spin_ladder import ladder_populations
from cotherm.numeric.spins import positive_integer


def leakage_rate(n: Number, beta: Temperature) -> float:
    """Return the rate of loss of the symmetric subspace per squared detuning, in float64.

    The ladder J = n/2 is stationary; rates in units of G(omega), detunings by their root mean
    square in the same unit.

    Parameters
    ----------
    n : number of spins 1/2, >= 2.
    beta : inverse temperature of the bath, above -inf.

    Raises
    ------
    InputError : for one spin.
    """
    count = positive_integer(n)
    if count < 2:
        raise InputError(f"Argument `n` must be at least 2, but is {n}.")
    field = Float64()
    _, q = decay_unit(field, beta)
    populations = np.array(ladder_populations(field, Fraction(count, 2), beta))[1:-1]
    J = count / 2
    m = np.arange(-J + 1, J)
    # Elements of the detunings between |J, m> and the multiplet of J - 1 that they reach.
    amplitude = np.sqrt((J**2 - m**2) / (count - 1))
    down = [(K + m) * (K - m + 1) for K in (J, J - 1)]
    up = [(K - m) * (K + m + 1) for K in (J, J - 1)]
    lowered, raised = np.sqrt(down[0] * down[1]), np.sqrt(up[0] * up[1])
    banded = np.zeros((3, len(m)))
    banded[0, 1:] = -lowered[1:]
    banded[1] = (down[0] + down[1] + q * (up[0] + up[1])) / 2
    banded[2, :-1] = -q * raised[:-1]
    coherences = scipy.linalg.solve_banded((1, 1), banded, amplitude * populations)
    return float(2 * amplitude @ coherences)
