"""What the model runs on, shown with how long the last answer took; a choice where there is one."""

from collections.abc import Sequence
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QToolButton

from engine.runtime.graphics import has_card
from engine.runtime.session import Device
from gui.assistant.asking import Asking
from gui.settings import Settings


class DeviceChoice(QObject):
    """Fills the chip in the transport; it has a menu on a machine with a graphics card."""

    def __init__(
        self, asking: Asking, chip: QToolButton, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._chip = chip
        self._settings = settings
        if has_card():
            self._offer(get_args(Device))
        self._show("cpu")
        asking.loaded.connect(self._show)
        asking.answered.connect(self._show)

    def _offer(self, devices: Sequence[Device]) -> None:
        menu = QMenu(self._chip)
        texts = (self.tr("What is faster"), "CPU", "GPU")
        remembered = self._settings.text("model/device")
        for device, text in zip(devices, texts, strict=True):
            menu.addAction(text).triggered.connect(partial(self.choose, device))
            if device == remembered:
                self._asking.device = device
        self._chip.setMenu(menu)

    def choose(self, device: Device, _on: bool = False) -> None:
        """Run on another device from the next press on."""
        self._settings.put("model/device", device)
        self._asking.set_device(device)

    def _show(self, device: str, seconds: float = 0.0) -> None:
        """Say what really was chosen, and the time of the last answer if there was one."""
        took = f" · {seconds * 1000:.0f} ms" if seconds else ""
        self._chip.setText(device.upper() + took)
