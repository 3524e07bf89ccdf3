"""Help in the reader's language: texts are looked up when help is shown, so that no other command waits for them."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from warehouse.language import chosen_language
from warehouse.say import read_catalogue, tell


class HelpfulCommand(TyperCommand):
    """A command whose help stands in the catalogue, as `help-NAME`, with an attribute for each of its parameters."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Begin with our word for usage."""
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Fill in the texts first."""
        _fill_in(self, ctx)
        super().format_help(ctx, formatter)


class HelpfulGroup(TyperGroup):
    """The same for the program as a whole."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Begin with our word for usage."""
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Fill in the texts first, those of the commands that are listed, too."""
        _fill_in(self, ctx)
        for name, command in self.commands.items():
            command.help = tell(f"help-{name}")
        super().format_help(ctx, formatter)


def _write_usage(command: Any, context: Any, formatter: Any) -> None:
    pieces = command.collect_usage_pieces(context)
    formatter.write_usage(context.command_path, " ".join(pieces), prefix=tell("help-usage"))


def _fill_in(command: Any, context: Any) -> None:
    import typer.rich_utils
    from rich.markup import escape

    texts = read_catalogue(chosen_language())
    own = f"help-{command.name or 'tsdg'}"
    command.help = texts.say(own, {})
    if texts.says(f"{own}.example"):
        example = tell("help-example", command=texts.say(f"{own}.example", {}))
        command.help += f"\n\n{escape(example)}"
    for parameter in command.get_params(context):
        name = f"{own}.{parameter.name}"
        told = texts.say(name if texts.says(name) else f"help-option.{parameter.name}", {})
        parameter.help = escape(told)
    typer.rich_utils.ARGUMENTS_PANEL_TITLE = tell("help-arguments")
    typer.rich_utils.OPTIONS_PANEL_TITLE = tell("help-options")
    typer.rich_utils.COMMANDS_PANEL_TITLE = tell("help-commands")
    typer.rich_utils.DEFAULT_STRING = tell("help-default")
    typer.rich_utils.REQUIRED_LONG_STRING = tell("help-required")
