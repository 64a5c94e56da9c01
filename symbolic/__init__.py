"""The symbolic book: closed forms in four arithmetics, and machine-checked derivations.

Importing this package loads neither sympy nor the derivations; take what is needed from its
modules.
"""
