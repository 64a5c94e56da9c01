"""The auditor: claims of the papers, comparisons of the books, verdicts, records, reports."""
