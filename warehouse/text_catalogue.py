"""The texts of one language, read from their files when they are first asked for: a command needs few of them."""

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from warehouse.language import Language

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

FOLDER = Path(__file__).with_name("texts")
_LOCALES = {"zh": "zh-TW", "en": "en"}


class Catalogue:
    """Texts by name. A text `run-read` stands in the file whose name begins with `run`, its advice in `run-read.advice`.

    Args:
        language: of the texts.
        functions: what texts may ask for, by name.
    """

    def __init__(
        self, language: Language, functions: Mapping[str, Callable[..., Any]] | None = None
    ) -> None:
        self.language = language
        self._functions = functions or {}
        self._read: set[str] = set()
        # Several readers tell their progress at once, each from a thread of its own.
        self._reading = RLock()

    @cached_property
    def _bundle(self) -> "FluentBundle":
        # A tenth of a second, that commands without a text do without.
        from fluent.runtime import FluentBundle

        # Marks around each fact, for text that runs the other way, would stand in files and searches.
        return FluentBundle(
            [_LOCALES[self.language]], use_isolating=False, functions=dict(self._functions)
        )

    def says(self, name: str) -> bool:
        """Tell whether there is a text of this name."""
        return self._find(name) is not None

    def say(self, name: str, facts: Mapping[str, object]) -> str:
        """Say a text.

        Raises:
            LookupError: there is no such text, or it asks for a fact that is not given.
        """
        pattern = self._find(name)
        if pattern is None:
            raise LookupError(f"no text {name} in {self.language}")
        given = {key: _as_fact(value) for key, value in facts.items()}
        told, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise LookupError(f"text {name} in {self.language}: {errors[0]}")
        return str(told)

    def _find(self, name: str) -> Any:
        text, _, part = name.partition(".")
        self._read_files_of(text)
        if not self._bundle.has_message(text):
            return None
        message = self._bundle.get_message(text)
        return message.attributes.get(part) if part else message.value

    def _read_files_of(self, text: str) -> None:
        kind = text.partition("-")[0]
        with self._reading:
            if kind in self._read:
                return
            from fluent.runtime import FluentResource

            for path in sorted((FOLDER / self.language).glob(f"{kind}*.ftl")):
                self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
            self._read.add(kind)


@lru_cache(maxsize=1024)
def _whole(number: int) -> Any:
    from fluent.runtime.types import fluent_number

    return fluent_number(number, useGrouping=False)


def _as_fact(value: object) -> Any:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        return _whole(value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)
