"""A drawn scene: sky, fields, a river with a bridge or a village road, and some damage to find."""

from enum import StrEnum
from random import Random

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]

_CONCRETE, _SHADE, _ASPHALT, _CRACK = (176, 174, 166), (118, 117, 112), (92, 94, 97), (38, 36, 34)
_RAIL = (205, 208, 210)
_GRAIN = 0.11


class Scene(StrEnum):
    """What is in the picture."""

    BRIDGE = "bridge"
    ROAD = "road"


def draw_scene(scene: Scene, random: Random, size: tuple[int, int]) -> Image.Image:
    """Return an RGB picture of the size in pixels; all that varies comes from ``random``."""
    width, height = size
    horizon = round(height * random.uniform(0.34, 0.46))
    image = Image.new("RGB", size)
    _blend(image, (0, 0, width, horizon), _jitter(random, (96, 150, 205)), _jitter(random, (214, 226, 234)))
    _blend(image, (0, horizon, width, height), _jitter(random, (120, 142, 92)), _jitter(random, (72, 92, 50)))
    draw = ImageDraw.Draw(image)
    _trees(draw, random, width, horizon)
    {Scene.BRIDGE: _bridge, Scene.ROAD: _road}[scene](draw, random, size, horizon)
    return _with_grain(image.filter(ImageFilter.GaussianBlur(0.8)), random)


def _bridge(draw: ImageDraw.ImageDraw, random: Random, size: tuple[int, int], horizon: int) -> None:
    """A river across the picture and a beam bridge over it, cracked at one pier."""
    width, height = size
    deck, depth = round(height * random.uniform(0.52, 0.6)), round(height * 0.06)
    draw.rectangle((0, horizon + height // 8, width, height), fill=_jitter(random, (104, 124, 120)))
    piers = random.randint(2, 4)
    for number in range(1, piers + 1):
        middle = width * number // (piers + 1)
        draw.rectangle((middle - width // 60, deck, middle + width // 60, round(height * 0.86)), fill=_SHADE)
    draw.rectangle((0, deck, width, deck + depth), fill=_CONCRETE)
    draw.rectangle((0, deck + depth, width, deck + depth + height // 80), fill=_SHADE)
    rail = deck - height // 12
    for post in range(width // 40, width, width // 20):
        draw.line((post, rail, post, deck), fill=_RAIL, width=max(2, width // 260))
    draw.line((0, rail, width, rail), fill=_RAIL, width=max(3, width // 160))
    _crack(draw, random, (width // (piers + 1), deck), depth * 2, width // 400)


def _road(draw: ImageDraw.ImageDraw, random: Random, size: tuple[int, int], horizon: int) -> None:
    """A village road towards the horizon, with cracks and a pothole."""
    width, height = size
    far = round(width * random.uniform(0.4, 0.6))
    near, half = far + random.randint(-width // 10, width // 10), round(width * 0.42)
    edges = [(far - width // 60, horizon), (far + width // 60, horizon), (near + half, height), (near - half, height)]
    draw.polygon(edges, fill=_ASPHALT)
    draw.line((far, horizon, near, height), fill=_RAIL, width=max(2, width // 200))
    for _ in range(random.randint(2, 5)):
        _crack(draw, random, (near + random.randint(-half // 2, half // 2), height * 2 // 3), height // 4, width // 350)
    left, top = near + random.randint(-half // 2, half // 4), round(height * random.uniform(0.74, 0.84))
    draw.ellipse((left, top, left + width // 8, top + height // 18), fill=_CRACK, outline=_SHADE, width=width // 250)


def _crack(draw: ImageDraw.ImageDraw, random: Random, start: tuple[int, int], length: int, breadth: int) -> None:
    """A wandering line downwards."""
    steps = 14
    points = [start]
    for _ in range(steps):
        points.append((points[-1][0] + random.randint(-length // 12, length // 12), points[-1][1] + length // steps))
    draw.line(points, fill=_CRACK, width=max(2, breadth), joint="curve")


def _trees(draw: ImageDraw.ImageDraw, random: Random, width: int, horizon: int) -> None:
    """A row of trees along the horizon."""
    left = 0
    while left < width:
        reach, rise = random.randint(width // 50, width // 16), random.randint(width // 60, width // 18)
        shade = _jitter(random, (62, 88, 58))
        draw.ellipse((left, horizon - rise, left + reach, horizon + rise // 3), fill=shade)
        left += reach * 2 // 3


def _blend(image: Image.Image, box: tuple[int, int, int, int], top: Colour, bottom: Colour) -> None:
    """Fill a box with a colour that becomes another downwards."""
    left, upper, right, lower = box
    size = (right - left, lower - upper)
    mask = Image.linear_gradient("L").resize(size)
    image.paste(Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), mask), (left, upper))


def _with_grain(image: Image.Image, random: Random) -> Image.Image:
    """Add the grain of a small sensor; a picture without any would be a tenth of a photo's size."""
    grain = Image.frombytes("L", image.size, random.randbytes(image.width * image.height))
    return Image.blend(image, grain.filter(ImageFilter.GaussianBlur(0.7)).convert("RGB"), _GRAIN)


def _jitter(random: Random, colour: Colour) -> Colour:
    red, green, blue = (max(0, min(255, part + random.randint(-18, 18))) for part in colour)
    return red, green, blue
