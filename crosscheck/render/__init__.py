"""Renderers: they read records and nothing else."""

from .documents import FORMATS, render_paper, write_reports

__all__ = ["FORMATS", "render_paper", "write_reports"]
