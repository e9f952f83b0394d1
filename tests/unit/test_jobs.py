"""Background jobs: order, cancelling, replacing, errors, closing."""

import logging
import sys
import threading

import pytest

from engine.errors import AriettaError
from engine.jobs import HANDOVER, Cancelled, JobContext, JobRunner

PATIENCE = 10.0


@pytest.fixture
def runner():
    runner = JobRunner()
    yield runner
    assert runner.close(PATIENCE)


class Gate:
    """Work that says when it has begun and goes on when it is let."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()
        self.saw_cancel = False

    def __call__(self, context: JobContext) -> str:
        self.begun.set()
        assert self.open.wait(PATIENCE)
        self.saw_cancel = context.cancelled()
        return "gate"


def test_a_job_hands_on_progress_and_result_from_one_other_thread(runner):
    heard: list[object] = []
    threads: set[str] = set()

    def work(context: JobContext) -> int:
        threads.add(threading.current_thread().name)
        context.report("half")
        return 42

    for _ in range(3):
        job = runner.submit(work, key="a", on_progress=heard.append, on_done=heard.append)
        assert job.wait(PATIENCE)
    assert heard == ["half", 42] * 3
    assert threads == {"arietta-jobs"}


def test_a_new_job_silences_the_running_one_and_replaces_the_waiting_one(runner):
    heard: list[str] = []
    gate = Gate()
    running = runner.submit(gate, key="take", on_done=heard.append, on_progress=heard.append)
    assert gate.begun.wait(PATIENCE)
    waiting = runner.submit(lambda _: "waiting", key="take", on_done=heard.append)
    newest = runner.submit(lambda _: "newest", key="take", on_done=heard.append)
    assert waiting.finished and waiting.cancelled
    gate.open.set()
    assert newest.wait(PATIENCE)
    assert running.finished and gate.saw_cancel
    assert heard == ["newest"]


def test_jobs_with_other_keys_wait_their_turn_and_all_run(runner):
    heard: list[str] = []
    gate = Gate()
    runner.submit(gate, key="a", on_done=heard.append)
    runner.submit(lambda _: "b", key="b", on_done=heard.append)
    last = runner.submit(lambda _: "c", key="c", on_done=heard.append)
    gate.open.set()
    assert last.wait(PATIENCE)
    assert heard == ["gate", "b", "c"]


def test_cancelled_work_is_never_heard_of_again(runner):
    heard: list[object] = []
    gate = Gate()

    def work(context: JobContext) -> str:
        gate(context)
        context.report("late")
        if context.cancelled():
            raise Cancelled
        return "late"

    job = runner.submit(
        work, key="a", on_progress=heard.append, on_done=heard.append, on_error=heard.append
    )
    assert gate.begun.wait(PATIENCE)
    runner.cancel("a")
    gate.open.set()
    assert job.wait(PATIENCE)
    assert heard == []


def test_an_error_for_the_user_arrives_as_it_is(runner):
    heard: list[AriettaError] = []
    error = AriettaError("x.mid is empty; draw a melody first")

    def work(_: JobContext) -> None:
        raise error

    assert runner.submit(work, key="a", on_error=heard.append).wait(PATIENCE)
    assert heard == [error]


def test_any_other_error_is_logged_and_told_in_plain_words(runner, caplog):
    heard: list[AriettaError] = []

    def work(_: JobContext) -> None:
        raise ZeroDivisionError("oh")

    with caplog.at_level(logging.ERROR):
        assert runner.submit(work, key="a", on_error=heard.append).wait(PATIENCE)
    assert "ZeroDivisionError: oh" in str(heard[0])
    assert "Traceback" in caplog.text


def test_a_failing_callback_does_not_end_the_thread(runner, caplog):
    def fail(_: object) -> None:
        raise RuntimeError("callback")

    assert runner.submit(lambda _: 1, key="a", on_done=fail).wait(PATIENCE)
    heard: list[int] = []
    assert runner.submit(lambda _: 2, key="a", on_done=heard.append).wait(PATIENCE)
    assert heard == [2]
    assert "callback" in caplog.text


def test_closing_cancels_everything_and_ends_the_thread():
    runner = JobRunner()
    heard: list[str] = []
    gate = Gate()
    runner.submit(gate, key="a", on_done=heard.append)
    assert gate.begun.wait(PATIENCE)
    waiting = runner.submit(lambda _: "b", key="b", on_done=heard.append)
    gate.open.set()
    assert runner.close(PATIENCE)
    assert waiting.finished
    assert heard in ([], ["gate"])
    assert not any(thread.name == "arietta-jobs" for thread in threading.enumerate())
    with pytest.raises(RuntimeError):
        runner.submit(lambda _: 1, key="a")
    assert runner.close(PATIENCE)


def test_a_worker_hands_the_interpreter_over_soon(runner):
    heard = []
    assert runner.submit(lambda _: sys.getswitchinterval(), key="a", on_done=heard.append).wait(
        PATIENCE
    )
    assert heard[0] <= HANDOVER * 1.01
