"""Headline numbers: each with the rows that it stands on, computed once, used by prose, front page and tests alike."""

from deconfliction.findings.finding import Finding, days, number, publish

__all__ = ["Finding", "days", "number", "publish"]
