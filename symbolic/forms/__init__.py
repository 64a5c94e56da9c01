"""The closed forms, by physics."""
