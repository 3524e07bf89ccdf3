"""What a page of a PDF shows: glyphs, shapes and rules, in points from the top left as it is shown."""

from dataclasses import dataclass, field

# Left, top, right, bottom.
Box = tuple[float, float, float, float]
Point = tuple[float, float]
# Red, green, blue, from 0 to 255; None where a pattern or picture is painted.
Colour = tuple[int, int, int]

# Stands in a text where a glyph has no character that is certain.
UNCERTAIN = "\ufffd"


@dataclass(slots=True)
class Glyph:
    """One printed glyph, and the character that it stands for.

    `baseline` is where it stands; `top` and `bottom` are those of its em, whatever the font says of
    itself, so that a line that mixes fonts is one line. `order` counts what the page paints.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: str
    colour: Colour
    opacity: float
    order: int
    is_slanted: bool = False
    is_unmapped: bool = False
    # Whether this machine can be expected to draw it: with the file's own font, or as any font does.
    is_drawable: bool = True
    # Tells the fonts of a page apart, which may have one name.
    font_key: int = 0
    # Whether it stands on its side, as the page is shown.
    is_turned: bool = False
    # Where its ink is, if that is far from its em.
    reach: Box | None = None

    @property
    def middle(self) -> Point:
        """The middle of its em."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted area: its box, its outline, and whether anything can be seen through it."""

    box: Box
    colour: Colour | None
    order: int
    is_opaque: bool
    is_picture: bool = False
    outline: tuple[Point, ...] = ()


@dataclass(slots=True)
class PageModel:
    """Everything that is painted on one page.

    `glyphs` are those that a person sees; `unseen` are the others, with what hides each.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    unseen: list[tuple[Glyph, str]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    notes: list["Annotation"] = field(default_factory=list)
    # What is painted from here on are annotations, which not every reader looks at.
    first_added: int = 10**9
    # PDFium takes some pieces of text for empty, and lists no glyphs of them.
    is_incomplete: bool = False
    # How many of its points stand for one of the file's: pages of very small or large letters are scaled.
    scale: float = 1.0
    # Pieces of text that the page's own content shows, however many glyphs each has.
    n_texts: int = 0

    @property
    def has_text(self) -> bool:
        """Tell whether anything is written on the page."""
        return bool(self.glyphs)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark that was put on the page after it was made; `is_drawn` if its look is part of the model."""

    kind: str
    box: Box
    contents: str
    is_drawn: bool
    # Some programs paint its box before they write into it.
    has_ground: bool = False


@dataclass(frozen=True, slots=True)
class AnnotationFacts:
    """What an annotation says of itself: where it marks the page, a field's value, whether it has a ground."""

    marks: Box | None = None
    value: str = ""
    has_ground: bool = False
