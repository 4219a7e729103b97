"""The one exception that a user is meant to read."""

from __future__ import annotations

from corpus.model import Category


class AdviesspoorError(Exception):
    """Something a user can act on: one clear Dutch sentence (`str(error)`) and a category for scripts."""

    def __init__(self, message: str, category: Category = Category.INTERNAL) -> None:
        super().__init__(message)
        self.category = category
