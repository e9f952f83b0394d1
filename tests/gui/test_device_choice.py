"""What the model runs on is a choice where there is a graphics card."""

from pathlib import Path

import pytest

from engine.runtime import graphics
from gui.window import MainWindow


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the driver lists its cards, empty."""
    folder = tmp_path / "cards"
    folder.mkdir()
    monkeypatch.setattr(graphics, "CARDS", folder)
    monkeypatch.setattr(graphics, "WSL_DRIVER", tmp_path / "none")
    return folder


@pytest.fixture
def card(cards: Path) -> Path:
    """A card as the driver lists it."""
    (cards / "0000:01:00.0").mkdir()
    return cards


def test_without_a_card_nothing_is_offered(cards: Path, window: MainWindow):
    chip = window.places.transport.chip
    assert chip.menu() is None
    assert chip.text() == "CPU"


def test_with_a_card_the_processor_can_still_be_chosen(card: Path, window: MainWindow, services):
    menu = window.places.transport.chip.menu()
    texts = [action.text() for action in menu.actions()]
    assert texts[1:] == ["CPU", "GPU"]
    menu.actions()[1].trigger()
    assert window.asking.device == "cpu"
    assert services.settings.text("model/device") == "cpu"
