"""Dutch for what typer says in English: the frame of the help texts, and the sentence for a wrong call."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import typer
from pydantic import ValidationError
from typer import rich_utils
from typer._click import exceptions
from typer.core import TyperCommand, TyperGroup

from corpus.names import as_text, name_text

# Kept by typer as constants, so that they can be set.
rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
rich_utils.OPTIONS_PANEL_TITLE = "Opties"
rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
rich_utils.DEFAULT_STRING = "[standaard: {}]"
rich_utils.ENVVAR_STRING = "[omgeving: {}]"
rich_utils.REQUIRED_LONG_STRING = "[verplicht]"


class _Frame:
    """The usage line and the help option, in Dutch."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = [piece.replace("COMMAND", "OPDRACHT") for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        pieces = [piece.replace("[OPTIONS]", "[OPTIES]").replace("[ARGS]", "[…]") for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def invoke(self, ctx: Any) -> Any:
        """Run with every word as text, also those of a terminal that does not speak UTF-8; paths stay as they are."""
        ctx.params = {name: as_text(v) if isinstance(v, str) else v for name, v in ctx.params.items()}
        return super().invoke(ctx)  # type: ignore[misc]

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
            return "Er is geen opdracht gegeven."
        case exceptions.NoSuchOption():
            almost = f" Bedoelt u {' of '.join(sorted(error.possibilities))}?" if error.possibilities else ""
            asks = error.ctx is not None and error.ctx.command.name in ("search", "positions")
            minus = asks and not error.option_name.startswith("--") and not almost
            hint = " Begint uw vraag met een min, schrijf er dan -- voor: search -- '-\"duaal leren\" loon'."
            return f"De optie {error.option_name} bestaat niet.{almost}{hint if minus else ''}"
        case exceptions.MissingParameter():
            return f"{_named(error)} ontbreekt."
        case exceptions.BadParameter() if isinstance(error.__cause__, ValidationError):
            value = name_text(str(error.__cause__.errors()[0]["input"]))
            return f"{_named(error)} kan niet '{value}' zijn{_wanted(error)}."
        case exceptions.BadParameter():
            return f"{_named(error)}: {error.message}"
        case exceptions.BadOptionUsage():
            return f"De optie {error.option_name} kreeg geen waarde, of een waarde te veel."
        case exceptions.BadArgumentUsage():
            return "Deze opdracht kreeg te weinig argumenten."
    if error.message.startswith("No such command"):
        named = re.findall(r"'([^']*)'", error.message)  # the command, then those that are nearly it
        almost = f" Bedoelt u {' of '.join(named[1:])}?" if named[1:] else ""
        return f"Deze opdracht bestaat niet: {named[0] if named else ''}.{almost}"
    if error.message.startswith("Missing command"):
        return "Er is geen opdracht gegeven."
    if extra := re.fullmatch(r"Got unexpected extra argument\S* \((.*)\)", error.message, re.S):
        return f"Hier is te veel gegeven: {extra[1]}."
    return "Zo kan deze opdracht niet gebruikt worden."


def _named(error: exceptions.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    if error.param is None:
        return "Een waarde"
    if error.param.param_type_name == "option":
        return f"De optie {error.param.opts[-1]}"
    return f"Het argument {error.param.metavar or (error.param.name or '').upper()}"


# By the beginning of pydantic's name for what is wrong.
_KINDS = {"int_": "verwacht wordt een geheel getal", "float_": "verwacht wordt een getal"}


def _wanted(error: exceptions.BadParameter) -> str:
    assert isinstance(error.__cause__, ValidationError)
    first = error.__cause__.errors()[0]
    match first["type"]:
        case "greater_than_equal":
            return f"; het is {first['ctx']['ge']} of meer"
        case "less_than_equal":
            return f"; het is {first['ctx']['le']} of minder"
    return next((f"; {said}" for start, said in _KINDS.items() if first["type"].startswith(start)), _choices(error))


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


def path(text: str) -> Path:
    """A path as it was typed; nothing at all is refused, because it would mean the working directory."""
    if not str(text).strip():
        raise typer.BadParameter("hier staat niets; noem een bestand of map.")
    return Path(text)
