"""Two levels between two reservoirs, and the bound from the noise: laws, then bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import refrigerator_transport as forms

rates = st.floats(0.01, 50)


@given(rates, rates, rates, rates)
def test_current_against_the_stationary_state(Gc, Gw, nc, nw):
    up, down = Gc * nc + Gw * nw, Gc * (1 + nc) + Gw * (1 + nw)
    low, high = down / (up + down), up / (up + down)
    gain, loss = Gc * nc * low, Gc * (1 + nc) * high
    expected = 2 * (gain - loss)
    value = forms.two_level_current(Gc, Gw, nc, nw)
    assert value == pytest.approx(expected, rel=1e-9, abs=1e-12 * (gain + loss))


@given(rates, rates, rates, rates)
def test_ratio_is_that_of_both_currents_and_bounded(Gc, Gw, nc, nw):
    ratio = forms.two_level_rectification(Gc, Gw, nc, nw)
    forward, backward = (forms.two_level_current(Gc, Gw, *pair) for pair in ((nc, nw), (nw, nc)))
    if abs(nc - nw) > 1e-3 * max(nc, nw):
        assert ratio == pytest.approx(-forward / backward, rel=1e-10)
    bound = (1 + 2 * nw) / (1 + 2 * nc)
    low, high = min(bound, 1 / bound), max(bound, 1 / bound)
    assert low * (1 - 1e-12) <= ratio <= high * (1 + 1e-12)


def test_bound_is_below_the_carnot_value():
    bound = forms.noise_bound(0.1, 0.4, 2, 1)
    assert bound == pytest.approx(1 / 1.5)
    assert forms.noise_bound(0, 1, 2, 1) == 1
    values = forms.noise_bound(np.array([0.0, 0.1]), 0.4, 2, 1)
    assert values[1] == bound


@pytest.mark.parametrize("beta_c", [1, 0.5])
def test_reservoirs_out_of_order(beta_c):
    with pytest.raises(InputError, match="`beta_c` must exceed `beta_h` = 1, but is"):
        forms.noise_bound(0.1, 0.4, beta_c, 1)
