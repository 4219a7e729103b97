"""Every setting in one value: from the environment (ADVIESSPOOR_…), from adviesspoor.toml, or the default."""

from __future__ import annotations

import os
import re
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpus.errors import AdviesspoorError, cause
from corpus.names import name_text
from ingest.limits import Limits

FILE = "adviesspoor.toml"
# By the beginning of pydantic's name for what is wrong; the first that fits.
_WANTED = {
    "int_": "een geheel getal",
    "float_": "een getal",
    "finite_number": "een getal",
    "bool_": "true of false",
    "string_": "tekst",
    "path_": "een pad",
    "empty_path": "de naam van een map",
    "no_folder": "een map die er is, of de naam van een model",
    "greater_than_equal": "{ge:g} of meer",
    "greater_than": "meer dan {gt:g}",
    "less_than_equal": "{le:g} of minder",
    "less_than": "minder dan {lt:g}",
}


class Settings(BaseSettings):
    """What can be set: the environment goes before the file, the file before the default (docs/settings.md)."""

    model_config = SettingsConfigDict(env_prefix="ADVIESSPOOR_", extra="forbid", frozen=True)

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("adviesspoor")),
        description="the data folder: catalogue, originals and vectors",
    )
    cache: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("adviesspoor")),
        description="where the prepared embedding model is kept",
    )
    model: str = Field(
        default="",
        description="a sentence-transformers model by name or folder; empty is the built-in multilingual-e5-small",
    )
    query_prefix: str | None = Field(
        default=None, description="what goes before a query for the model; unset is the model's own habit"
    )
    passage_prefix: str | None = Field(
        default=None, description="what goes before a passage for the model; unset is the model's own habit"
    )
    chroma: str = Field(
        default="", description="address of a Chroma server (http://host:8000); empty is a store in the data folder"
    )
    dask: str = Field(
        default="",
        description="address of a Dask scheduler (tcp://host:8786) to read and embed by; empty is this machine",
    )
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        le=256,
        description="processes that read files at the same time",
    )
    file_megabytes: float = Field(default=500, gt=0, description="size above which a file is not read")
    text_megabytes: float = Field(default=20, gt=0, description="size above which a plain text is not read")
    file_pages: int = Field(default=5000, ge=1, description="pages of one file that are read; the rest is left out")
    file_seconds: float = Field(default=3600, gt=0, description="seconds of reading after which one file is given up")
    page_seconds: float = Field(default=180, gt=0, description="seconds of reading after which one page is left out")
    memory_megabytes: float = Field(
        default=2000, ge=700, description="memory that reading may take in each process; what asks for more is left out"
    )
    keep_originals: bool = Field(
        default=True, description="keep a copy of each PDF in the data folder, so its pages can be shown"
    )
    host: str = Field(default="127.0.0.1", description="address on which the interface listens")
    port: int = Field(default=8501, ge=1, le=65535, description="port on which the interface listens")

    @field_validator("data", "cache", mode="before")
    @classmethod
    def _is_named(cls, value: object) -> object:
        """An empty name would silently mean the working directory."""
        if value == "":
            raise PydanticCustomError("empty_path", "empty")
        return value

    @field_validator("model")
    @classmethod
    def _is_there(cls, value: str) -> str:
        """A folder that is not there would be looked for on a hub, whose names are "model" or "owner/model"."""
        if (value.startswith(("/", ".", "~")) or value.count("/") > 1) and not Path(value).is_dir():
            raise PydanticCustomError("no_folder", "no such folder")
        return value

    @property
    def limits(self) -> Limits:
        """What one file may ask for."""
        return Limits(
            file_megabytes=self.file_megabytes,
            text_megabytes=self.text_megabytes,
            file_pages=self.file_pages,
            file_seconds=self.file_seconds,
            page_seconds=self.page_seconds,
            memory_megabytes=self.memory_megabytes,
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values first, then the environment, then the file that ADVIESSPOOR_FILE names or ./adviesspoor.toml."""
        file = Path(os.environ.get("ADVIESSPOOR_FILE", FILE))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)


def load_settings(**given: object) -> Settings:
    """The settings that hold now; `given` (None is not given) goes before everything.

    Raises AdviesspoorError with the name of the setting when a value cannot be used.
    """
    file = os.environ.get("ADVIESSPOOR_FILE")
    if file is not None and not Path(file).is_file():
        raise AdviesspoorError(f"Het instellingenbestand '{name_text(file)}' (ADVIESSPOOR_FILE) is geen bestand.")
    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise AdviesspoorError(_explain(error)) from error
    except (OSError, ValueError) as error:
        where = f"'{name_text(file or FILE)}'"
        raise AdviesspoorError(f"Het instellingenbestand {where} kan niet gelezen worden: {_reason(error)}.") from error


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    kind, limits = first["type"], first.get("ctx", {})
    if kind == "extra_forbidden":
        return f"De instelling '{name}' bestaat niet."
    for start, wanted in _WANTED.items():
        if kind.startswith(start):
            said = wanted.format(**limits)
            return f"De instelling '{name}' kan niet {first['input']!r} zijn: verwacht wordt {said}."
    return f"De instelling '{name}' kan niet {first['input']!r} zijn."


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError | UnicodeError):
        return cause(error)
    place = re.search(r"line (\d+), column (\d+)", str(error))  # how tomllib says where it stopped
    return f"regel {place[1]}, teken {place[2]} is geen geldige TOML" if place else "het is geen geldige TOML"
