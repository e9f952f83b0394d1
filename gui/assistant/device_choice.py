"""What the model runs on: chosen by the musician, shown with how long the last answer took."""

from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QToolButton

from gui.assistant.asking import Asking, Device
from gui.settings import Settings


class DeviceChoice(QObject):
    """Fills the chip in the transport and its menu."""

    def __init__(
        self, asking: Asking, chip: QToolButton, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._chip = chip
        self._settings = settings
        menu = QMenu(chip)
        chosen = settings.text("model/device", "auto")
        texts = (self.tr("What is faster"), "CPU", "GPU")
        for device, text in zip(get_args(Device), texts, strict=True):
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, device=device: self.choose(device))
            if device == chosen:
                asking.device = device
        chip.setMenu(menu)
        self._show("cpu")
        asking.loaded.connect(self._show)
        asking.answered.connect(self._show)

    def choose(self, device: Device) -> None:
        """Run on another device from the next press on."""
        self._settings.put("model/device", device)
        self._asking.set_device(device)

    def _show(self, device: str, seconds: float = 0.0) -> None:
        """Say what really was chosen, and the time of the last answer if there was one."""
        took = f" · {seconds * 1000:.0f} ms" if seconds else ""
        self._chip.setText(device.upper() + took)
