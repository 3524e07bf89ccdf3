"""What the environment says to this program: every TSDG_ variable with its type, default and meaning, in one place."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from warehouse.errors import TsdgError, UsageError
from warehouse.language import LANGUAGES, VARIABLE, Language

PREFIX = "TSDG_"
_MOST_READERS, _MOST_UNASKED = 256, 8
_LONGEST_SHOWN = 40
_SCHEDULER = re.compile(
    r"(?:(?:tcp|tls|ws|wss|ucx)://)?[^\s/:]+:\d{1,5}|(?:tcp|tls)://\[[^\s/]+\]:\d{1,5}"
)
_BLOCK = re.compile(r"[^/]+/[^/]+")


def _whole(value: object) -> object:
    """Take plain digits: what Python takes for a number besides is more likely a slip."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError(value)
    return value


def _scheduler(address: str) -> str:
    if not _SCHEDULER.fullmatch(address):
        raise ValueError(address)
    return address


def _web_folder(address: str) -> str:
    """An address of the web, as a folder: with its closing slash. A password in it would stand on every page."""
    parts = urlsplit(address)
    is_web = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    is_more = "@" in parts.netloc or parts.query or parts.fragment
    is_page = parts.path.lower().endswith((".html", ".htm"))
    if not is_web or is_more or is_page or re.search(r"\s", address):
        raise ValueError(address)
    return f"{address.rstrip('/')}/"


def _blocks(names: str) -> str:
    if not all(_BLOCK.fullmatch(name) for name in names.split()):
        raise ValueError(names)
    return names


def _small(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Whole = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
_SECRET = {"notify_blocks"}


class Settings(BaseModel):
    """The settings; an empty variable is one that is not set, and white space around a value is none of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    data: Path = Field(default=Path("data"), description="folder of warehouse and outputs")
    debug: str = Field(
        default="", description="anything: show tracebacks and the words of libraries"
    )
    lang: Annotated[Language | None, BeforeValidator(_small)] = Field(
        default=None,
        description="language of all that people read, zh or en; by default the locale's",
    )
    seeds: Path | None = Field(default=None, description="folder of one's own reviewed files")
    site_address: Annotated[str, AfterValidator(_web_folder)] | None = Field(
        default=None,
        description="where the dashboard is on the web, for what names its own address; by default nowhere",
    )
    keep_runs: Whole = Field(default=5, description="how many published runs stay whole")
    schedule: str = Field(default="", description="cron lines or RRULEs, parted by |")
    readers: Whole | None = Field(
        default=None,
        le=_MOST_READERS,
        description="files read at once on this machine; by default its processors, at most 8",
    )
    read_on: Literal["here", "dask"] | None = Field(
        default=None,
        description="where files are read; by default on Dask where an address is given",
    )
    dask_address: Annotated[str, AfterValidator(_scheduler)] | None = Field(
        default=None, description="a scheduler of Dask; none means a cluster on this machine"
    )
    read_seconds: Whole | None = Field(
        default=None, description="what reading any file may take; by default more for larger files"
    )
    read_memory_mb: Whole = Field(default=1024, description="memory that reading one file may take")
    read_twice: bool = Field(
        default=True,
        description="two readers read each PDF and must agree; no for thousands of files",
    )
    notify: str = Field(default="", repr=False, description="Apprise addresses, parted by blanks")
    notify_file: Path | None = Field(default=None, description="a file with one address in a line")
    notify_blocks: Annotated[str, AfterValidator(_blocks)] = Field(
        default="", description="notification blocks of Prefect as type/name, parted by blanks"
    )
    notify_on: Annotated[Literal["always", "changes", "problems"], BeforeValidator(_small)] = Field(
        default="changes", description="which runs are told; changes: all but one with nothing new"
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, given: dict[str, Any]) -> dict[str, Any]:
        texts = {k: v.strip() if isinstance(v, str) else v for k, v in given.items()}
        return {name: value for name, value in texts.items() if value != ""}

    @property
    def n_readers(self) -> int:
        """How many files are read at once on this machine."""
        return self.readers or min(len(os.sched_getaffinity(0)), _MOST_UNASKED)

    @property
    def reads_on_dask(self) -> bool:
        """Tell whether files are read on a cluster: an address alone means so."""
        return self.read_on == "dask" or (self.read_on is None and self.dask_address is not None)


def read_settings() -> Settings:
    """Read the environment as it is now.

    Raises:
        TsdgError: a variable cannot be used: which, and what to give.
    """
    asked = {name: value for name, value in os.environ.items() if name.upper().startswith(PREFIX)}
    return _read(tuple(sorted(asked.items(), reverse=True)))


@lru_cache(maxsize=4)
def _read(asked: tuple[tuple[str, str], ...]) -> Settings:
    """Whoever opens a seed file asks for its folder: the same variables are read once."""
    try:
        return Settings.model_validate(
            {name[len(PREFIX) :].lower(): value for name, value in asked}
        )
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False)[0]
        name = str(wrong["loc"][0])
        shown = repr(str(wrong["input"]).strip()[:_LONGEST_SHOWN])
        kind = UsageError if name == "lang" else TsdgError
        raise kind(
            f"setting-{name}".replace("_", "-"),
            variable=f"{PREFIX}{name.upper()}",
            # The value is shown unless it may hold a secret.
            value="" if name in _SECRET else shown,
            most=_MOST_READERS,
        ) from None


def choose_language(given: str | None = None) -> None:
    """Speak a language from now on, in the processes that this one starts, too; without one look only at what is set.

    Raises:
        UsageError: it is none that this program speaks.
    """
    asked = os.environ.get(VARIABLE, "") if given is None else given
    if asked.strip().lower() not in {"", *LANGUAGES}:
        name = VARIABLE if given is None else "--lang"
        raise UsageError("setting-lang", variable=name, value=repr(asked[:_LONGEST_SHOWN]))
    if given is not None:
        os.environ[VARIABLE] = asked


def is_debugging() -> bool:
    """Tell whether a person wants to see everything, also where another setting is wrong."""
    return bool(os.environ.get(f"{PREFIX}DEBUG"))


def show_everything() -> None:
    """Show tracebacks and all from now on, in the processes that this one starts, too."""
    os.environ[f"{PREFIX}DEBUG"] = "1"
