"""What goes wrong before anything is asked: Ctrl-C while the program loads, a model that is nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.catalogue import FILE, open_catalogue
from corpus.errors import AdviesspoorError
from index import model
from index.model import load_model
from index.settings import load_settings
from ui.start import STOPPED

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("loaded", ["typer", "rich", "ui.review_cli"])
def test_ctrl_c_while_the_program_loads_gives_its_code_and_a_sentence(loaded: str) -> None:
    # the moment is that at which this module is asked for, however quick the machine is
    program = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {loaded!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from ui.start import main\n"
        "sys.exit(main())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, env=os.environ, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", f"{STOPPED}\n")


def test_the_program_that_is_installed_is_the_one_that_catches_ctrl_c() -> None:
    assert 'adviesspoor = "ui.start:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["/nergens/model", "./nergens", "~/nergens", "een/lang/pad"])
def test_a_folder_of_a_model_that_is_not_there_is_said_at_once(name: str) -> None:
    with pytest.raises(AdviesspoorError, match="een map die er is, of de naam van een model"):
        load_settings(model=name)


def test_a_cut_catalogue_says_what_to_do(tmp_path: Path) -> None:
    with open_catalogue(tmp_path) as made:
        made.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[:30_000])
    with pytest.raises(AdviesspoorError, match=r"beschadigd\. Zet een kopie van die map terug"):
        open_catalogue(tmp_path)


@pytest.mark.parametrize("name", ["", "model", "owner/model-v1.2"])
def test_a_name_is_not_taken_for_a_folder(name: str) -> None:
    assert load_settings(model=name).model == name


def test_a_hub_that_cannot_be_reached_is_said_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # where nothing listens
    began = time.monotonic()
    with pytest.raises(AdviesspoorError, match=r"niet op deze computer.*zoeken op woorden werkt wel"):
        load_model(load_settings(model="owner/model", cache=tmp_path))
    assert time.monotonic() - began < 60  # importing what loads models is most of it
    assert not model._answers("http://127.0.0.1:9")
