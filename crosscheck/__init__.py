"""The auditor: claims of the papers, comparisons of the two books, verdicts, records and reports."""
