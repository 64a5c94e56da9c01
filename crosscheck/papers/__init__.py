"""Claims of the papers, one module or folder per paper."""
