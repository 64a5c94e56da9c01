"""Time integrals of correlations in the complete space of both ensembles.

The regression theorem on the full Liouvillian of `engine_space`, without any sector, so that the
observables need not conserve the number of excitations.
"""

from __future__ import annotations

from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.fields import Field, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure

Complex = tuple[Matrix, Matrix]
"""An operator as real and imaginary part."""


def product(left: Complex, right: Complex) -> Complex:
    """Return the product of two complex matrices."""
    return (
        left[0] @ right[0] - left[1] @ right[1],
        left[0] @ right[1] + left[1] @ right[0],
    )


class Correlations:
    """The stationary state of one engine and integrals of its correlations.

    Parameters
    ----------
    space : complete space with drive and rates; its stationary state must be unique (two
        collective spins).
    """

    def __init__(self, space: EngineSpace) -> None:
        self.field: Field = space.field
        self.size = space.size
        generator = space.liouvillian()
        self._structure = NullStructure(generator.matrix, None)
        start = generator.state(*space.ground())
        self.state = self._complex(self._structure.project(start))

    def _complex(self, vector: list[Scalar]) -> Complex:
        square, shape = self.size**2, (self.size, self.size)
        halves = (vector[:square], vector[square:])
        real, imaginary = (
            Matrix(self.field, shape, {divmod(k, self.size): x for k, x in enumerate(half)})
            for half in halves
        )
        return real, imaginary

    def mean(self, observable: Complex) -> Scalar:
        """Return the real part of <A>."""
        return product(observable, self.state)[0].trace()

    def integral(self, earlier: Complex, later: Complex) -> Scalar:
        """Return int_0^inf dt [Re <(A(0) B(t) + B(t) A(0))/2> - <A> <B>]."""
        field = self.field
        before, after = product(earlier, self.state), product(self.state, earlier)
        mean = self.mean(earlier)
        half = field.number(1) / field.number(2)
        start = [(before[k] + after[k]) * half - self.state[k] * mean for k in (0, 1)]
        relaxed = self._structure.drazin(start[0].vector() + start[1].vector())
        with field:
            return -product(later, self._complex(relaxed))[0].trace()


def components(space: EngineSpace) -> dict[str, Complex]:
    """Return m_x, m_y, m_z of both ensembles, m = S/(N/2), by the names x1 ... z2."""
    result: dict[str, Complex] = {}
    scale = space.field.number(1) / space.field.number(space.rates.N)
    zero = Matrix.zero(space.field, (space.size, space.size))
    for label, spin in (("1", space.first), ("2", space.second)):
        result["x" + label] = ((spin.Jplus + spin.Jminus) * scale, zero)
        result["y" + label] = (zero, (spin.Jminus - spin.Jplus) * scale)
        result["z" + label] = (spin.Jz * scale * 2, zero)
    return result
