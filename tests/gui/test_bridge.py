"""What workers say reaches the window's thread: all of it, in order, no more often than needed."""

import threading

import pytest

from gui.bridge import Bridge


@pytest.fixture
def bridge(qapp):
    return Bridge()


def test_what_a_frame_brings_comes_together(bridge, qtbot):
    calls = []
    add = bridge.gathered(calls.append)
    for value in range(100):
        add(value)
    qtbot.waitUntil(lambda: len(calls) == 1)
    add(100)
    add(101)
    qtbot.waitUntil(lambda: len(calls) == 2)
    assert calls == [list(range(100)), [100, 101]]


def test_it_begins_anew_after_a_pause(bridge, qtbot):
    calls = []
    add = bridge.gathered(calls.append)
    add("first")
    qtbot.wait(100)
    add("second")
    qtbot.waitUntil(lambda: calls == [["first"], ["second"]])


def test_a_worker_loses_nothing_and_runs_nothing_itself(bridge, qtbot):
    came, threads = [], set()

    def listen(values):
        came.extend(values)
        threads.add(threading.current_thread())

    add = bridge.gathered(listen)
    workers = [
        threading.Thread(target=lambda: [add(value) for value in range(2000)]) for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    qtbot.waitUntil(lambda: len(came) == 6000)
    for worker in workers:
        worker.join()
    assert sorted(came) == sorted(list(range(2000)) * 3)
    assert threads == {threading.main_thread()}
