"""Settings come from the environment, a file or the default, and every one of them is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import AdviesspoorError
from index.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ADVIESSPOOR_{name.upper()}", raising=False)


def test_what_is_given_goes_before_the_environment_and_that_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("adviesspoor.toml").write_text('port = 1111\nworkers = 3\nmodel = "x"\n')
    monkeypatch.setenv("ADVIESSPOOR_WORKERS", "4")
    monkeypatch.setenv("ADVIESSPOOR_PORT", "2222")
    made = load_settings(port=3333, workers=None)
    assert (made.port, made.workers, made.model) == (3333, 4, "x")


def test_the_file_may_stand_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "elders.toml").write_text("port = 9000\n")
    monkeypatch.setenv("ADVIESSPOOR_FILE", str(tmp_path / "elders.toml"))
    assert load_settings().port == 9000


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("WORKERS", "nul", "een geheel getal"),
        ("WORKERS", "0", "1 of meer"),
        ("PORT", "99999", "65535 of minder"),
        ("FILE_SECONDS", "-1", "meer dan 0"),
        ("FILE_SECONDS", "lang", "een getal"),
        ("KEEP_ORIGINALS", "misschien", "true of false"),
        ("DATA", "", "de naam van een map"),
        ("CACHE", "", "de naam van een map"),
    ],
)
def test_a_value_that_cannot_be_is_one_dutch_sentence_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, wanted: str
) -> None:
    monkeypatch.setenv(f"ADVIESSPOOR_{name}", value)
    with pytest.raises(AdviesspoorError) as told:
        load_settings()
    assert str(told.value) == f"De instelling '{name.lower()}' kan niet {value!r} zijn: verwacht wordt {wanted}."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"onbekend = 1\n", "De instelling 'onbekend' bestaat niet."),
        (b"port = 1\ndit is geen toml", "regel 2, teken 5 is geen geldige TOML."),
        (b"data = '\xe9'", "kan niet gelezen worden: er staan tekens in die geen tekst zijn."),
    ],
)
def test_a_file_with_something_unknown_or_broken_is_one_dutch_sentence(text: bytes, said: str) -> None:
    Path("adviesspoor.toml").write_bytes(text)
    with pytest.raises(AdviesspoorError) as told:
        load_settings()
    assert str(told.value).endswith(said)


def test_a_file_that_is_named_but_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVIESSPOOR_FILE", str(tmp_path / "weg.toml"))
    with pytest.raises(AdviesspoorError, match=r"weg\.toml' \(ADVIESSPOOR_FILE\) is geen bestand\."):
        load_settings()


def test_every_setting_is_in_the_table_of_the_documentation() -> None:
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        [row] = [line for line in table.splitlines() if line.startswith(f"| `{name}` ")]
        assert f"`ADVIESSPOOR_{name.upper()}`" in row
        assert field.description and field.description in row
