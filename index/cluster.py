"""Reading and embedding spread over a Dask cluster, for more files than one machine reads in a day.

What a task needs goes with it, the bytes of the file too: workers need not see our disks, and a task whose worker dies
is begun again on another one. On a worker a file is read in a process of its own (index/crew.py), as it is here, so
that a file that kills or hangs its process costs no worker.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import AdviesspoorError, cause
from corpus.model import READING_VERSION, Category, Problem
from corpus.names import name_text
from index.crew import Answer, Crew, work
from index.model import Model, Vectors, embed_passages, load_model, model_key
from index.settings import Settings, load_settings
from index.vectors import Batch
from index.worker import Asked, Prepared
from ingest.limits import Limits

# Dask is imported only when it is asked for, and has types for a part of it: a future of a task.
Future = Any

# Seconds in which a scheduler answers and the first worker comes.
PATIENCE = 30
# Tasks that are given out for every thread of the cluster: one that it does, and one for when that is done.
AHEAD = 2
# So many bytes of files are under way at most, unless a single file has more: the scheduler holds them in memory.
UNDER_WAY = 500_000_000


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask cluster that answers and has a worker. Made by `open_cluster`."""

    address: str
    client: Any


@contextmanager
def open_cluster(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at `address` (tcp://host:8786), for as long as the context lasts.

    Raises AdviesspoorError when it does not answer or has no workers.
    """
    import dask
    from distributed import Client

    quiet = {"distributed.admin.large-graph-warning-threshold": "1TB"}  # files go with their tasks on purpose
    with dask.config.set(quiet):
        try:
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise AdviesspoorError(
                f"De Dask-cluster op {address} antwoordt niet; controleer het adres en of de scheduler loopt."
            ) from error
        try:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError as error:
                raise AdviesspoorError(
                    f"De Dask-cluster op {address} heeft geen werkers; start er met 'dask worker {address}'."
                ) from error
            yield Cluster(address, client)
        finally:
            client.close()


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """A file with its bytes, for a worker that cannot see it; `version` is that of the reading that asks."""

    name: str
    content: bytes
    limits: Limits
    reader: str
    version: int


def work_there(cluster: Cluster, files: Sequence[Asked], reader: str) -> Iterator[tuple[Asked, Answer, float]]:
    """As `index.crew.work`, on the workers of the cluster; its pages are told all at once, when a file is done.

    Raises AdviesspoorError when the workers cannot read as we do, or the cluster is lost.
    """
    waiting = deque(files)

    def tasks() -> Iterator[tuple[Asked, Sent | Problem, int]]:
        while waiting:
            asked = waiting.popleft()
            try:
                content = asked.path.read_bytes()
            except OSError as error:
                yield asked, _unreadable(asked.path, error), 0
                continue
            yield asked, Sent(asked.path.name, content, asked.limits, reader, READING_VERSION), len(content)

    try:
        for asked, answer in _as_they_come(cluster, read_sent, tasks()):
            if isinstance(answer, Problem):
                yield asked, answer, 0.0
            else:
                yield asked, *answer
    finally:
        _tell_all(cluster, let_go)


def _unreadable(path: Path, error: OSError) -> Problem:
    gone = isinstance(error, FileNotFoundError)
    said = "bestaat niet" if gone else f"kan niet gelezen worden: {cause(error)}"
    return Problem(Category.UNREADABLE, f"Het bestand {name_text(path.name)} {said}.")


def _as_they_come(
    cluster: Cluster, do: Callable[[Any], Any], tasks: Iterator[tuple[Asked, Any, int]]
) -> Iterator[tuple[Asked, Any]]:
    """What `do` gives of every task, in the order in which they end; of a Problem, that itself."""
    from distributed import as_completed

    running: dict[Future, tuple[Asked, int]] = {}
    ended = as_completed(loop=cluster.client.loop)
    more = True
    try:
        while more or running:
            while more and (not running or _has_room(cluster, running)):
                asked, task, size = next(tasks, (None, None, 0))
                if asked is None:
                    more = False
                elif isinstance(task, Problem):
                    yield asked, task
                else:
                    future = cluster.client.submit(do, task, pure=False)
                    running[future] = asked, size
                    ended.add(future)
            if running:
                future = next(ended)
                asked, _ = running.pop(future)
                yield asked, _result(cluster, future, asked)
    finally:
        cluster.client.cancel(list(running))


def _has_room(cluster: Cluster, running: dict[Future, tuple[Asked, int]]) -> bool:
    threads = sum(cluster.client.nthreads().values())  # asked each time: workers come and go
    return len(running) < AHEAD * max(threads, 1) and sum(size for _, size in running.values()) < UNDER_WAY


def _result(cluster: Cluster, future: Future, asked: Asked) -> Any:
    """What the task gave, or the Problem of this one file; raises AdviesspoorError for what concerns them all."""
    from distributed import KilledWorker

    try:
        return future.result()
    except AdviesspoorError:  # of a worker that cannot read as we do
        raise
    except KilledWorker:
        said = f"Bij het lezen van {name_text(asked.path.name)} stopte telkens het Dask-proces dat het deed."
        return Problem(Category.INTERNAL, said)
    except OSError as error:  # its disk is full, say
        return Problem(Category.INTERNAL, f"Een Dask-werker kon het bestand niet lezen: {cause(error)}.")
    except Exception as error:
        raise _lost(cluster, error) from error


def _lost(cluster: Cluster, error: BaseException) -> AdviesspoorError:
    if isinstance(error, ImportError | AttributeError):
        said = "kan dit niet: installeer op alle werkers en op de scheduler dezelfde versie van Adviesspoor"
    else:
        said = f"is weggevallen ({type(error).__name__}); wat klaar was, is bewaard: voer de verwerking opnieuw uit"
    return AdviesspoorError(f"De Dask-cluster op {cluster.address} {said}.")


def _tell_all(cluster: Cluster, do: Callable[[], None]) -> None:
    if cluster.client.status == "running":
        cluster.client.run(do, on_error="ignore")


# --- on a worker ------------------------------------------------------------------------------------------------------

# Crews that have nothing to do, each with a process that has loaded all that reading takes.
_idle: dict[str, list[Crew]] = {}
_taking = threading.Lock()


def read_sent(sent: Sent) -> tuple[Prepared | Problem, float]:
    """Read a file that was sent: what came of it, and the seconds that it took.

    Raises AdviesspoorError when another version of Adviesspoor asks.
    """
    if sent.version != READING_VERSION:
        raise AdviesspoorError(
            "De werkers van de Dask-cluster hebben een andere versie van Adviesspoor; installeer overal dezelfde."
        )
    with _taking:
        crew = _idle[sent.reader].pop() if _idle.get(sent.reader) else Crew(sent.reader)
    try:
        with tempfile.TemporaryDirectory(prefix="adviesspoor-") as folder:
            path = Path(folder) / sent.name
            path.write_bytes(sent.content)
            asked = Asked(path, sent.limits, kept=Path(folder) / "recognised")
            for _, answer, seconds in work([asked], sent.reader, 1, crew):
                if isinstance(answer, Prepared | Problem):
                    ended = answer, seconds
    except BaseException:
        crew.close()
        raise
    with _taking:
        _idle.setdefault(sent.reader, []).append(crew)
    return ended


def let_go() -> None:
    """End the reading processes of this worker that have nothing to do."""
    with _taking:
        crews = [crew for idle in _idle.values() for crew in idle]
        _idle.clear()
    for crew in crews:
        crew.close()


# --- embedding --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts to embed with the model that these settings mean; `key` says which vectors it must make."""

    model: str
    query_prefix: str | None
    passage_prefix: str | None
    key: str
    texts: tuple[str, ...]


def embed_there(
    cluster: Cluster, settings: Settings, batches: Iterator[Batch]
) -> Generator[tuple[Batch, Vectors]]:  # fmt: skip
    """Every batch with its vectors, in the same order, embedded on the workers of the cluster.

    Raises AdviesspoorError when the workers cannot make these vectors, or the cluster is lost.
    """
    running: deque[tuple[Batch, Future]] = deque()
    key, more = model_key(settings), True
    try:
        while more or running:
            threads = sum(cluster.client.nthreads().values())
            while more and len(running) < AHEAD * max(threads, 1):
                batch = next(batches, None)
                if batch is None:
                    more = False
                    continue
                asked = Texts(
                    settings.model, settings.query_prefix, settings.passage_prefix, key, tuple(batch.texts)
                )  # fmt: skip
                running.append((batch, cluster.client.submit(embed_sent, asked, pure=False)))
            if running:
                batch, future = running[0]
                vectors = _vectors(cluster, future)
                running.popleft()
                yield batch, vectors
    finally:
        cluster.client.cancel([future for _, future in running])


def _vectors(cluster: Cluster, future: Future) -> Vectors:
    try:
        vectors: Vectors = future.result()
        return vectors
    except AdviesspoorError:
        raise
    except Exception as error:
        raise _lost(cluster, error) from error


def embed_sent(asked: Texts) -> Vectors:
    """The vectors of texts that were sent. Raises AdviesspoorError when this machine would make others."""
    model = _model(asked.model, asked.query_prefix, asked.passage_prefix)
    if model.key != asked.key:
        raise AdviesspoorError(
            f"De werkers van de Dask-cluster maken andere vectoren ({model.key}) dan hier gevraagd ({asked.key}); "
            "gebruik overal hetzelfde taalmodel, en op alle machines een GPU of op geen."
        )
    return embed_passages(model, asked.texts)


_loading = threading.Lock()


def _model(name: str, query_prefix: str | None, passage_prefix: str | None) -> Model:
    with _loading:  # two threads of one worker would both load it
        return _loaded(name, query_prefix, passage_prefix)


@cache
def _loaded(name: str, query_prefix: str | None, passage_prefix: str | None) -> Model:
    own = {"model": name, "query_prefix": query_prefix, "passage_prefix": passage_prefix}
    return load_model(load_settings().model_copy(update=own))
