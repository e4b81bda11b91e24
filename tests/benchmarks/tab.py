"""A tab of a browser without the browser: the page's websocket, its messages and the state of its fields.

It speaks the protocol of the installed Streamlit and keeps what a tab keeps: cookies, the elements on the page, the
values of its fields, messages that the server need not send again.  Nothing is drawn, so that hundreds of them fit
beside a server.  Only addresses of this machine are spoken to.
"""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE_SECONDS = 30.0
FIELDS = ("text_input", "text_area", "radio", "checkbox", "slider", "number_input", "selectbox", "button_group")
RUN_IS_WHOLE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class CutOff(ConnectionError):
    """The server closed the line, or did not answer in time."""


@dataclass(frozen=True)
class Address:
    """Where a server is; `name` is what a browser's address line says, when that is not the machine itself."""

    port: int
    host: str = "127.0.0.1"
    name: str = ""

    def __post_init__(self) -> None:
        if not ip_address(self.host).is_loopback:
            raise ValueError(f"{self.host} is another machine")

    @property
    def authority(self) -> str:
        return self.name or f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.authority}"


@dataclass
class Answered:
    """An answer to an HTTP request."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name]

    def header(self, name: str) -> str:
        return next(iter(self.all(name)), "")


@dataclass
class Browser:
    """What the tabs of one browser share: its cookies."""

    address: Address
    cookies: dict[str, str] = field(default_factory=dict)

    def headers(self, **more: str) -> dict[str, str]:
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        return {"Host": self.address.authority, **(cookie if self.cookies else {}), **more}

    async def opened(self, path: str, **headers: str) -> tuple[Answered, asyncio.StreamReader, asyncio.StreamWriter]:
        """A request sent and the head of its answer read; the caller reads the rest and closes the writer."""
        reader, writer = await asyncio.open_connection(self.address.host, self.address.port)
        sent = self.headers(Connection="close", **headers)
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
        writer.write("\r\n".join(lines).encode())
        try:
            head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE_SECONDS)).decode("latin-1")
        except BaseException:
            writer.close()
            raise
        first, *rest = head.rstrip().split("\r\n")
        answered = Answered(int(first.split()[1]), [(k, v) for k, _, v in (line.partition(": ") for line in rest)])
        for cookie in answered.all("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip().strip('"')
        return answered, reader, writer

    async def get(self, path: str, **headers: str) -> Answered:
        """An answer with its body, as it came over the line."""
        answered, reader, writer = await self.opened(path, **headers)
        try:
            answered.body = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
        finally:
            writer.close()
        return answered


@dataclass
class _Node:
    what: Any
    is_block: bool
    run: str
    fragment: str


class Tab:
    """One page in one tab.  heard: what the server sent, kept where `keep` asks for it."""

    def __init__(self, browser: Browser, page: str, query: str = "", keep: bool = False) -> None:
        self.browser, self.page, self.query = browser, page, query
        self.keep, self.heard = keep, []  # type: ignore[var-annotated]
        self.origin = ""  # of the page that opens the line, where it is not the server's own
        self.line: ClientConnection | None = None
        self.reader: asyncio.Task[None] | None = None
        self.session = self.page_hash = self.run = ""
        self.run_of: set[str] = set()  # the fragments that run, none where the whole page does
        self.nodes: dict[tuple[int, ...], _Node] = {}
        self.values: dict[str, WidgetState] = {}
        self.unsent: dict[str, WidgetState] = {}  # of forms
        self.known: dict[str, ForwardMsg] = {}
        self.waiting: list[tuple[float, asyncio.Future[float]]] = []
        self.begun: dict[str, float] = {}
        self.exceptions: list[str] = []
        self.disconnects = 0
        self.bytes = self.runs = 0
        self.drawn = asyncio.Event()  # set at the end of every run

    # ---- the line

    async def open(self) -> float:
        """Load the page and open its line, as a first visit or a reload does; seconds until it is drawn."""
        start = time.perf_counter()
        await self.browser.get(f"/{self.page}" + (f"?{self.query}" if self.query else ""), Accept="text/html")
        await self.connect()
        await self.rerun()
        return time.perf_counter() - start

    async def connect(self) -> None:
        """Open the line, or open it again for the same session where there was one.  Raises CutOff."""
        await self.close()
        try:
            health = await self.browser.get("/_stcore/health")
            if health.status != 200:
                raise CutOff(f"not healthy: {health.status}")
            await self.browser.get("/_stcore/host-config")
            xsrf = self.browser.cookies.get("_streamlit_xsrf", "none")
            address = self.browser.address
            self.line = await connect(
                f"ws://{address.authority}/_stcore/stream",
                subprotocols=["streamlit", xsrf, *([self.session] if self.session else [])],  # type: ignore[list-item]
                origin=self.origin or address.origin,  # type: ignore[arg-type]
                additional_headers=[(k, v) for k, v in self.browser.headers().items() if k != "Host"],
                max_size=None, compression=None, ping_interval=None, proxy=None, open_timeout=PATIENCE_SECONDS,
                host=address.host, port=address.port,
            )  # fmt: skip
        except (TimeoutError, OSError, asyncio.IncompleteReadError, WebSocketException) as error:
            raise CutOff(str(error) or type(error).__name__) from error
        self.reader = asyncio.create_task(self._read(self.line))

    async def close(self) -> None:
        line, self.line = self.line, None
        if line is not None:
            with suppress(Exception):
                await asyncio.wait_for(line.close(), 2)
        if self.reader is not None:
            self.reader.cancel()
            with suppress(asyncio.CancelledError):
                await self.reader
            self.reader = None

    @property
    def is_open(self) -> bool:
        return self.line is not None

    async def _read(self, line: ClientConnection) -> None:
        with suppress(WebSocketException, OSError):
            async for data in line:
                self._take(data if isinstance(data, bytes) else data.encode())
        if self.line is line:
            self.line = None
            self.disconnects += 1
        for _start, answer in self.waiting:
            if not answer.done():
                answer.set_exception(CutOff("the line was cut"))
        self.waiting.clear()

    # ---- what the server says

    def _take(self, data: bytes) -> None:
        self.bytes += len(data)
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg()
            whole.CopyFrom(self.known[message.ref_hash])
            whole.metadata.CopyFrom(message.metadata)
            message = whole
        elif message.metadata.cacheable and message.hash:
            self.known[message.hash] = message
        if self.keep:
            self.heard.append(message)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begin(message)
        elif kind == "delta":
            self._draw(message)
        elif kind == "script_finished":
            self._finish(message.script_finished, message.metadata.run.script_run_id)
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash or self.page_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string

    def _begin(self, message: ForwardMsg) -> None:
        new = message.new_session
        self.session = new.initialize.session_id or self.session
        self.page_hash = new.page_script_hash or self.page_hash
        self.run = message.metadata.run.script_run_id
        self.run_of = set(message.metadata.run.fragment_ids)
        self.begun[self.run] = time.perf_counter()

    def _draw(self, message: ForwardMsg) -> None:
        path, delta, run = tuple(message.metadata.delta_path), message.delta, self.run
        kind = delta.WhichOneof("type")
        if kind == "add_block":
            self.nodes[path] = _Node(delta.add_block, True, run, delta.fragment_id)
        elif kind == "new_element":
            for inner in [other for other in self.nodes if len(other) > len(path) and other[: len(path)] == path]:
                del self.nodes[inner]
            self.nodes[path] = _Node(delta.new_element, False, run, delta.fragment_id)
            name = delta.new_element.WhichOneof("type")
            if name == "exception":
                self.exceptions.append(delta.new_element.exception.message)
            elif name in FIELDS:
                self._field(name, getattr(delta.new_element, name))

    def _field(self, name: str, drawn: Any) -> None:
        """A browser reports the value with which a field appears, and the one that the server sets."""
        if drawn.id in self.values and not drawn.set_value:
            return
        value = WidgetState(id=drawn.id)
        if name in ("text_input", "text_area"):
            value.string_value = drawn.value if drawn.set_value else drawn.default
        elif name in ("radio", "selectbox"):
            if not drawn.HasField("default"):
                return
            value.string_value = drawn.options[drawn.default]
        elif name == "checkbox":
            value.bool_value = drawn.default
        elif name == "slider":
            chosen = [drawn.options[int(place)] for place in drawn.default] if drawn.options else None
            if chosen is None:
                value.double_array_value.data.extend(drawn.default)
            else:
                value.string_array_value.data.extend(chosen)
        elif name == "button_group":
            value.string_array_value.data.extend(drawn.options[int(place)].content for place in drawn.default)
        elif name == "number_input":
            if not drawn.HasField("default"):
                return
            value.double_value = drawn.default
        self.values[drawn.id] = value

    def _finish(self, status: int, run: str) -> None:
        self.runs += 1
        begun = self.begun.pop(run, 0.0)
        if status not in RUN_IS_WHOLE or run != self.run:
            return  # another run follows
        for path, node in list(self.nodes.items()):
            if node.run != run and (not self.run_of or node.fragment in self.run_of):
                del self.nodes[path]
        on_page = {found.id for _name, found in self.elements() if hasattr(found, "id")}
        self.values = {name: value for name, value in self.values.items() if name in on_page}
        now = time.perf_counter()
        for start, answer in self.waiting:
            if start <= begun and not answer.done():
                answer.set_result(now - start)
        self.waiting = [waiting for waiting in self.waiting if not waiting[1].done()]
        self.drawn.set()
        self.drawn = asyncio.Event()

    # ---- what is on the page

    def elements(self) -> list[tuple[str, Any]]:
        """Kind and content of every element, from top to bottom."""
        found = []
        for path in sorted(self.nodes):
            node = self.nodes[path]
            if not node.is_block and (kind := node.what.WhichOneof("type")):
                found.append((kind, getattr(node.what, kind)))
        return found

    def texts(self) -> list[str]:
        """What can be read on the page, without its styles."""
        return [
            text
            for kind, found in self.elements()
            if kind != "html"
            for text in (getattr(found, "body", ""), getattr(found, "text", ""))
            if isinstance(text, str) and text
        ]

    def shows(self, part: str) -> bool:
        return any(part in text for text in self.texts())

    def field(self, key: str) -> Any:
        """The element with this key, or whose key begins so; None where there is none."""
        return self._field_and_fragment(key)[0]

    def _field_and_fragment(self, key: str) -> tuple[Any, str]:
        for path in sorted(self.nodes):
            node = self.nodes[path]
            if node.is_block or not (kind := node.what.WhichOneof("type")):
                continue
            found = getattr(node.what, kind)
            if (name := getattr(found, "id", "")) and "-" in name and name.split("-", 2)[2].startswith(key):
                return found, node.fragment
        return None, ""

    # ---- what the person does

    async def rerun(self, trigger: WidgetState | None = None, fragment: str = "") -> float:
        """Ask for a run of the page, or of a fragment; seconds until it has reached this tab whole.  Raises CutOff."""
        if self.line is None:
            raise CutOff("no line")
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string, run.page_script_hash, run.fragment_id = self.query, self.page_hash, fragment
        run.page_name = "" if run.page_script_hash else self.page
        run.cached_message_hashes.extend(self.known)
        run.context_info.timezone, run.context_info.locale = "UTC", "en-GB"
        run.context_info.url = f"{self.browser.address.origin}/{self.page}"
        run.widget_states.widgets.extend(self.values.values())
        if trigger is not None:
            run.widget_states.widgets.append(trigger)
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.waiting.append((time.perf_counter(), answer))
        try:
            await self.line.send(asked.SerializeToString())
            return await asyncio.wait_for(answer, PATIENCE_SECONDS)
        except (WebSocketException, OSError, TimeoutError) as error:
            answer.cancel()
            raise CutOff(str(error) or type(error).__name__) from error

    def fill(self, key: str, value: str | float | bool) -> None:
        """Put a value into a field of a form: text, an option by its place, a number, or a tick."""
        found = self.field(key)
        if found is None:
            raise LookupError(f"no field {key!r} among {self.names()}; texts: {self.texts()[:8]}")
        state, kind = WidgetState(id=found.id), type(found).__name__
        if kind in ("TextInput", "TextArea"):
            state.string_value = str(value)
        elif kind == "Radio":
            state.string_value = found.options[int(value)]
        elif kind == "Slider":
            state.string_array_value.data.append(found.options[int(value)])
        elif kind == "Checkbox":
            state.bool_value = bool(value)
        else:
            state.double_value = float(value)
        self.values[found.id] = state

    async def press(self, key: str) -> float:
        """Press a button; seconds until the page has answered."""
        found, fragment = self._field_and_fragment(key)
        if found is None:
            raise LookupError(f"no button {key!r} among {self.names()}; texts: {self.texts()[:8]}")
        return await self.rerun(WidgetState(id=found.id, trigger_value=True), fragment)

    async def trigger(self, key: str, event: str, value: Any) -> float:
        """What the script of a component sends by `setTriggerValue`."""
        found, fragment = self._field_and_fragment(key)
        if found is None:
            raise LookupError(f"no component {key!r}")
        sent = json.dumps([{"event": event, "value": value}])
        trigger = WidgetState(id=_make_trigger_id(found.id, "events"), json_trigger_value=sent)
        return await self.rerun(trigger, fragment)

    def names(self) -> list[str]:
        return [found.id.split("-", 2)[-1] for _kind, found in self.elements() if getattr(found, "id", "")]
