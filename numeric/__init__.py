"""The numeric book: quantities computed from full master equations, in three arithmetics."""
