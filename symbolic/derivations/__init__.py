"""The derivations, by physics; they need sympy."""
