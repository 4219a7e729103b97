"""Answers over many documents: building, searching, tracing, the citation graph."""
