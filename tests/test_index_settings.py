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
    ("name", "value"), [("WORKERS", "nul"), ("WORKERS", "0"), ("PORT", "99999"), ("FILE_SECONDS", "-1")]
)
def test_a_value_that_cannot_be_is_one_sentence_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ADVIESSPOOR_{name}", value)
    with pytest.raises(AdviesspoorError, match=f"De instelling '{name.lower()}'"):
        load_settings()


@pytest.mark.parametrize("text", ["onbekend = 1\n", "dit is geen toml"])
def test_a_file_with_something_unknown_or_broken_is_one_sentence(text: str) -> None:
    Path("adviesspoor.toml").write_text(text)
    with pytest.raises(AdviesspoorError, match="instelling"):
        load_settings()


def test_every_setting_is_in_the_table_of_the_documentation() -> None:
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        [row] = [line for line in table.splitlines() if line.startswith(f"| `{name}` ")]
        assert f"`ADVIESSPOOR_{name.upper()}`" in row
        assert field.description and field.description in row
