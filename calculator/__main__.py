"""`python -m cotherm` is the command line."""

from cotherm.cli import main

if __name__ == "__main__":
    main()
