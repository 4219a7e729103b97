"""Dutch for what typer says in English: the frame of the help texts, and the sentence for a wrong call."""

from __future__ import annotations

from typing import Any, get_args

import typer
from pydantic import ValidationError
from typer import rich_utils
from typer._click import exceptions
from typer.core import TyperCommand, TyperGroup

# Kept by typer as constants, so that they can be set.
rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
rich_utils.OPTIONS_PANEL_TITLE = "Opties"
rich_utils.COMMANDS_PANEL_TITLE = "Bevelen"
rich_utils.DEFAULT_STRING = "[standaard: {}]"
rich_utils.ENVVAR_STRING = "[omgeving: {}]"
rich_utils.REQUIRED_LONG_STRING = "[verplicht]"


class _Frame:
    """The usage line and the help option, in Dutch."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = [piece.replace("COMMAND", "BEVEL") for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        pieces = [piece.replace("[OPTIONS]", "[OPTIES]").replace("[ARGS]", "[…]") for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = "Toon deze uitleg.", ""
        return option


class Command(_Frame, TyperCommand):
    """One command of the command line."""


class Group(_Frame, TyperGroup):
    """A command with commands under it."""


UsageError = exceptions.UsageError


def explain(error: exceptions.UsageError) -> str:
    """What was wrong with a call, in one Dutch sentence."""
    match error:
        case exceptions.NoArgsIsHelpError():
            return error.message
        case exceptions.NoSuchOption():
            almost = f" Bedoelt u {' of '.join(sorted(error.possibilities))}?" if error.possibilities else ""
            return f"De optie {error.option_name} bestaat niet.{almost}"
        case exceptions.MissingParameter():
            return f"{_named(error)} ontbreekt."
        case exceptions.BadParameter() if isinstance(error.__cause__, ValidationError):
            return f"{_named(error)} kan niet {error.__cause__.errors()[0]['input']!r} zijn{_choices(error)}."
        case exceptions.BadParameter():
            return f"{_named(error)}: {error.message}"
        case exceptions.BadOptionUsage():
            return f"De optie {error.option_name} kreeg geen waarde, of een waarde te veel."
        case exceptions.BadArgumentUsage():
            return f"Dit bevel kreeg te weinig argumenten: {error.message}"
    if error.message.startswith("No such command"):
        return f"Dit bevel bestaat niet: {error.message.split(chr(39))[1]}."
    if error.message.startswith("Missing command"):
        return "Er is geen bevel gegeven."
    return error.message


def _named(error: exceptions.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    if error.param is None:
        return "Een waarde"
    if error.param.param_type_name == "option":
        return f"De optie {error.param.opts[-1]}"
    return f"Het argument {error.param.metavar or (error.param.name or '').upper()}"


def _choices(error: exceptions.BadParameter) -> str:
    annotation = getattr(getattr(error.param, "type_descriptor", None), "annotation", None)
    named = [
        value for part in (annotation, *get_args(annotation)) for value in get_args(part) if isinstance(value, str)
    ]
    return f"; kies uit {', '.join(dict.fromkeys(named))}" if named else ""


def wrong(message: str, name: str) -> typer.BadParameter:
    """The error for a value of the option or argument `name` that cannot be; `message` is a Dutch clause."""
    kind = "De optie" if name.startswith("-") else "Het argument"
    return typer.BadParameter(message, param_hint=f"{kind} {name}")
